import { mayOmitEndTag } from './html.ts';
import { codeMode, type Mode } from './modes.ts';
import { syntaxOf } from './table/index.ts';

/** Something that is open at a place: a bracket, a block word, an element, a tag, a string, a comment, embedded code. */
export interface Open {
  kind: 'root' | 'bracket' | 'angle' | 'word' | 'element' | 'tag' | 'quoted' | 'line comment' | 'hole' | 'embedded';
  /** How the text in it is read. */
  mode: Mode;
  /** What closes it. */
  close: string;
  /** Columns that its line is indented by. */
  indent: number;
  /** Where it was opened, in characters from where the first text began; -1 before. */
  at: number;
  parent: Open | null;
  /** Where it has branches: what was open before them. Its blocks and those around it need not nest. */
  branchesFrom?: Open;
  /** A bracket that closes nothing directly within it. */
  looseCloser?: string;
  /** How many are open, this one included; how many brackets in code. */
  depth: number;
  brackets: number;
  /** The string of one line that it is in, or is. */
  inLine: Open | null;
}

/** The state at the beginning of a line. */
export interface State {
  top: Open;
  /** Here-documents whose text begins on the next line. */
  pending: readonly Mode[];
  /** How many characters were read before it. */
  offset: number;
  /** Whether more may be open above the text that was read. */
  isOpenAbove: boolean;
}

/**
 * The state at the beginning of a text.
 * @param text a language within text of another is known by which of its marks comes first
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

/** Whether a place is in code, in a string or in a comment; text between tags is prose. */
export function kindOf({ mode }: Open): Mode['kind'] {
  return mode.kind;
}

/** Whether a bracket is code's, so that it has to fit. */
export function isCodeBracket({ kind, mode }: Open): boolean {
  return kind === 'bracket' && mode.kind === 'code';
}

/** Whether code can close it from within, so that a closer in code may skip it in search of its opener. */
export function isBlock(open: Open): boolean {
  return isCodeBracket(open) || open.kind === 'word' || open.kind === 'angle';
}

/** Whether a closer in text between tags may skip it. */
export function isInText({ kind }: Open): boolean {
  return kind === 'bracket' || kind === 'word' || kind === 'element';
}

/** Whether nothing else is open: the code of a language that is embedded in another is, too. */
export function isOutermost({ kind, parent }: Open): boolean {
  return kind === 'root' || (kind === 'embedded' && parent!.kind === 'root');
}

/** What it is worth that something stays open: an error, a weak one in text, or none. */
export function faultOf(open: Open): 'error' | 'weak' | 'none' {
  if (open.branchesFrom || open.kind === 'angle' || mayOmitEndTag(open)) return 'none';
  return open.kind === 'bracket' && open.mode.kind !== 'code' ? 'weak' : 'error';
}

/** What is left open once something is closed: blocks with branches and the others need not nest. */
export function without(closed: Open, top: Open): Open {
  const kept: Open[] = [];
  for (let open = top; open !== closed; open = open.parent!) {
    if (closed.branchesFrom || open.branchesFrom) kept.push(open);
  }
  return kept.reduceRight((parent, open) => ({ ...open, parent, depth: parent.depth + 1 }), closed.parent!);
}
