import type { Work } from './background.ts';
import type { SourceFile } from './sourceFile.ts';

/** The files that snippets are made of, cut once into declarations, within a bound of bytes. */
export declare class Library {
  /** @param maxBytes what it may keep; files unused for longest go first */
  constructor(maxBytes?: number);
  /** Takes a file in, or its new version. */
  put(file: SourceFile): Work<void>;
  remove(uri: string): void;
  /** Whether it holds the file, in this version where one is given. */
  has(uri: string, version?: SourceFile['version']): boolean;
  clear(): void;
}
