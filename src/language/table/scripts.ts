import type { Quoted, Syntax } from '../syntax.ts';
import { cComments, character, comment, hashLine, heredoc, longQuote, quote, slashRegex } from './strings.ts';

const python = (mark: string): Quoted[] => {
  const lines = mark.length === 3;
  const close = mark;
  return [
    { open: `\\b(?:[fF][rR]|[rR][fF])${mark}`, close, lines, holes: [['{', '}']] },
    { open: `\\b[fFtT]${mark}`, close, lines, holes: [['{', '}']] },
    quote(mark, { lines }),
  ];
};

const perl: Syntax = {
  line: ['(?<![$\\\\])#'],
  quoted: [
    {
      open: '^=(?:pod|head\\d|over|item|begin|for|encoding|cut)\\b',
      close: '=cut',
      ends: 'line start',
      escape: 'none',
      lines: true,
      isComment: true,
    },
    heredoc('<<~?["\']?(?<mark>[A-Z_][A-Z_\\d]*)["\']?'),
    ...['()', '[]', '{}', '<>', '//', '||', '!!'].map((pair): Quoted => ({
      open: `(?<![\\w$@%&>])(?:q[qwxr]?|m|s|tr|y)\\${pair[0]!}`,
      close: pair[1]!,
      lines: true,
    })),
    longQuote('"'),
    longQuote("'"),
    longQuote('`'),
  ],
  plain: [slashRegex, '\\$[#"\'`(){}\\[\\]]'],
};

const php: Syntax = {
  line: ['\\/\\/', '#(?!\\[)'],
  quoted: [
    ...cComments,
    {
      open: '<<<[ \\t]*"?(?<mark>[A-Za-z_]\\w*)"?',
      close: '$mark',
      lines: true,
      isHeredoc: true,
      ends: 'own line',
      holes: [['{$', '}']],
    },
    {
      open: "<<<[ \\t]*'(?<mark>[A-Za-z_]\\w*)'",
      close: '$mark',
      escape: 'none',
      lines: true,
      isHeredoc: true,
      ends: 'own line',
    },
    longQuote("'"),
    longQuote('"', { holes: [['{$', '}']] }),
    longQuote('`'),
  ],
  outer: { open: '<\\?(?:php\\b|=)?', close: '\\?>', language: 'html' },
  words: ['if', 'foreach', 'for', 'while', 'switch'].map((name) => ({
    open: `(?<![$\\w>])${name}\\b(?=[^\\n]*\\)\\s*:(?!:)\\s*(?:\\?>|$|\\n))`,
    close: `(?<![$\\w])end${name}\\b`,
    end: `end${name}`,
  })),
};

/** By VS Code's language ids. */
export const scripts: Readonly<Record<string, Syntax>> = {
  'python cython starlark bazel snakemake': {
    line: hashLine,
    quoted: ['"""', "'''", '"', "'"].flatMap(python),
  },
  gdscript: {
    line: hashLine,
    quoted: ['"""', "'''", '"', "'"].map((mark) => quote(mark, { lines: mark.length === 3 })),
  },
  nim: {
    line: hashLine,
    quoted: [comment('#[', ']#', { nests: true }), longQuote('"""', { escape: 'none' }), quote('"')],
    plain: [character],
    opensBlock: /=\s*$/,
  },
  'perl perl6 raku': perl,
  r: {
    line: hashLine,
    quoted: [
      ...['()', '[]', '{}'].map((pair): Quoted => ({
        open: `\\b[rR]"(?<mark>-*)\\${pair[0]!}`,
        close: `${pair[1]!}$mark"`,
        escape: 'none',
        lines: true,
      })),
      longQuote('"'),
      longQuote("'"),
      quote('`'),
    ],
  },
  coffeescript: {
    line: hashLine,
    quoted: [
      comment('###', '###'),
      longQuote('"""', { holes: [['#{', '}']] }),
      longQuote("'''"),
      longQuote('"', { holes: [['#{', '}']] }),
      longQuote("'"),
    ],
    plain: [slashRegex],
    opensBlock: /->\s*$/,
  },
  awk: { line: hashLine, quoted: [quote('"')], plain: [slashRegex] },
  tcl: { line: ['(?<=(?:^|;)[ \\t]*)#'], quoted: [longQuote('"')], plain: ['\\\\[^]'] },
  nix: {
    line: hashLine,
    quoted: [
      ...cComments,
      longQuote("''", { escape: 'none', holes: [['${', '}']] }),
      longQuote('"', { holes: [['${', '}']] }),
    ],
  },
  'viml vim': {
    line: ['(?<=^[ \\t]*)"', '(?<=[ \\t])"(?![^"\\n]*")'],
    quoted: [quote('"'), quote("'", { escape: 'double' })],
    words: ['function', 'if', 'while', 'for', 'try', 'augroup'].map((name) => ({
      open: `(?<=^[ \\t]*)${name === 'function' ? 'fu(?:nc(?:tion)?)?!?' : name}(?=\\s)(?![ \\t]+END\\b)`,
      close: `(?<=^[ \\t]*)${name === 'augroup' ? 'augroup[ \\t]+END\\b' : `end(?:${name}${name === 'function' ? '|func|f' : ''})\\b`}`,
      end: `end${name}`,
    })),
  },
  php,
};
