import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FileLanguages } from '../../src/language/vscode/fileLanguages.ts';
import { closeEditors, open } from './harness.ts';

describe('the language of a file that is not open', () => {
  const languages = new FileLanguages();
  const of = (path: string) => languages.of(vscode.Uri.file(`/nowhere/${path}`));

  after(async () => {
    languages.dispose();
    await closeEditors();
  });

  it('is the one that an extension contributes for its extension or its name @each', () => {
    const found = ['a.ts', 'a.test.TSX', 'include/a.h', 'src/a.py', 'SConstruct'].map(of);
    assert.deepEqual(found, ['typescript', 'typescriptreact', 'cpp', 'python', 'python']);
  });

  it('is the one that an extension contributes for a glob @each', () => {
    assert.deepEqual(['tsconfig.json', 'tsconfig.build.json'].map(of), ['jsonc', 'jsonc']);
  });

  it('is that of an open document with the same extension where no extension contributes one', async () => {
    assert.equal(of('a.infill-dialect'), 'plaintext');
    const { document } = await open('let a;█', 'infill-dialect');
    await vscode.languages.setTextDocumentLanguage(document, 'typescript');
    assert.equal(of('a.infill-dialect'), 'typescript');
    assert.equal(of('a.another-dialect'), 'plaintext');
  });
});
