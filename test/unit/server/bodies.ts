/** A function's body in a source file, from its first line to its last one, both whole. */
export interface Body {
  path: string;
  /** The function's first line. */
  head: string;
  before: string;
  text: string;
  after: string;
}

const BRACES = /^(?<indent>[ \t]*)(?:export function|function|func|async \w+\(|\w+\(.*\): ).*\{$/;
const PYTHON = /^(?<indent> *)def .*:$/;

/** Finds the bodies of the functions in a TypeScript, Go or Python file, by their indentation. */
export function findBodies(path: string, text: string): Body[] {
  const lines = text.split('\n');
  const pattern = path.endsWith('.py') ? PYTHON : BRACES;
  return lines.flatMap((head, index) => {
    const indent = pattern.exec(head)?.groups?.['indent'];
    if (indent === undefined) return [];
    const length = lines.slice(index + 1).findIndex((line) => line !== '' && !/^\s/.test(line.slice(indent.length)));
    let end = length < 0 ? lines.length : index + 1 + length;
    while (lines[end - 1] === '') end--;
    const join = (from: number, to: number) => lines.slice(from, to).map((line) => `${line}\n`);
    return {
      path,
      head,
      before: join(0, index + 1).join(''),
      text: join(index + 1, end).join(''),
      after: lines.slice(end).join('\n'),
    };
  });
}
