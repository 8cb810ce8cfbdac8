/** A choice: a regular expression cannot pause, so no step may give it much more. */
const pieceCharacters = 5_000;

/** Pieces of whole lines, about this long; joined by line ends, they are the text. */
export function* splitLines(text: string, characters = pieceCharacters): Generator<string> {
  let from = 0;
  while (text.length - from > characters) {
    const end = text.lastIndexOf('\n', from + characters);
    const to = end >= from ? end : text.indexOf('\n', from + characters);
    if (to < 0) break;
    yield text.slice(from, to);
    from = to + 1;
  }
  yield text.slice(from);
}
