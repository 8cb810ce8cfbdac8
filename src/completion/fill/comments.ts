/** How a language marks comments: to the end of the line, and as blocks. */
interface Marks {
  line: readonly string[];
  block: readonly (readonly [open: string, close: string])[];
}

const cBlock = [['/*', '*/']] as const;
const markup = [['<!--', '-->']] as const;
const slashes: Marks = { line: ['//'], block: cBlock };
const hash: Marks = { line: ['#'], block: [] };
const dashes: Marks = { line: ['--'], block: [] };
const semicolon: Marks = { line: [';'], block: [] };
const percent: Marks = { line: ['%'], block: [] };

/** By VS Code's language id; languages with the marks of `slashes` are not named. */
const marks: Readonly<Record<string, Marks>> = {
  ...Object.fromEntries(
    ['python', 'ruby', 'shellscript', 'yaml', 'dockercompose', 'perl', 'r', 'makefile', 'dockerfile', 'toml'].map(
      (language) => [language, hash],
    ),
  ),
  ...Object.fromEntries(
    ['elixir', 'julia', 'coffeescript', 'properties', 'ignore', 'git-commit'].map((l) => [l, hash]),
  ),
  ...Object.fromEntries(['clojure', 'lisp', 'scheme', 'racket', 'asm'].map((language) => [language, semicolon])),
  ...Object.fromEntries(
    ['latex', 'tex', 'bibtex', 'matlab', 'erlang', 'prolog'].map((language) => [language, percent]),
  ),
  ...Object.fromEntries(['html', 'xml', 'xsl', 'markdown'].map((language) => [language, { line: [], block: markup }])),
  ...Object.fromEntries(['vue', 'svelte', 'razor'].map((l) => [l, { line: ['//'], block: [...cBlock, ...markup] }])),
  powershell: { line: ['#'], block: [['<#', '#>']] },
  php: { line: ['//', '#'], block: cBlock },
  terraform: { line: ['#', '//'], block: cBlock },
  ini: { line: [';', '#'], block: [] },
  sql: { line: ['--'], block: cBlock },
  lua: { line: ['--'], block: [['--[[', ']]']] },
  haskell: { line: ['--'], block: [['{-', '-}']] },
  elm: { line: ['--'], block: [['{-', '-}']] },
  ada: dashes,
  vhdl: dashes,
  ocaml: { line: [], block: [['(*', '*)']] },
  fsharp: { line: ['//'], block: [['(*', '*)']] },
  css: { line: [], block: cBlock },
  bat: { line: ['rem ', 'REM ', '::'], block: [] },
  vb: { line: ["'"], block: [] },
  plaintext: { line: ['//', '#'], block: [] },
};

/** How many of these lines, from the first on, are comments and nothing else. */
export function leadingComments(lines: readonly string[], language: string): number {
  const { line, block } = marks[language] ?? slashes;
  let count = 0;
  while (count < lines.length) {
    const text = lines[count]!.trim();
    const opened = block.find(([open]) => text.startsWith(open));
    const end = opened ? endOf(opened, lines, count) : line.some((mark) => startsWith(text, mark)) ? count + 1 : null;
    if (end === null) break;
    count = end;
  }
  return count;
}

/** The line after a block comment that has its lines to itself; null where code follows on one, or it never ends. */
function endOf([open, close]: readonly [string, string], lines: readonly string[], first: number): number | null {
  for (let index = first; index < lines.length; index++) {
    const text = lines[index]!.trim();
    const at = text.indexOf(close, index === first ? open.length : 0);
    if (at >= 0) return at + close.length === text.length ? index + 1 : null;
  }
  return null;
}

/** PHP's attributes begin like a comment. */
function startsWith(text: string, mark: string): boolean {
  return text.startsWith(mark) && !text.startsWith('#[');
}
