import { mayOmitEndTag } from './html.ts';
import { codeMode, type Mode } from './modes.ts';
import { syntaxOf } from './table/index.ts';

/** Something open at a position: a bracket, a block word, an element, a tag, a string, a comment, embedded code. */
export interface Open {
  kind: 'root' | 'bracket' | 'angle' | 'word' | 'element' | 'tag' | 'quoted' | 'line comment' | 'hole' | 'embedded';
  /** Mode of the text in it. */
  mode: Mode;
  /** Its closer. */
  close: string;
  /** Indentation of its line, in columns. */
  indent: number;
  /** Offset at which it was opened, in characters from the beginning of the first text; -1 before that. */
  at: number;
  parent: Open | null;
  /** If it has branches: the innermost thing open before them. Its blocks and those around it need not nest. */
  branchesFrom?: Open;
  /** A bracket that closes nothing directly within it. */
  looseCloser?: string;
  /** Number of open things, this one included, and number of open brackets in code. */
  depth: number;
  brackets: number;
  /** The single-line string that it is in, or is. */
  inLine: Open | null;
}

/** The state at the beginning of a line. */
export interface State {
  top: Open;
  /** Here-documents whose text begins on the next line. */
  pending: readonly Mode[];
  /** Number of characters read before it. */
  offset: number;
  /** Whether more may be open above the text that was read. */
  isOpenAbove: boolean;
}

/**
 * The state at the beginning of a text.
 * @param text its first mark tells whether it begins in an embedded language or in the text around
 * @param isOpenAbove whether the text does not begin its document
 */
export function beginning(language: string, text = '', isOpenAbove = false): State {
  const { outer } = syntaxOf(language);
  const mode = codeMode(outer?.language ?? language);
  const root: Open = {
    kind: 'root',
    mode,
    close: '',
    indent: 0,
    at: -1,
    parent: null,
    depth: 0,
    brackets: 0,
    inLine: null,
  };
  const isText = outer && new RegExp(`^\\s*<|${outer.open}|${outer.close}`).exec(text)?.[0].includes('<');
  if (!outer || isText) return { top: root, pending: [], offset: 0, isOpenAbove };
  const { close } = outer;
  const code: Open = { ...root, kind: 'embedded', mode: codeMode(language, close), close, parent: root, depth: 1 };
  return { top: code, pending: [], offset: 0, isOpenAbove };
}

/** Something that is opened within another. */
function openedIn(parent: Open, opened: Pick<Open, 'kind' | 'mode' | 'close' | 'indent' | 'at'>): Open {
  const { depth, brackets, inLine } = parent;
  const open: Open = { ...opened, parent, depth: depth + 1, brackets, inLine };
  if (isCodeBracket(open)) open.brackets++;
  if (open.kind === 'quoted' && open.mode.endsWithLine && !open.mode.hasLongHoles) open.inLine = open;
  else if (open.kind === 'embedded') open.inLine = null;
  return open;
}

/** Whether the text in it is code, a string or a comment; text between tags is prose. */
export function kindOf({ mode }: Open): Mode['kind'] {
  return mode.kind;
}

/** Whether it is a bracket of code, which has to match. */
export function isCodeBracket({ kind, mode }: Open): boolean {
  return kind === 'bracket' && mode.kind === 'code';
}

/** Whether a closer in code can close it, or skip it in search of its opener. */
export function isBlock(open: Open): boolean {
  return isCodeBracket(open) || open.kind === 'word' || open.kind === 'angle';
}

/** Whether a closer in text between tags may skip it. */
export function isInText({ kind }: Open): boolean {
  return kind === 'bracket' || kind === 'word' || kind === 'element';
}

/** Whether nothing else is open; also for code embedded directly in the outermost text. */
function isOutermost({ kind, parent }: Open): boolean {
  return kind === 'root' || (kind === 'embedded' && parent!.kind === 'root');
}

/** Fault if something stays open: an error, a weak one in text, or none. */
function faultOf(open: Open): 'error' | 'weak' | 'none' {
  if (open.branchesFrom || open.kind === 'angle' || mayOmitEndTag(open)) return 'none';
  return open.kind === 'bracket' && open.mode.kind !== 'code' ? 'weak' : 'error';
}

/** The innermost thing left open once `closed` is closed. Blocks with branches and the others need not nest. */
function without(closed: Open, top: Open): Open {
  const kept: Open[] = [];
  for (let open = top; open !== closed; open = open.parent!) {
    if (closed.branchesFrom || open.branchesFrom) kept.push(open);
  }
  return kept.reduceRight((parent, open) => ({ ...open, parent, depth: parent.depth + 1 }), closed.parent!);
}

