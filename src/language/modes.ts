import type { BlockWords, Embedded, Quoted, Syntax } from './syntax.ts';
import { syntaxOf } from './table/index.ts';
import { literally } from './table/strings.ts';

/** Meaning of a match of a mode's pattern. */
export type Token =
  | { is: 'line end' | 'plain' | 'line comment' | 'mark' | 'semicolon' | 'stray' }
  | { is: 'bracket' | 'angle' | 'end angle' | 'tag head' | 'tag end' | 'end tag' | 'embedded end' }
  | { is: 'quoted'; rule: Quoted }
  | { is: 'hole'; close: string; language: string; end: string }
  | { is: 'word' | 'end word' | 'branch'; words: BlockWords }
  | { is: 'embedded'; language: string; close: string };

/** Rules for reading text at a position: a pattern, and the meaning of each match. */
export interface Mode {
  kind: 'code' | 'string' | 'comment' | 'prose' | 'tag';
  /** Language of the code, or of the surrounding code. */
  language: string;
  syntax: Syntax;
  /** Has one group for each token. */
  pattern: RegExp;
  tokens: readonly Token[];
  /** Whether the text ends with its line: a string without its closing mark is broken there. */
  endsWithLine: boolean;
  isIndented?: boolean;
  hasLongHoles?: boolean;
  /** Source of a regular expression for the end of embedded code; empty for other code. */
  end: string;
}

type Alternative = [source: string, token: Token];

const known = new Map<string, Mode>();
/** A language, and the end of its code where it is embedded in another. */
type Embedding = Pick<Mode, 'language' | 'end'>;
/** Properties in which the modes of a language differ. */
type Shape = Pick<Mode, 'kind'> &
  Partial<Pick<Mode, 'endsWithLine' | 'isIndented' | 'hasLongHoles'>> & { alternatives: readonly Alternative[] };

const lineEnd: Alternative = ['\\n', { is: 'line end' }];
const bracket: Token = { is: 'bracket' };
const semicolon: Alternative = [';', { is: 'semicolon' }];
const jsxEndTag: Alternative = ['<\\/(?:[A-Za-z][\\w.:-]*)?\\s*>', { is: 'end tag' }];
const emptyTagEnd: Alternative = ['\\/>', { is: 'tag end' }];
const allBrackets = '()[]{}';
/** Ends of comments that have no other meaning. */
const looseEnds: ReadonlySet<string> = new Set(['*/', '-->', '#>', '|#', '-}']);
const angles: readonly Alternative[] = [
  ['(?<=[\\w:])<(?![\\s=<])', { is: 'angle' }],
  ['(?<![-=\\s])>', { is: 'end angle' }],
];

function made({ language, end }: Embedding, shapeOf: (syntax: Syntax) => Shape): Mode {
  const syntax = syntaxOf(language);
  const { alternatives, endsWithLine = false, ...shape } = shapeOf(syntax);
  const sources = alternatives.map(([source]) => `(${source.replaceAll(/\(\?<(?:mark|name)>/g, '(?:')})`);
  const pattern = new RegExp(sources.join('|'), 'gm');
  const tokens = alternatives.map(([, token]) => token);
  return { ...shape, endsWithLine, language, syntax, end, pattern, tokens };
}

function madeOnce(name: string, around: Embedding, shapeOf: (syntax: Syntax) => Shape): Mode {
  const key = `${name}\n${around.language}\n${around.end}`;
  const mode = known.get(key) ?? made(around, shapeOf);
  known.set(key, mode);
  return mode;
}

/**
 * Mode of a language's code; in HTML and XML, of text with tags.
 * @param end source of a regular expression for its end, where it is embedded in another language
 */
export function codeMode(language: string, end = ''): Mode {
  return madeOnce('code', { language, end }, (syntax) => {
    const { line = [], quoted = [], plain = [], words = [], embedded = [], tags, brackets = allBrackets } = syntax;
    const looseMarks = quoted.filter(({ close, isComment }) => isComment && looseEnds.has(close));
    const alternatives: Alternative[] = [
      ...embeddedEnd(end),
      lineEnd,
      ...plain.map((source): Alternative => [source, { is: 'plain' }]),
      ...quoted.map(quotedAlternative),
      ...line.map((source): Alternative => [source, { is: 'line comment' }]),
      ...embedded.map(embeddedAlternative),
      ...tagAlternatives(tags),
      ...words.flatMap(wordAlternatives),
      ...looseMarks.map(({ close }): Alternative => [literally(close), { is: 'stray' }]),
      ...(syntax.hasSemicolons ? [semicolon] : []),
      ...(syntax.hasGenerics ? angles : []),
      [`[${literally(brackets)}]`, bracket],
    ];
    const kind = syntax.isProse || tags === 'html' || tags === 'xml' ? 'prose' : 'code';
    return { kind, alternatives };
  });
}

