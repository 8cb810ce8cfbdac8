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
export function openedIn(parent: Open, opened: Pick<Open, 'kind' | 'mode' | 'close' | 'indent' | 'at'>): Open {
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
export function isOutermost({ kind, parent }: Open): boolean {
  return kind === 'root' || (kind === 'embedded' && parent!.kind === 'root');
}

/** Fault if something stays open: an error, a weak one in text, or none. */
export function faultOf(open: Open): 'error' | 'weak' | 'none' {
  if (open.branchesFrom || open.kind === 'angle' || mayOmitEndTag(open)) return 'none';
  return open.kind === 'bracket' && open.mode.kind !== 'code' ? 'weak' : 'error';
}

/** The innermost thing left open once `closed` is closed. Blocks with branches and the others need not nest. */
export function without(closed: Open, top: Open): Open {
  const kept: Open[] = [];
  for (let open = top; open !== closed; open = open.parent!) {
    if (closed.branchesFrom || open.branchesFrom) kept.push(open);
  }
  return kept.reduceRight((parent, open) => ({ ...open, parent, depth: parent.depth + 1 }), closed.parent!);
}
