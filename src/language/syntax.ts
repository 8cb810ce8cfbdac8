/** Text between two marks with other rules than the surrounding code: a string, or a comment of several lines. */
export interface Quoted {
  /** Source of a regular expression for the opening mark. A group named `mark` can be used in `close`. */
  open: string;
  /** The closing mark as it is written; `$mark` is the match of that group. */
  close: string;
  /** Escape character, or `double` if the closing mark is escaped by writing it twice. Default: backslash. */
  escape?: '\\' | '`' | '^' | 'double' | 'none';
  /** Whether it may contain line ends. */
  lines?: boolean;
  /** Marks of code inside, as they are written. */
  holes?: readonly (readonly [open: string, close: string])[];
  /** The closing mark is the first text of a line; with `own line` it is also a whole word. */
  ends?: 'line start' | 'own line';
  /** The text begins on the next line. */
  isHeredoc?: true;
  /** It ends before the first line that is not deeper than the key before it: YAML's block scalars. */
  isIndented?: true;
  /** Code inside may contain line ends even if the text itself may not. */
  longHoles?: true;
  isComment?: true;
  /** Whether the marks nest. */
  nests?: true;
}

/** Words, directives or template tags that open a block and close it. */
export interface BlockWords {
  /** Source of a regular expression for the opener. A group named `name`, here and in `close`, can be used in `end`. */
  open: string;
  /** Source of a regular expression for the closer. */
  close: string;
  /** Several kinds may end with the same word: a closer closes any block with its `end`. */
  end: string;
  /** Source of a regular expression for the beginning of another branch: `#else`. All branches open the same blocks. */
  branch?: string;
  /** A bracket that closes nothing directly within the block: that of a pattern in a shell's `case`. */
  looseCloser?: string;
}

/** Code of another language between two marks, as sources of regular expressions. */
export interface Embedded {
  open: string;
  close: string;
  language: string;
}

/** Syntax of a language, as far as Infill knows it: comments, strings, brackets, block words and tags. */
export interface Syntax {
  /** Sources of regular expressions for the beginning of a comment that ends with its line. */
  line?: readonly string[];
  quoted?: readonly Quoted[];
  /** Sources of regular expressions for plain tokens: character and regular expression literals, escapes. */
  plain?: readonly string[];
  /** Pairs of brackets. Default: all three kinds. */
  brackets?: string;
  words?: readonly BlockWords[];
  /** Elements with tags: those of HTML, of any XML, or of JSX within code. */
  tags?: 'html' | 'xml' | 'jsx';
  /** The language of the code between braces in tags and their attributes, other than that of JSX. */
  tagCode?: string;
  /** Code of other languages between marks; `tags: 'html'` covers script elements. */
  embedded?: readonly Embedded[];
  /** If the code is embedded in text of another language: its opener and closer there, and that language. */
  outer?: Embedded;
  /** Statements end with semicolons: round brackets hold none, except the heads of loops, `try` and `using`. */
  hasSemicolons?: true;
  /** Angle brackets after a name hold types. */
  hasGenerics?: true;
  /** A line may be a name in brackets. */
  hasSections?: true;
  /** Prose: its brackets and quotes need not match. */
  isProse?: true;
  /** White space at the beginning of a line has another meaning than its depth. */
  keepsIndentation?: true;
  /** The lines between block words are deeper. */
  indentsWords?: true;
  /** Matches code that opens a block only in this language: see `opensBlock` in blocks.ts. */
  opensBlock?: RegExp;
}
