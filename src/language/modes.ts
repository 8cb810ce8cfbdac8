import type { BlockWords, Quoted, Syntax } from './syntax.ts';
import { syntaxOf } from './table/index.ts';
import { literally } from './table/strings.ts';

/** What a match of a mode's pattern is. */
export type Token =
  | {
      is:
        | 'line end'
        | 'plain'
        | 'bracket'
        | 'tag head'
        | 'tag end'
        | 'end tag'
        | 'mark'
        | 'embedded end'
        | 'line comment';
    }
  | { is: 'semicolon' | 'angle' | 'end angle' | 'stray' }
  | { is: 'quoted'; rule: Quoted }
  | { is: 'hole'; close: string; language: string; end: string }
  | { is: 'word' | 'end word' | 'branch'; words: BlockWords }
  | { is: 'embedded'; language: string; close: string };

/** How text is read at a place: what to look for, and what each match means. */
export interface Mode {
  kind: 'code' | 'string' | 'comment' | 'prose' | 'tag';
  /** Of the code, or of the code around. */
  language: string;
  syntax: Syntax;
  /** One group for each token. */
  pattern: RegExp;
  tokens: readonly Token[];
  /** Whether the text ends with its line: a string without its closing mark is broken there. */
  endsWithLine: boolean;
  isIndented?: boolean;
  hasLongHoles?: boolean;
  /** What ends embedded code. */
  end: string;
}

type Alternative = [source: string, token: Token];

const known = new Map<string, Mode>();
const lineEnd: Alternative = ['\\n', { is: 'line end' }];
const bracket: Token = { is: 'bracket' };
const allBrackets = '()[]{}';
/** Ends of comments that mean nothing elsewhere. */
const looseEnds: ReadonlySet<string> = new Set(['*/', '-->', '#>', '|#', '-}']);
const angles: readonly Alternative[] = [
  ['(?<=[\\w:])<(?![\\s=<])', { is: 'angle' }],
  ['(?<![-=\\s])>', { is: 'end angle' }],
];

function made(key: string, make: () => Omit<Mode, 'pattern' | 'tokens'> & { alternatives: Alternative[] }): Mode {
  let mode = known.get(key);
  if (!mode) {
    const { alternatives, ...rest } = make();
    const pattern = new RegExp(
      alternatives.map(([source]) => `(${source.replaceAll(/\(\?<(?:mark|name)>/g, '(?:')})`).join('|'),
      'gm',
    );
    mode = { ...rest, pattern, tokens: alternatives.map(([, token]) => token) };
    known.set(key, mode);
  }
  return mode;
}

/**
 * How code is read; text with tags where the language has no other code.
 * @param end source of a regular expression for what ends it, where it is embedded in another language
 */
export function codeMode(language: string, end = ''): Mode {
  return made(`code\n${language}\n${end}`, () => {
    const syntax = syntaxOf(language);
    const { line = [], quoted = [], plain = [], words = [], embedded = [], tags, brackets = allBrackets } = syntax;
    const alternatives: Alternative[] = [
      ...(end === '' ? [] : [[end, { is: 'embedded end' }] as Alternative]),
      lineEnd,
      ...plain.map((source): Alternative => [source, { is: 'plain' }]),
      ...quoted.map((rule): Alternative => [rule.open, { is: 'quoted', rule }]),
      ...line.map((source): Alternative => [source, { is: 'line comment' }]),
      ...embedded.map(({ open, close, language: inner }): Alternative => [
        open,
        { is: 'embedded', language: inner, close },
      ]),
      ...tagAlternatives(tags),
      ...words.flatMap((one): Alternative[] => [
        [one.close, { is: 'end word', words: one }],
        ...(one.branch === undefined ? [] : [[one.branch, { is: 'branch', words: one }] as Alternative]),
        [one.open, { is: 'word', words: one }],
      ]),
      ...quoted.flatMap(({ close, isComment }): Alternative[] => {
        return isComment && looseEnds.has(close) ? [[literally(close), { is: 'stray' }]] : [];
      }),
      ...(syntax.hasSemicolons ? [[';', { is: 'semicolon' }] as Alternative] : []),
      ...(syntax.hasGenerics ? angles : []),
      [`[${literally(brackets)}]`, bracket],
    ];
    const kind = syntax.isProse || tags === 'html' || tags === 'xml' ? 'prose' : 'code';
    return { kind, language, syntax, alternatives, endsWithLine: false, end };
  });
}

