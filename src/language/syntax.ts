/** Text between two marks in which other rules hold than in the code around it: a string, or a comment of several lines. */
export interface Quoted {
  /** Source of a regular expression for the opening mark. A group named `mark` can be used in `close`. */
  open: string;
  /** The closing mark as it is written; `$mark` is what that group has matched. */
  close: string;
  /** What makes the next character a plain one, or `double` if the closing mark is written twice. Backslash unless told. */
  escape?: '\\' | '`' | '^' | 'double' | 'none';
  /** Whether it may go over line ends. */
  lines?: boolean;
  /** Marks of code inside, as they are written. */
  holes?: readonly (readonly [open: string, close: string])[];
  /** The closing mark is the first text of a line; `own line`: and a word of its own. */
  ends?: 'line start' | 'own line';
  /** The text begins on the next line. */
  isHeredoc?: true;
  /** It ends before the first line that is not indented deeper than the one it began on: YAML's block scalars. */
  isIndented?: true;
  /** Code inside may go over line ends where the text itself may not. */
  longHoles?: true;
  isComment?: true;
  /** Whether the marks nest. */
  nests?: true;
}

/** Words, directives or template tags that open a block and close it. */
export interface BlockWords {
  /** Source of a regular expression for what opens. A group named `name` can be used in `close`. */
  open: string;
  /** Source of a regular expression for what closes. */
  close: string;
  /** Several kinds may end with the same word; blocks of the same `end` close each other. */
  end: string;
  /** Source of a regular expression for what begins another branch. What a branch opens, the others open, too: `#else`. */
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

/** What Infill knows of a language: comments, strings, brackets, block words and tags. */
export interface Syntax {
  /** Sources of regular expressions for what begins a comment up to the line's end. */
  line?: readonly string[];
  quoted?: readonly Quoted[];
  /** Sources of regular expressions for what is read as one plain token: character and regular expression literals, escapes. */
  plain?: readonly string[];
  /** Pairs of brackets; all three kinds unless told. */
  brackets?: string;
  words?: readonly BlockWords[];
  /** Elements with tags: those of HTML, of any XML, or of JSX within code. */
  tags?: 'html' | 'xml' | 'jsx';
  /** The language of the code between braces in tags and their attributes, other than that of JSX. */
  tagCode?: string;
  /** Code of other languages between marks: script elements are known by `tags: 'html'`. */
  embedded?: readonly Embedded[];
  /** The code is embedded in text of another language: what opens and closes it there. */
  outer?: Embedded;
  /** Statements end with semicolons, so that none is within round brackets but those of `for`. */
  hasSemicolons?: true;
  /** Angle brackets behind a name hold types. */
  hasGenerics?: true;
  /** A line may be a name in brackets. */
  hasSections?: true;
  /** Prose: its brackets and quotes tell nothing for sure. */
  isProse?: true;
  /** White space at the beginning of a line says something else than how deep it stands. */
  keepsIndentation?: true;
  /** A line that opens a block, beyond those of most languages: see `opensBlock` in lines.ts. */
  opensBlock?: RegExp;
}
