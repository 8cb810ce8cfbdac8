import type { Quoted, Syntax } from '../syntax.ts';
import { cComments, character, comment, longQuote, quote } from './strings.ts';

const sqlString: Quoted[] = [longQuote("'", { escape: 'double' }), quote('"', { escape: 'double' })];
const statement = '(?<=(?:^|[;=({,:]|\\b(?:then|else|do|begin|loop|as|return)\\b)\\s*)';
const anyCase = (word: string) => word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

const lisp: Syntax = {
  line: [';'],
  quoted: [comment('#|', '|#', { nests: true }), longQuote('"')],
  plain: ['#\\\\(?:[^\\s\\w]|\\w+)', '\\?\\\\?[()\\[\\]{};"](?![\\w])'],
};
const clojure: Syntax = { line: [';'], quoted: [longQuote('"')], plain: ['\\\\(?:[^\\s\\w]|\\w+)'] };
const ml = (line: readonly string[], more: readonly Quoted[] = []): Syntax => ({
  line,
  quoted: [comment('(*', '*)', { nests: true }), ...more, longQuote('"')],
  plain: [character, "'[a-z]\\w*(?!')", '\\(\\*\\)'],
});
const haskell: Syntax = {
  line: ['--+(?![!#$%&*+./<=>?@\\\\^|~:])'],
  quoted: [comment('{-', '-}', { nests: true }), quote('"')],
  plain: ["(?<=\\w)'+", character, "'[\\[\\w(:]"],
};
const matlab: Syntax = {
  line: ['%', '\\.\\.\\.'],
  quoted: [
    {
      open: '^[ \\t]*%\\{(?=[ \\t]*\\n)',
      close: '%}',
      escape: 'none',
      lines: true,
      isComment: true,
    },
    quote('"', { escape: 'double' }),
    quote("'", { escape: 'double' }),
  ],
  plain: ["(?<=[\\w)\\]}'.])'"],
  words: [
    {
      open: '(?<=(?:^|[;,])[ \\t]*)(?:if|for|while|switch|try|parfor|function|classdef|properties|methods|events|enumeration|spmd)\\b(?!\\s*=)',
      close: '(?<=(?:^|[;,])[ \\t]*)end\\b',
      end: 'end',
    },
  ],
  indentsWords: true,
  opensBlock: /\b(?:else|otherwise)\s*$/,
};
const vbBlocks = [
  'Sub',
  'Function',
  'Property',
  'Class',
  'Module',
  'Structure',
  'Interface',
  'Enum',
  'Namespace',
  'Select',
  'With',
  'Try',
  'Using',
  'While',
  'SyncLock',
];
const vb: Syntax = {
  line: ["'", '\\b[rR][eE][mM]\\b'],
  quoted: [quote('"', { escape: 'double' })],
  words: [
    ...vbBlocks.map((name) => ({
      open: `(?<=^[ \\t]*(?:(?!(?:End|Exit|Declare|Imports)\\b)\\w+[ \\t]+)*)${anyCase(name.toLowerCase())}\\b(?<!\\b(?:[eE]nd|[eE]xit)[ \\t]+\\w+)`,
      close: `(?<=^[ \\t]*)[eE]nd[ \\t]+${anyCase(name.toLowerCase())}\\b`,
      end: `End ${name}`,
    })),
    {
      open: "(?<=^[ \\t]*)[iI]f\\b(?=[^\\n]*\\b[tT]hen[ \\t]*(?:'[^\\n]*)?$)",
      close: '(?<=^[ \\t]*)[eE]nd[ \\t]+[iI]f\\b',
      end: 'End If',
    },
    { open: '(?<=^[ \\t]*)[fF]or\\b', close: '(?<=^[ \\t]*)[nN]ext\\b', end: 'Next' },
    { open: '(?<=^[ \\t]*)[dD]o\\b', close: '(?<=^[ \\t]*)[lL]oop\\b', end: 'Loop' },
    { open: '^[ \\t]*#[rR]egion\\b', close: '^[ \\t]*#[eE]nd [rR]egion\\b', end: '#End Region' },
  ],
};
const sqlWords = ['begin', 'case'].map(anyCase).join('|');
const sql: Syntax = {
  line: ['--', '(?<=^[ \\t]*)#'],
  quoted: [
    ...cComments,
    { open: '\\$(?<mark>\\w*)\\$', close: '$$mark$', escape: 'none', lines: true },
    ...sqlString,
    quote('`', { escape: 'none' }),
  ],
  words: [
    {
      open: `\\b(?:${sqlWords})\\b(?!\\s*(?:;|[tT][rR][aA][nN]|[wW][oO][rR][kK]))(?<!\\b[eE][nN][dD]\\s+\\w+)`,
      close: `\\b${anyCase('end')}\\b(?!\\s+(?:${anyCase('if')}|${anyCase('loop')}|${anyCase('while')}|${anyCase('repeat')})\\b)`,
      end: 'END',
    },
    {
      open: `${statement}(?<!\\b${anyCase('end')}\\s+)${anyCase('loop')}\\b`,
      close: `\\b${anyCase('end')}\\s+${anyCase('loop')}\\b`,
      end: 'END LOOP',
    },
  ],
};
const pascal: Syntax = {
  line: ['\\/\\/'],
  quoted: [
    comment('(*', '*)'),
    { open: '\\{', close: '}', escape: 'none', lines: true, isComment: true },
    quote("'", { escape: 'double' }),
  ],
  brackets: '()[]',
  words: [
    {
      open: `\\b(?:${['begin', 'case', 'record', 'try', 'asm'].map(anyCase).join('|')})\\b|(?<==[ \\t]{0,40})(?:${['class', 'object', 'interface'].map(anyCase).join('|')})\\b(?!\\s*(?:of\\b|;))`,
      close: `\\b${anyCase('end')}\\b`,
      end: 'end',
    },
  ],
  indentsWords: true,
};
const erlang: Syntax = {
  line: ['%'],
  quoted: [longQuote('"'), quote("'")],
  plain: ['\\$(?:\\\\[^\\n]|[^\\s\\\\])'],
  words: [{ open: '\\b(?:begin|case|if|receive|try|maybe)\\b|\\bfun\\b(?=\\s*\\()', close: '\\bend\\b', end: 'end' }],
};
const yaml: Syntax = {
  line: ['(?<=^|\\s)#'],
  quoted: [
    {
      open: '(?<=(?:[:\\-]|^)[ \\t]+)[|>][-+\\d]*[ \\t]*(?=\\n)',
      close: '',
      escape: 'none',
      lines: true,
      isIndented: true,
    },
    { open: '(?<=(?:^|[:\\-,\\[{?]\\s|[\\[{(,])\\s*(?:[!&][\\w!.-]+\\s+)?)"', close: '"' },
    { open: "(?<=(?:^|[:\\-,\\[{?]\\s|[\\[{(,])\\s*(?:[!&][\\w!.-]+\\s+)?)'", close: "'", escape: 'double' },
  ],
  embedded: [{ open: '\\{\\{', close: '\\}\\}', language: 'python' }],
};

