/**
 * Turns every mix of CR, LF and CRLF into LF, piece by piece. The event parser knows them all, but holds back a CR at the
 * end of a piece until the next one shows whether an LF follows; a server that ends its lines with CR alone would always
 * be one event late.
 */
export class LineEnds {
  #afterCR = false;

  unify(text: string): string {
    if (text === '') return '';
    const rest = this.#afterCR && text.startsWith('\n') ? text.slice(1) : text;
    this.#afterCR = text.endsWith('\r');
    return rest.replace(/\r\n?/g, '\n');
  }
}
