import { DeclarationIndex } from '../../../src/context/index/declarationIndex.ts';
import type { SourceFile } from '../../../src/context/index/sourceFile.ts';
import { drained } from '../../support/work.ts';

const languages: Readonly<Record<string, string>> = { py: 'python', go: 'go', rs: 'rust', h: 'cpp', java: 'java' };

/** A file with this path and text. */
export function file(path: string, text: string, version = 1): SourceFile {
  const language = languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'typescript';
  return { uri: `file:///${path}`, path, language, text, version };
}

/** An index of some files, given as texts by path. */
export function indexOfFiles(texts: Readonly<Record<string, string>>): DeclarationIndex {
  const declarationIndex = new DeclarationIndex();
  for (const [path, text] of Object.entries(texts)) drained(declarationIndex.put(file(path, text)));
  return declarationIndex;
}
