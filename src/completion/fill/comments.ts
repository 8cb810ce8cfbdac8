/** How a language marks comments: to the end of the line, and as blocks. */
interface Marks {
  line: readonly string[];
  block: readonly (readonly [open: string, close: string])[];
}

const cBlock = [['/*', '*/']] as const;
const markup = [['<!--', '-->']] as const;
const slashes: Marks = { line: ['//'], block: cBlock };

/** By VS Code's language ids; those of languages with the marks of `slashes` need not be named. */
const groups: readonly (readonly [languages: string, marks: Marks])[] = [
  ['python shellscript fish yaml dockercompose r makefile dockerfile toml', { line: ['#'], block: [] }],
  ['elixir crystal nim nix gdscript graphql cmake starlark awk tcl', { line: ['#'], block: [] }],
  ['coffeescript properties dotenv ignore git-commit git-rebase', { line: ['#'], block: [] }],
  ['ruby', { line: ['#'], block: [['=begin', '=end']] }],
  ['perl perl6 raku', { line: ['#'], block: [['=pod', '=cut']] }],
  ['julia', { line: ['#'], block: [['#=', '=#']] }],
  ['powershell', { line: ['#'], block: [['<#', '#>']] }],
  ['php terraform hcl', { line: ['//', '#'], block: cBlock }],
  ['ini editorconfig', { line: [';', '#'], block: [] }],
  ['clojure asm', { line: [';'], block: [] }],
  ['lisp scheme racket', { line: [';'], block: [['#|', '|#']] }],
  ['latex tex bibtex erlang prolog', { line: ['%'], block: [] }],
  ['matlab', { line: ['%'], block: [['%{', '%}']] }],
  ['sql', { line: ['--'], block: cBlock }],
  ['lua', { line: ['--'], block: [['--[[', ']]']] }],
  ['haskell elm', { line: ['--'], block: [['{-', '-}']] }],
  ['ada vhdl', { line: ['--'], block: [] }],
  ['ocaml', { line: [], block: [['(*', '*)']] }],
  ['fsharp', { line: ['//'], block: [['(*', '*)']] }],
  ['css', { line: [], block: cBlock }],
  ['xml xsl markdown', { line: [], block: markup }],
  // Scripts and styles stand between the tags.
  ['html vue svelte astro', { line: ['//'], block: [...cBlock, ...markup] }],
  ['razor', { line: ['//'], block: [...cBlock, ...markup, ['@*', '*@']] }],
  ['handlebars', { line: [], block: [['{{!--', '--}}'], ...markup] }],
  ['javascriptreact typescriptreact mdx', { line: ['//'], block: [...cBlock, ['{/*', '*/}']] }],
  ['bat', { line: ['rem ', '@rem ', '::'], block: [] }],
  ['vb', { line: ["'", 'rem '], block: [] }],
  ['plaintext', { line: ['//', '#'], block: [] }],
];
const marksOf = new Map(groups.flatMap(([languages, marks]) => languages.split(' ').map((id) => [id, marks] as const)));

/** How many of these lines, from the first on, are comments and nothing else, with the blank lines before and between. */
export function leadingComments(lines: readonly string[], language: string): number {
  const { line, block } = marksOf.get(language) ?? slashes;
  let count = 0;
  for (let index = 0; index < lines.length;) {
    const text = lines[index]!.trim();
    if (text === '') {
      index++;
      continue;
    }
    const opened = block.find(([open]) => text.startsWith(open));
    // PHP's attributes begin like a comment.
    const isLine = line.some((mark) => startsWith(text, mark)) && !(language === 'php' && text.startsWith('#['));
    const end = opened ? endOf(opened, lines, index) : isLine ? index + 1 : null;
    if (end === null) break;
    count = index = end;
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

/** `rem` alone on its line is one, too. */
function startsWith(text: string, mark: string): boolean {
  return `${text.toLowerCase()} `.startsWith(mark);
}
