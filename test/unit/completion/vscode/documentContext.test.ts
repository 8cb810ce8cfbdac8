import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { documentContext } from '../../../../src/completion/vscode/documentContext.ts';

/** Like VS Code's documents, throws for a line that does not exist. */
function documentOf(text: string): vscode.TextDocument {
  const lines = text.split('\n');
  const lineAt = (line: number) => {
    if (line < 0 || line >= lines.length) throw new Error('Illegal value for `line`');
    return { text: lines[line] };
  };
  const uri = { toString: () => 'file:///a.ts' };
  return { lineCount: lines.length, lineAt, languageId: 'typescript', uri } as unknown as vscode.TextDocument;
}

describe('documentContext', () => {
  const budget = { prefixTokens: 100, suffixTokens: 100 };
  const cases: [what: string, line: number, character: number, drawn: string][] = [
    ['a place', 1, 2, 'one\ntw█o\nthree'],
    ['what lies behind the end of a line', 1, 9, 'one\ntwo█\nthree'],
    ['the end of a document that has become shorter', 3, 1, 'one\ntwo\nthree█'],
  ];
  for (const [what, line, character, drawn] of cases) {
    it(`is the text around ${what}`, () => {
      const { prefix, suffix } = documentContext(documentOf('one\ntwo\nthree'), { line, character }, false, budget);
      assert.equal(`${prefix}█${suffix}`, drawn);
    });
  }
});
