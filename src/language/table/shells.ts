import type { BlockWords, Syntax } from '../syntax.ts';
import { comment, hashLine, heredoc, longQuote, quote } from './strings.ts';

/** In shells, `#` begins a comment only at the beginning of a word, not in `${x#y}` or `$#`. */
const wordStart = ['(?<=^|[\\s;(&|])#'];

const shellWords: BlockWords[] = [
  {
    open: String.raw`(?<=(?:^|[;&|(){!]|\b(?:then|else|do|elif)\b)[ \t]*)if\b`,
    close: String.raw`(?<=(?:^|[;&|(]|\b(?:fi|done|esac)\b|\})[ \t]*)fi\b`,
    end: 'fi',
  },
  {
    open: String.raw`(?<=(?:^|[;&|(){!]|\b(?:then|else|do)\b)[ \t]*)case\b`,
    close: String.raw`(?<=(?:^|[;&|(]|\b(?:fi|done|esac)\b|\})[ \t]*)esac\b`,
    end: 'esac',
    looseCloser: ')',
  },
  {
    open: String.raw`(?<=(?:^|[;)]|\bin\b[^\n;]*)[ \t]*)do\b`,
    close: String.raw`(?<=(?:^|[;&|(]|\b(?:fi|done|esac)\b|\})[ \t]*)done\b`,
    end: 'done',
  },
];
const shell: Syntax = {
  line: wordStart,
  quoted: [
    {
      ...heredoc('(?<!<)<<-?[ \\t]*\\\\?(?<mark>[A-Za-z_]\\w*)'),
      escape: '\\',
      holes: [
        ['$(', ')'],
        ['${', '}'],
      ],
    },
    heredoc('(?<!<)<<-?[ \\t]*["\'](?<mark>[^"\'\\n]+)["\']'),
    { open: "\\$'", close: "'", lines: true },
    longQuote("'", { escape: 'none' }),
    longQuote('"', {
      holes: [
        ['$(', ')'],
        ['${', '}'],
      ],
    }),
    longQuote('`'),
  ],
  plain: ['\\\\[^]', '\\$#', '\\$\\{#[^}\\n]*\\}', '\\$\\{\\w+##?[^}\\n"\'$]*\\}'],
  words: shellWords,
  indentsWords: true,
  opensBlock: /\belse\s*$/,
};

const powershell: Syntax = {
  line: ['(?<=^|[\\s;(){}])#'],
  quoted: [
    comment('<#', '#>'),
    { open: '@"(?=[ \\t]*\\n)', close: '"@', ends: 'line start', escape: 'none', lines: true, holes: [['$(', ')']] },
    { open: "@'(?=[ \\t]*\\n)", close: "'@", ends: 'line start', escape: 'none', lines: true },
    longQuote('"', { escape: '`', holes: [['$(', ')']] }),
    longQuote("'", { escape: 'double' }),
  ],
  plain: ['`[^\\n]'],
};

/** Shells and the files of builds, by VS Code's language ids. */
export const shells: Readonly<Record<string, Syntax>> = {
  'shellscript sh bash zsh': shell,
  fish: {
    line: wordStart,
    quoted: [longQuote('"'), longQuote("'")],
    plain: ['\\\\[^]'],
    words: [
      {
        open: '(?<=(?:^|[;&|])[ \\t]*)(?:if|for|while|function|begin|switch)\\b',
        close: '(?<=(?:^|[;&|])[ \\t]*)end\\b',
        end: 'end',
      },
    ],
  },
  powershell,
  'makefile make': {
    line: ['(?<!\\\\)#'],
    quoted: [],
    plain: ['\\\\[^]'],
    words: [
      { open: '^[ \\t]*(?:ifn?eq|ifn?def)\\b', close: '^[ \\t]*endif\\b', end: 'endif' },
      { open: '^define\\b', close: '^endef\\b', end: 'endef' },
    ],
    keepsIndentation: true,
  },
  'dockerfile dockercompose-file': {
    line: ['^[ \\t]*#'],
    quoted: [heredoc('<<-?["\']?(?<mark>[A-Z]\\w*)["\']?'), quote('"'), longQuote("'", { escape: 'none' })],
    plain: ['\\\\[^]'],
  },
  cmake: {
    line: hashLine,
    quoted: [
      { open: '#\\[(?<mark>=*)\\[', close: ']$mark]', escape: 'none', lines: true, isComment: true },
      { open: '\\[(?<mark>=+)\\[', close: ']$mark]', escape: 'none', lines: true },
      longQuote('"'),
    ],
    plain: ['\\\\[^]'],
    words: ['if', 'foreach', 'while', 'function', 'macro', 'block'].map((name) => ({
      open: `(?<=^[ \\t]*)(?:${name}|${name.toUpperCase()})(?=\\s*\\()`,
      close: `(?<=^[ \\t]*)(?:end${name}|END${name.toUpperCase()})(?=\\s*\\()`,
      end: `end${name}`,
    })),
  },
  bat: {
    line: ['(?<=(?:^|&)[ \\t]*)(?:@?[rR][eE][mM]\\b|::)'],
    quoted: [quote('"', { escape: '^' })],
    plain: ['\\^[^\\n]'],
  },
};
