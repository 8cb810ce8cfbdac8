import { Library } from '../../../../src/completion/context/library.ts';
import type { SourceFile } from '../../../../src/completion/context/sourceFile.ts';
import { drained } from './drained.ts';

const languages: Readonly<Record<string, string>> = { py: 'python', go: 'go', rs: 'rust', h: 'cpp', java: 'java' };

/** A file with this path and text. */
export function file(path: string, text: string, version = 1): SourceFile {
  const language = languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'typescript';
  return { uri: `file:///${path}`, path, language, text, version };
}

/** A library that holds some files: texts by their paths. */
export function libraryOf(texts: Readonly<Record<string, string>>): Library {
  const library = new Library();
  for (const [path, text] of Object.entries(texts)) drained(library.put(file(path, text)));
  return library;
}
