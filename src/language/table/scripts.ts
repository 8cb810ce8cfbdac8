import type { BlockWords, Quoted, Syntax } from '../syntax.ts';
import { cComments, character, comment, heredoc, longQuote, quote, slashRegex } from './strings.ts';

const hash = ['#'];
/** In shells, a `#` within a word is none: `${x#y}`, `$#`. */
const wordStart = ['(?<=^|[\\s;(&|])#'];
const colon = /:\s*$/;

const python = (mark: string): Quoted[] => {
  const lines = mark.length === 3;
  const close = mark;
  return [
    { open: `\\b(?:[fF][rR]|[rR][fF])${mark}`, close, lines, holes: [['{', '}']] },
    { open: `\\b[fFtT]${mark}`, close, lines, holes: [['{', '}']] },
    quote(mark, { lines }),
  ];
};

/** Where a statement begins, or a value: there `if` opens a block, and behind one it is a condition of it. */
const statement = String.raw`(?<=(?:^|[;=({\[,|&]|(?<!\w)!|\b(?:then|else|do|begin|ensure)\b|[+\-*<]\s)[ \t]*)`;
const rubyWords: BlockWords[] = [
  {
    open: String.raw`${statement}(?:if|unless|while|until|case|for|begin|class|module)\b(?!:)|(?<=^[ \t]*(?:\w+[ \t]+){0,2})def\b(?![^\n]*\)\s*=[^=~])|(?<!^[ \t]*(?:while|until|for)\b[^\n;]*)(?<![.:@$])\bdo\b(?!:)`,
    close: '(?<![.:@$\\w])end\\b(?!:)',
    end: 'end',
  },
];
const percent = ([open, close]: [string, string]): Quoted => ({
  open: `%[qQwWiIrsx]?\\${open}(?<!\\w%\\${open})`,
  close,
  lines: true,
});
const ruby: Syntax = {
  line: ['(?<!\\\\)#'],
  quoted: [
    { open: '^=begin\\b', close: '=end', ends: 'line start', escape: 'none', lines: true, isComment: true },
    heredoc('(?<![\\w\\])}]\\s?)<<[~-]?(?:(?<mark>[A-Z]\\w*))', { holes: [['#{', '}']] }),
    heredoc('<<[~-]?["\'`](?<mark>\\w+)["\'`]'),
    ...['()', '[]', '{}', '<>', '||', '!!'].map((pair) => percent([pair[0]!, pair[1]!])),
    longQuote('"', { holes: [['#{', '}']] }),
    longQuote("'"),
    longQuote('`', { holes: [['#{', '}']] }),
  ],
  plain: ['(?<=[\\s(,\\[=]):["\'](?=\\])', '(?<![\\w\\)\\]}])\\?[^\\s\\w](?![\\w(])', rubyRegex()],
  words: rubyWords,
  opensBlock:
    /\b(?:do|then|else|begin|ensure)\s*(?:\|[^|\n]*\|)?\s*$|^\s*(?:def|class|module|if|unless|while|until|case|when|elsif|rescue)\b/,
};

function rubyRegex(): string {
  return String.raw`(?<=(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|and|or|not|when|if|unless|while|until|split|gsub|sub|match|scan|in|then))\s*|\b\w+\s)\/(?![*/ ])(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`;
}

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
  opensBlock: /(?:\b(?:then|do|else)|\{)\s*$/,
};

const luaLong = (equals: number): Quoted => {
  const mark = '='.repeat(equals);
  return { open: `\\[${mark}\\[`, close: `]${mark}]`, escape: 'none', lines: true };
};
const lua: Syntax = {
  line: ['--'],
  quoted: [
    ...[0, 1, 2, 3].map((equals): Quoted => ({
      ...luaLong(equals),
      open: `--${luaLong(equals).open}`,
      isComment: true,
    })),
    ...[0, 1, 2, 3].map(luaLong),
    quote('"'),
    quote("'"),
  ],
  words: [
    { open: '\\brepeat\\b', close: '\\buntil\\b', end: 'until' },
    { open: '\\b(?:function|if|do)\\b', close: '\\bend\\b', end: 'end' },
  ],
  opensBlock: /\b(?:then|do|else|repeat)\s*$|\bfunction\b[^()]*\([^()]*\)\s*$/,
};

