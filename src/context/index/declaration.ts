/** Whole lines of a file that can be a part of a snippet. Lines are zero-based. */
export interface Declaration {
  start: number;
  /** The line after the last. */
  end: number;
  /** Its characters in {@link CutFile.text}. */
  from: number;
  to: number;
  /** Ids of its names, each once. */
  names: Uint32Array;
  /** Those that it or its members declare. */
  declares: Uint32Array;
  /** Null where it would not be shorter. */
  outline: Outline | null;
  /** Empty where it is short enough to be shown whole. */
  members: readonly Declaration[];
  /** The lines that open and close it, which are shown around a member. */
  opening: string;
  closing: string;
}

/** A declaration without the bodies of its functions. */
export interface Outline {
  text: string;
  names: Uint32Array;
}

/** A file that is cut into declarations. */
export interface CutFile {
  uri: string;
  path: string;
  language: string;
  version: number | string;
  /** Without blank lines and comments, which cost tokens. */
  text: string;
  /** Whether secrets are masked in the text. */
  isMasked: boolean;
  declarations: readonly Declaration[];
  /** Ids of all names in the declarations, each once. */
  names: Uint32Array;
  /** An estimate of its memory. */
  bytes: number;
}