/** Callbacks for the events of a scan. */
export interface Listener {
  /** Something was closed. */
  closed?: (open: Open, at: number) => void;
  /** A closer that begins a line in another column than its opener's line, or content no deeper than that line. */
  misaligned?: (at: number) => void;
  /** A closer that closes nothing. */
  stray?: (at: number) => void;
  /** From `at` on, the text belongs to `top`. */
  changed?: (top: Open, at: number) => void;
}

/** Maximum number of openers without closers that a closer may skip. A choice: beyond that the closer is stray. */
const maxSkipped = 3;
/** Maximum number of open things that a closer may skip. A choice: only broken text has more within a branch. */
const maxSteps = 200;

/** Rules by which a closer finds its opener. */
export interface Closing {
  closes: (open: Open) => boolean;
  /** Whether it may skip an open thing in search of its opener. */
  mayLeave: (open: Open) => boolean;
  /** Whether a skipped opener is a fault; branches need not nest. */
  nests?: boolean;
  /** Whether it may close what was opened above the text. */
  mayEndAbove?: boolean;
}

/** The open things at a position, and those that did not match so far. */
export class OpenStack {
  readonly #isOpenAbove: boolean;
  readonly #listener: Listener;
  #top: Open;
  /** Number of brackets, strings, elements and blocks that do not match. */
  errors = 0;
  /** Number of unmatched brackets within strings, comments and prose, where brackets need not match. */
  weakErrors = 0;

  /** @param isOpenAbove whether more may be open above the text */
  constructor(top: Open, isOpenAbove: boolean, listener: Listener) {
    this.#top = top;
    this.#isOpenAbove = isOpenAbove;
    this.#listener = listener;
  }

  /** The innermost thing open. */
  get top(): Open {
    return this.#top;
  }

  push(opened: Pick<Open, 'kind' | 'mode' | 'close' | 'indent' | 'at'>): void {
    this.#top = openedIn(this.#top, opened);
  }

  /** Closes the innermost thing. */
  pop(at: number): void {
    const open = this.#top;
    this.#top = open.parent!;
    this.#listener.closed?.(open, at);
  }

  /**
   * Closes the innermost thing that a closer can close.
   * @param onFound called with it before it is closed
   */
  close(
    at: number,
    { closes, mayLeave, nests = true, mayEndAbove = true }: Closing,
    onFound: (open: Open) => void,
  ): void {
    let errors = 0;
    let open = this.#top;
    for (let steps = 0; !closes(open) && mayLeave(open) && errors <= maxSkipped && steps < maxSteps; steps++) {
      if (nests && this.#isError(open)) errors++;
      open = open.parent!;
    }
    if (closes(open) && errors <= maxSkipped) {
      this.errors += errors;
      onFound(open);
      this.closeThrough(open, at);
    } else if (isOutermost(open) && this.#isOpenAbove && errors === 0 && mayEndAbove) this.#listener.closed?.(open, at);
    else this.stray(at);
  }

  /** Closes the innermost thing of a kind; openers within it are faults. */
  closeInnermost(isKind: (open: Open) => boolean, at: number): void {
    for (let open = this.#top; open.kind !== 'root'; open = open.parent!) {
      if (isKind(open)) {
        this.closeThrough(open, at);
        return;
      }
      if (this.#isError(open)) this.errors++;
    }
  }

  /** Closes a thing and all within it. */
  closeThrough(open: Open, at: number): void {
    this.#top = without(open, this.#top);
    this.#listener.closed?.(open, at);
  }

  /** Begins another branch of a block, in the state in which its first branch began. */
  branch(end: string): void {
    let open = this.#top;
    while (isBlock(open) && !(open.branchesFrom && open.close === end)) open = open.parent!;
    if (open.branchesFrom) this.#top = { ...open, parent: open.branchesFrom };
  }

  /** Drops what a line end ends without a closer. */
  dropAngles(): void {
    // A comparison, or types that continue on the next line. Their closers are ignored.
    while (this.#top.kind === 'angle') this.#top = this.#top.parent!;
  }

  /** Drops open brackets of prose, which need not match. */
  dropBrackets(): void {
    while (this.#top.kind === 'bracket') {
      this.weakErrors++;
      this.#top = this.#top.parent!;
    }
  }

  /** A closer closes nothing. */
  stray(at: number): void {
    this.errors++;
    this.#listener.stray?.(at);
  }

  /** A closer in a string, a comment or prose closes nothing. */
  weakStray(at: number): void {
    this.weakErrors++;
    this.#listener.stray?.(at);
  }

  /** Whether it is an error that something stays open. A weak one is counted here. */
  #isError(open: Open): boolean {
    const fault = faultOf(open);
    if (fault === 'weak') this.weakErrors++;
    return fault === 'error';
  }
}