const elixirHoles = { holes: [['#{', '}']] as const, lines: true };
const sigil = ([open, close]: [string, string]): Quoted => ({ open: `~[a-zA-Z]+\\${open}`, close, lines: true });
const elixir: Syntax = {
  line: hash,
  quoted: [
    { open: '(?:~[a-zA-Z]+)?"""', close: '"""', ...elixirHoles },
    { open: "(?:~[a-zA-Z]+)?'''", close: "'''", ...elixirHoles },
    ...['()', '[]', '{}', '<>', '//', '||', '""', "''"].map((pair) => sigil([pair[0]!, pair[1]!])),
    quote('"', elixirHoles),
    quote("'", elixirHoles),
  ],
  plain: ['(?<!\\w)\\?(?:\\\\[^\\n]|[^\\s\\w\\\\])'],
  words: [{ open: '(?<![.:@\\w])(?:do\\b(?!:)|fn\\b(?!:))', close: '(?<![.:@\\w])end\\b(?!:)', end: 'end' }],
  opensBlock: /\b(?:do|else|after|rescue)\s*$|->\s*$/,
};

const julia: Syntax = {
  line: hash,
  quoted: [
    comment('#=', '=#', { nests: true }),
    { open: '"""', close: '"""', lines: true, holes: [['$(', ')']] },
    { open: '\\b(?:raw|r|b|v)"', close: '"', escape: 'none' },
    longQuote('"', { holes: [['$(', ')']] }),
    longQuote('`'),
  ],
  plain: ["(?<=[\\w)\\]}'])'", character],
  words: [
    {
      open: String.raw`(?<=(?:^|[;=(,]|\b(?:begin|do|else|let)\b|@\w+)[ \t]*(?:(?:abstract|mutable|primitive|baremodule)[ \t]+)?)(?:begin|function|if|for|while|let|try|struct|module|quote|macro|mutable[ \t]+struct)\b|(?<=\)[ \t]*)do\b`,
      close: '(?<![\\w.:\\[+\\-*])(?<!\\[[^\\]\\n]*)end\\b(?![\\])])',
      end: 'end',
    },
  ],
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
    line: hash,
    quoted: ['"""', "'''", '"', "'"].flatMap(python),
    opensBlock: colon,
  },
  gdscript: {
    line: hash,
    quoted: ['"""', "'''", '"', "'"].map((mark) => quote(mark, { lines: mark.length === 3 })),
    opensBlock: colon,
  },
  nim: {
    line: hash,
    quoted: [comment('#[', ']#', { nests: true }), longQuote('"""', { escape: 'none' }), quote('"')],
    plain: [character],
    opensBlock: /[:=]\s*$/,
  },
  ruby,
  crystal: {
    ...ruby,
    words: rubyWords.map((words) => ({
      ...words,
      open: `${words.open}|${statement}(?:struct|enum|lib|macro|union|annotation)\\b(?!:)`,
    })),
  },
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
  lua,
  elixir,
  julia,
  powershell,
  'perl perl6 raku': perl,
  r: {
    line: hash,
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
    line: hash,
    quoted: [
      comment('###', '###'),
      longQuote('"""', { holes: [['#{', '}']] }),
      longQuote("'''"),
      longQuote('"', { holes: [['#{', '}']] }),
      longQuote("'"),
    ],
    plain: [slashRegex],
    opensBlock: /[-=]>\s*$/,
  },
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
    line: hash,
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
  awk: { line: hash, quoted: [quote('"')], plain: [slashRegex] },
  tcl: { line: ['(?<=(?:^|;)[ \\t]*)#'], quoted: [longQuote('"')], plain: ['\\\\[^]'] },
  nix: {
    line: hash,
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
  bat: {
    line: ['(?<=(?:^|&)[ \\t]*)(?:@?[rR][eE][mM]\\b|::)'],
    quoted: [quote('"', { escape: '^' })],
    plain: ['\\^[^\\n]'],
  },
  php,
};
