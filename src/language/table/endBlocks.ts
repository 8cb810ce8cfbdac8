import type { BlockWords, Quoted, Syntax } from '../syntax.ts';
import { character, comment, hashLine, heredoc, longQuote, quote } from './strings.ts';

/** Position where a statement or a value begins. There `if` opens a block; after a statement it is its condition. */
const statement = String.raw`(?<=(?:^|[;=({\[,|&]|(?<!\w)!|\b(?:then|else|do|begin|ensure)\b|[+\-*<]\s)[ \t]*)`;
const rubyWords: BlockWords[] = [
  {
    open: String.raw`${statement}(?:if|unless|while|until|case|for|begin|class|module)\b(?!:)|(?<=^[ \t]*(?:\w+[ \t]+){0,2})def\b(?![^\n]*\)\s*=[^=~]|[ \t]+[\w.?!]+[ \t]+=[ \t])|(?<!^[ \t]*(?:while|until|for)\b[^\n;]*)(?<![.:@$])\bdo\b(?!:)`,
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
  indentsWords: true,
  opensBlock: /\b(?:else|ensure)\s*$|^\s*(?:when|elsif|rescue)\b(?!.*(?:\bthen\b|;))/,
};

function rubyRegex(): string {
  return String.raw`(?<=(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|and|or|not|when|if|unless|while|until|split|gsub|sub|match|scan|in|then))\s*|\b\w+\s)\/(?![*/ ])(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`;
}

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
  indentsWords: true,
  opensBlock: /\belse\s*$/,
};

const elixirHoles = { holes: [['#{', '}']] as const, lines: true };
const sigil = ([open, close]: [string, string]): Quoted => ({ open: `~[a-zA-Z]+\\${open}`, close, lines: true });
const elixir: Syntax = {
  line: hashLine,
  quoted: [
    { open: '(?:~[a-zA-Z]+)?"""', close: '"""', ...elixirHoles },
    { open: "(?:~[a-zA-Z]+)?'''", close: "'''", ...elixirHoles },
    ...['()', '[]', '{}', '<>', '//', '||', '""', "''"].map((pair) => sigil([pair[0]!, pair[1]!])),
    quote('"', elixirHoles),
    quote("'", elixirHoles),
  ],
  plain: ['(?<!\\w)\\?(?:\\\\[^\\n]|[^\\s\\w\\\\])'],
  words: [{ open: '(?<![.:@\\w])(?:do\\b(?!:)|fn\\b(?!:))', close: '(?<![.:@\\w])end\\b(?!:)', end: 'end' }],
  indentsWords: true,
  opensBlock: /\b(?:else|after|rescue)\s*$|->\s*$/,
};

const julia: Syntax = {
  line: hashLine,
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
  indentsWords: true,
  opensBlock: /\b(?:else|catch|finally)\s*$/,
};

/** Languages whose blocks end with `end`, by VS Code's language ids. */
export const endBlocks: Readonly<Record<string, Syntax>> = {
  ruby,
  crystal: {
    ...ruby,
    words: rubyWords.map((words) => ({
      ...words,
      open: `${words.open}|${statement}(?:struct|enum|lib|macro|union|annotation)\\b(?!:)`,
    })),
  },
  lua,
  elixir,
  julia,
};
