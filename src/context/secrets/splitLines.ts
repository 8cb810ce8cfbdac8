/** So many characters are read at a time: a fraction of a millisecond's work. */
const pieceCharacters = 5_000;

/** Whole lines, so many that reading them is short; joined by line ends, they are the text. */
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