/** By VS Code's language ids. */
export const otherLanguages: Readonly<Record<string, Syntax>> = {
  'lisp scheme racket elisp commonlisp': lisp,
  'clojure edn': clojure,
  ocaml: {
    ...ml([], [{ open: '\\{(?<mark>[a-z_]*)\\|', close: '|$mark}', escape: 'none', lines: true }]),
    words: [{ open: '\\b(?:begin|struct|sig|object)\\b', close: '\\bend\\b', end: 'end' }],
  },
  fsharp: {
    ...ml(
      ['\\/\\/'],
      [longQuote('"""', { escape: 'none' }), { open: '@"', close: '"', escape: 'double', lines: true }],
    ),
  },
  'haskell elm purescript': haskell,
  'matlab octave': matlab,
  vb,
  'sql plsql pgsql mysql': sql,
  'pascal objectpascal': pascal,
  erlang: erlang,
  prolog: { line: ['%'], quoted: [...cComments, quote('"'), quote("'")], plain: ["0'(?:\\\\[^\\n]|[^\\s\\\\])"] },
  'ada vhdl': { line: ['--'], quoted: [quote('"', { escape: 'double' })], plain: [character] },
  'fortran fortran-modern FortranFreeForm': {
    line: ['!'],
    quoted: [quote('"', { escape: 'double' }), quote("'", { escape: 'double' })],
  },
  'yaml dockercompose github-actions-workflow': yaml,
  toml: {
    hasSections: true,
    line: ['#'],
    quoted: [longQuote('"""'), longQuote("'''", { escape: 'none' }), quote('"'), quote("'", { escape: 'none' })],
  },
  'ini editorconfig': { hasSections: true, line: ['(?<=^[ \\t]*)[;#]'], quoted: [quote('"')] },
  'properties dotenv': {
    hasSections: true,
    line: ['(?<=^[ \\t]*)[#!]'],
  },
  'asm nasm asm-intel-x86-generic': { line: ['[;#]'], quoted: [...cComments, quote('"')] },
};