function embeddedEnd(end: string): Alternative[] {
  return end === '' ? [] : [[end, { is: 'embedded end' }]];
}

function quotedAlternative(rule: Quoted): Alternative {
  return [rule.open, { is: 'quoted', rule }];
}

function embeddedAlternative({ open, close, language }: Embedded): Alternative {
  return [open, { is: 'embedded', language, close }];
}

function wordAlternatives(words: BlockWords): Alternative[] {
  const { open, close, branch } = words;
  const branches: Alternative[] = branch === undefined ? [] : [[branch, { is: 'branch', words }]];
  return [[close, { is: 'end word', words }], ...branches, [open, { is: 'word', words }]];
}

function tagAlternatives(tags: Syntax['tags']): Alternative[] {
  if (tags === undefined) return [];
  if (tags !== 'jsx') {
    return [
      ['<\\/[A-Za-z][\\w.:-]*\\s*>?', { is: 'end tag' }],
      ['<[A-Za-z][\\w.:-]*', { is: 'tag head' }],
      emptyTagEnd,
    ];
  }
  const before = String.raw`(?<=(?:^|[(,=?:&|[{}>;]|\b(?:return|default|else|yield))\s*)`;
  const head = String.raw`${before}<(?:[A-Za-z][\w.:-]*(?=[\s/>]|$)(?!\s+extends\b)|(?=>))`;
  return [jsxEndTag, [head, { is: 'tag head' }], emptyTagEnd];
}

/** Mode of the children of a JSX element. */
export function childrenMode(language: string, end: string): Mode {
  return madeOnce('children', { language, end }, () => ({
    kind: 'prose',
    alternatives: [
      lineEnd,
      ['\\{', { is: 'hole', close: '}', language, end }],
      jsxEndTag,
      ['<(?:[A-Za-z][\\w.:-]*|(?=>))', { is: 'tag head' }],
      emptyTagEnd,
      ['[()[\\]}]', bracket],
    ],
  }));
}

/** Mode of a tag from the end of its name to its `>`. */
export function tagMode(language: string, end: string): Mode {
  return madeOnce('tag', { language, end }, ({ tags, tagCode, embedded = [], quoted = [] }) => {
    const isJsx = tags === 'jsx';
    const code = isJsx ? language : tagCode;
    const braces = (inner: string): Alternative[] => [
      ...quoted.filter(({ isComment }) => isComment).map(quotedAlternative),
      ['\\{', { is: 'hole', close: '}', language: inner, end }],
    ];
    const attribute: Omit<Quoted, 'open' | 'close'> = {
      escape: 'none',
      lines: true,
      holes: tagCode === undefined ? [] : [['{', '}']],
    };
    return {
      kind: 'tag',
      alternatives: [
        lineEnd,
        ...embedded.filter(({ close }) => close !== '\\}').map(embeddedAlternative),
        ...(code === undefined ? [] : braces(code)),
        ...['"', "'"].map((mark) => quotedAlternative({ open: mark, close: mark, ...attribute })),
        ['\\/?>', { is: 'tag end' }],
        ...(isJsx ? [['\\}', bracket] satisfies Alternative] : []),
      ],
    };
  });
}

/** Mode of text between two marks. */
export function quotedMode(rule: Quoted, mark: string, around: Mode): Mode {
  const shapeOf = (): Shape => {
    const { escape = '\\', holes = [], ends, lines = false, isComment = false, nests } = rule;
    const { language, end } = around;
    const close = rule.close.replace('$mark', () => mark);
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
    if (nests) alternatives.push(quotedAlternative(rule));
    alternatives.push(lineEnd, [`[${literally(allBrackets)}]`, bracket]);
    return {
      kind: isComment ? 'comment' : 'string',
      alternatives,
      endsWithLine: !lines,
      isIndented: rule.isIndented ?? false,
      hasLongHoles: rule.longHoles ?? false,
    };
  };
  // Unbounded number of names, for example of here-documents: not cached.
  if (mark !== '') return made(around, shapeOf);
  // Quotes of attributes follow other rules than those of code.
  return madeOnce(`quoted ${around.kind} ${rule.open}`, around, shapeOf);
}

/** Mode of a comment that ends with its line. */
export function lineCommentMode(around: Embedding): Mode {
  return madeOnce('line comment', around, () => ({
    kind: 'comment',
    endsWithLine: true,
    alternatives: [...embeddedEnd(around.end), lineEnd, ['[()[\\]{}]', bracket]],
  }));
}