function tagAlternatives(tags: Syntax['tags']): Alternative[] {
  if (tags === undefined) return [];
  const endTag: Alternative = [
    tags === 'jsx' ? '<\\/(?:[A-Za-z][\\w.:-]*)?\\s*>' : '<\\/[A-Za-z][\\w.:-]*\\s*>?',
    { is: 'end tag' },
  ];
  const before = String.raw`(?<=(?:^|[(,=?:&|[{}>;]|\b(?:return|default|else|yield))\s*)`;
  const head =
    tags === 'jsx' ? `${before}<(?:[A-Za-z][\\w.:-]*(?=[\\s/>]|$)(?!\\s+extends\\b)|(?=>))` : '<[A-Za-z][\\w.:-]*';
  return [endTag, [head, { is: 'tag head' }], ['\\/>', { is: 'tag end' }]];
}

/** How the children of a JSX element are read. */
export function childrenMode(language: string, end: string): Mode {
  return made(`children\n${language}\n${end}`, () => ({
    kind: 'prose',
    language,
    syntax: syntaxOf(language),
    endsWithLine: false,
    end,
    alternatives: [
      lineEnd,
      ['\\{', { is: 'hole', close: '}', language, end }],
      ['<\\/(?:[A-Za-z][\\w.:-]*)?\\s*>', { is: 'end tag' }],
      ['<(?:[A-Za-z][\\w.:-]*|(?=>))', { is: 'tag head' }],
      ['\\/>', { is: 'tag end' }],
      ['[()[\\]}]', bracket],
    ],
  }));
}

/** How a tag is read from behind its name to its `>`. */
export function tagMode(language: string, end: string): Mode {
  return made(`tag\n${language}\n${end}`, () => {
    const { tags, embedded = [], quoted = [] } = syntaxOf(language);
    const isJsx = tags === 'jsx' || language === 'svelte' || language === 'astro';
    const attribute = (mark: string): Alternative => {
      return [
        mark,
        {
          is: 'quoted',
          rule: {
            open: mark,
            close: mark,
            escape: 'none',
            lines: true,
            ...(isJsx && tags !== 'jsx' && { holes: [['{', '}']] }),
          },
        },
      ];
    };
    return {
      kind: 'tag',
      language,
      syntax: syntaxOf(language),
      endsWithLine: false,
      end,
      alternatives: [
        lineEnd,
        ...embedded
          .filter(({ close }) => close !== '\\}')
          .map(({ open, close, language: inner }): Alternative => [open, { is: 'embedded', language: inner, close }]),
        ...(isJsx
          ? quoted.filter(({ isComment }) => isComment).map((rule): Alternative => [rule.open, { is: 'quoted', rule }])
          : []),
        ...(isJsx
          ? [
              [
                '\\{',
                { is: 'hole', close: '}', language: tags === 'jsx' ? language : 'typescript', end },
              ] as Alternative,
            ]
          : []),
        attribute('"'),
        attribute("'"),
        ['\\/?>', { is: 'tag end' }],
        ...(tags === 'jsx' ? [['\\}', bracket] as Alternative] : []),
      ],
    };
  });
}

/** How text between two marks is read. */
export function quotedMode(rule: Quoted, mark: string, around: Mode): Mode {
  const { language, end } = around;
  const close = rule.close.replace('$mark', () => mark);
  return made(`quoted\n${language}\n${end}\n${close}\n${JSON.stringify(rule)}`, () => {
    const { escape = '\\', holes = [], ends, lines = false, isComment = false, nests } = rule;
    const word = ends === 'own line' ? '(?!\\w)' : '';
    const closing = ends ? `(?<=^[ \t]*)${literally(close)}${word}` : literally(close);
    const alternatives: Alternative[] = [];
    for (const [open, shut] of holes) {
      if (open === '{') alternatives.push(['\\{\\{', { is: 'plain' }]);
      alternatives.push([literally(open), { is: 'hole', close: shut, language, end }]);
    }
    if (escape === 'double') alternatives.push([literally(close + close), { is: 'plain' }]);
    else if (escape !== 'none') alternatives.push([`${literally(escape)}[^]`, { is: 'plain' }]);
    if (close !== '') alternatives.push([closing, { is: 'mark' }]);
    if (nests) alternatives.push([rule.open, { is: 'quoted', rule }]);
    alternatives.push(lineEnd, [`[${literally(allBrackets)}]`, bracket]);
    return {
      kind: isComment ? 'comment' : 'string',
      language,
      syntax: around.syntax,
      alternatives,
      endsWithLine: !lines,
      isIndented: rule.isIndented ?? false,
      hasLongHoles: rule.longHoles ?? false,
      end,
    };
  });
}

/** How a comment is read that ends with its line. */
export function lineCommentMode({ language, end, syntax }: Mode): Mode {
  return made(`line\n${language}\n${end}`, () => ({
    kind: 'comment',
    language,
    syntax,
    endsWithLine: true,
    end,
    alternatives: [
      ...(end === '' ? [] : [[end, { is: 'embedded end' }] as Alternative]),
      lineEnd,
      ['[()[\\]{}]', bracket],
    ],
  }));
}
