import type { Syntax } from '../syntax.ts';
import { cComments, character, cLine, comment, longQuote, quote, slashRegex } from './strings.ts';

const cLike: Syntax = {
  hasSemicolons: true,
  hasGenerics: true,
  line: cLine,
  quoted: [...cComments, quote('"'), quote("'")],
};

/** `#if … #endif`. The text in between need not match: each branch may open the same bracket. */
const conditional = {
  open: '^[ \\t]*#[ \\t]*if(?:n?def)?\\b',
  close: '^[ \\t]*#[ \\t]*endif\\b',
  end: '#endif',
  branch: '^[ \\t]*#[ \\t]*(?:else|elif)\\b',
};
const region = { open: '^[ \\t]*#[ \\t]*region\\b', close: '^[ \\t]*#[ \\t]*endregion\\b', end: '#endregion' };
/** An apostrophe between digits separates them. */
const cPlain = ["(?<=\\b\\d[\\da-fA-FxX']*)'(?=[\\da-fA-F])"];
const rawC = {
  open: String.raw`\b(?:u8|[uUL])?R"(?<mark>[^()\\\s"]{0,16})\(`,
  close: ')$mark"',
  escape: 'none',
  lines: true,
} as const;
const c: Syntax = { ...cLike, plain: cPlain, words: [conditional] };

const scriptStrings = [...cComments, quote('"'), quote("'"), longQuote('`', { holes: [['${', '}']] })];
const script: Syntax = {
  hasSemicolons: true,
  hasGenerics: true,
  line: cLine,
  quoted: scriptStrings,
  plain: [slashRegex],
};
const jsx: Syntax = { ...script, tags: 'jsx' };

const dartString = (mark: string) => {
  const lines = mark.length === 3;
  return [
    { open: `\\br${mark}`, close: mark, lines, escape: 'none' as const },
    quote(mark, { lines, holes: [['${', '}']] }),
  ];
};

/** By VS Code's language ids. */
export const cFamily: Readonly<Record<string, Syntax>> = {
  typescript: script,
  'javascript javascriptreact typescriptreact': jsx,
  'c hlsl shaderlab glsl opencl': c,
  'cpp cuda-cpp arduino': { ...c, quoted: [...cComments, rawC, quote('"'), quote("'")] },
  'objective-c objective-cpp': { ...c, quoted: [...cComments, rawC, { open: '@?"', close: '"' }, quote("'")] },
  csharp: {
    ...cLike,
    quoted: [
      ...cComments,
      { open: '\\$*(?<mark>"{3,})', close: '$mark', escape: 'none', lines: true },
      { open: '(?:\\$@|@\\$)"', close: '"', escape: 'double', lines: true, holes: [['{', '}']] },
      { open: '@"', close: '"', escape: 'double', lines: true },
      { open: '\\$"', close: '"', holes: [['{', '}']] },
      quote('"'),
      quote("'"),
    ],
    words: [conditional, region],
  },
  java: { ...cLike, quoted: [...cComments, longQuote('"""'), quote('"'), quote("'")] },
  kotlin: {
    ...cLike,
    plain: [character],
    quoted: [
      comment('/*', '*/', { nests: true }),
      longQuote('"""', { escape: 'none', holes: [['${', '}']] }),
      quote('"', { holes: [['${', '}']], longHoles: true }),
    ],
  },
  scala: {
    ...cLike,
    plain: [character],
    quoted: [
      comment('/*', '*/', { nests: true }),
      { open: '\\b[a-z]\\w*"""', close: '"""', escape: 'none', lines: true, holes: [['${', '}']] },
      longQuote('"""', { escape: 'none' }),
      { open: '\\b[a-z]\\w*"', close: '"', holes: [['${', '}']] },
      quote('"'),
    ],
  },
  'groovy gradle jenkinsfile': {
    ...cLike,
    plain: [slashRegex],
    quoted: [
      ...cComments,
      longQuote('"""', { holes: [['${', '}']] }),
      longQuote("'''"),
      quote('"', { holes: [['${', '}']] }),
      quote("'"),
      { open: '\\$\\/', close: '/$', escape: 'none', lines: true },
    ],
  },
  go: { ...cLike, quoted: [...cComments, longQuote('`', { escape: 'none' }), quote('"'), quote("'")] },
  rust: {
    hasSemicolons: true,
    hasGenerics: true,
    line: cLine,
    quoted: [
      comment('/*', '*/', { nests: true }),
      { open: '\\b(?:b|c|br|cr|r)(?<mark>#*)"(?<!\\b[bc]")', close: '"$mark', escape: 'none', lines: true },
      longQuote('"'),
    ],
    plain: [`b?${character}`, "'[A-Za-z_]\\w*"],
  },
  swift: {
    ...cLike,
    plain: [],
    quoted: [
      comment('/*', '*/', { nests: true }),
      { open: '(?<mark>#+)"""', close: '"""$mark', escape: 'none', lines: true },
      { open: '(?<mark>#+)"', close: '"$mark', escape: 'none' },
      longQuote('"""', { holes: [['\\(', ')']] }),
      quote('"', { holes: [['\\(', ')']] }),
    ],
    words: [conditional],
  },
  dart: {
    hasSemicolons: true,
    hasGenerics: true,
    line: cLine,
    quoted: [...cComments, ...['"""', "'''", '"', "'"].flatMap(dartString)],
  },
  zig: { ...cLike, line: ['\\/\\/', '\\\\\\\\'] },
  'css postcss': { quoted: [...cComments, quote('"'), quote("'")], plain: ['url\\([^"\')\\n]*\\)'] },
  'scss less stylus': {
    line: ['(?<!:)\\/\\/'],
    quoted: [...cComments, quote('"'), quote("'")],
    plain: ['url\\([^"\')\\n]*\\)'],
  },
  sass: { line: ['(?<!:)\\/\\/'], quoted: [...cComments, quote('"'), quote("'")], plain: ['url\\([^"\')\\n]*\\)'] },
  'json jsonc json5 jsonl snippets code-snippets': { line: cLine, quoted: [...cComments, quote('"'), quote("'")] },
  'terraform hcl terraform-vars': {
    line: ['\\/\\/', '#'],
    quoted: [
      ...cComments,
      {
        open: '<<-?(?<mark>[A-Za-z]\\w*)',
        close: '$mark',
        escape: 'none',
        lines: true,
        isHeredoc: true,
        ends: 'own line',
        holes: [['${', '}']],
      },
      quote('"', { holes: [['${', '}']] }),
    ],
  },
  graphql: { line: ['#'], quoted: [longQuote('"""'), quote('"')] },
  'proto proto3 protobuf thrift solidity': {
    ...cLike,
    line: cLine,
    quoted: [...cComments, quote('"'), quote("'")],
    plain: [],
  },
  'verilog systemverilog': {
    ...cLike,
    plain: [],
    words: [
      ...[
        'module',
        'function',
        'task',
        'case',
        'class',
        'package',
        'generate',
        'interface',
        'primitive',
        'specify',
      ].map((name) => {
        const start = name === 'case' ? 'case[xz]?' : name;
        return {
          open: `(?<!\\b(?:typedef|extern|virtual|import)\\s+)\\b${start}\\b`,
          close: `\\bend${name}\\b`,
          end: `end${name}`,
        };
      }),
      { open: '\\bbegin\\b', close: '\\bend\\b', end: 'end' },
    ],
  },
};
