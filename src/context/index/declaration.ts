/** Something that can be a snippet, or a part of one: whole lines of a file. Lines are zero-based. */
export interface Declaration {
  start: number;
  /** The line after the last. */
  end: number;
  /** Where it begins and ends in the text of {@link CutFile}, in characters. */
  from: number;
  to: number;
  /** What stands in it, each name once. */
  names: Uint32Array;
  /** Those of them that it declares: its own, and its members'. */
  declares: Uint32Array;
  /** What is left without the insides of its functions; null where that is no less. */
  outline: Outline | null;
  /** Its members, where it is too long to be shown whole. */
  members: readonly Declaration[];
  /** Lines that a member needs around it to be understood: those that open and close what it is a member of. */
  opening: string;
  closing: string;
}

/** Signatures in place of a declaration. */
export interface Outline {
  text: string;
  names: Uint32Array;
}

/** A file in declarations. */
export interface CutFile {
  uri: string;
  path: string;
  language: string;
  version: number | string;
  /** Without blank lines and comments: a name is told by less. */
  text: string;
  declarations: readonly Declaration[];
  /** All its names, each once. */
  names: Uint32Array;
  /** What it keeps in memory, nearly. */
  bytes: number;
}
