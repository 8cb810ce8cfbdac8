/** A regular expression as a tree. */
export type Node =
  /** One character, by a pattern without flags for it. */
  | { kind: 'character'; pattern: string }
  | { kind: 'assertion'; is: '^' | '$' | '\\b' | '\\B' }
  | { kind: 'sequence'; parts: Node[] }
  | { kind: 'alternatives'; parts: Node[] }
  | { kind: 'repeat'; part: Node; min: number; max: number };

const token =
  /\\[bBwWdDsStnrfv0]|\\x[\da-f]{2}|\\u[\da-f]{4}|\\\W|\[\^?(?:\\.|[^\]\\])*\]|\(\?:|\(\?<[a-z]\w*>|\{\d+(?:,\d*)?\}|[^\\[]/giy;

/** Characters of a pattern. A choice: formats of services have less; groups within groups take that much of the stack. */
const maxLength = 1_000;

/**
 * Reads a regular expression in JavaScript's syntax. The tree has no part that matches only the empty text, other than
 * assertions and choices, so that each repetition of a part adds to the size of an automaton.
 * @throws SyntaxError for what is none, and for look-around and references, which take more than linear time
 */
export function parsePattern(source: string): Node {
  if (source.length > maxLength) throw new SyntaxError('it is too large');
  new RegExp(source);
  const tokens: string[] = [];
  for (let at = 0; at < source.length; at = token.lastIndex) {
    token.lastIndex = at;
    const one = token.exec(source)?.[0];
    if (one === undefined) throw new SyntaxError('it has a reference or an escape that is not supported');
    tokens.push(one);
  }
  return alternatives(tokens.reverse());
}

/** @param tokens the rest, the next one last */
function alternatives(tokens: string[]): Node {
  const parts = [sequence(tokens)];
  while (tokens.at(-1) === '|') {
    tokens.pop();
    parts.push(sequence(tokens));
  }
  return parts.length === 1 ? parts[0]! : { kind: 'alternatives', parts };
}

function sequence(tokens: string[]): Node {
  const parts: Node[] = [];
  while (tokens.length > 0 && tokens.at(-1) !== '|' && tokens.at(-1) !== ')') {
    let part = atom(tokens);
    const bounds = boundsOf(tokens.at(-1));
    if (bounds) {
      tokens.pop();
      // A lazy repetition matches the same texts.
      if (tokens.at(-1) === '?') tokens.pop();
      if (!isEmpty(part)) part = { kind: 'repeat', part, ...bounds };
    }
    if (!isEmpty(part)) parts.push(part);
  }
  return { kind: 'sequence', parts };
}

function isEmpty(node: Node): boolean {
  return (node.kind === 'sequence' && node.parts.length === 0) || (node.kind === 'repeat' && node.max === 0);
}

function atom(tokens: string[]): Node {
  const one = tokens.pop()!;
  if (one === '^' || one === '$' || one === '\\b' || one === '\\B') return { kind: 'assertion', is: one };
  if (!one.startsWith('(')) return { kind: 'character', pattern: one };
  if (one === '(' && tokens.at(-1) === '?') throw new SyntaxError('look-around and flags are not supported');
  const inner = alternatives(tokens);
  tokens.pop();
  return inner;
}

function boundsOf(text: string | undefined): { min: number; max: number } | null {
  if (text === '*') return { min: 0, max: Infinity };
  if (text === '+') return { min: 1, max: Infinity };
  if (text === '?') return { min: 0, max: 1 };
  const [, min, comma, max] = /^\{(\d+)(,?)(\d*)\}$/.exec(text ?? '') ?? [];
  if (min === undefined) return null;
  return { min: Number(min), max: comma === '' ? Number(min) : max === '' ? Infinity : Number(max) };
}
