import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { offsetAfter } from '../../../../src/completion/vscode/offsetAfter.ts';

const change = (rangeOffset: number, rangeLength: number, text: string) =>
  ({ rangeOffset, rangeLength, text }) as vscode.TextDocumentContentChangeEvent;

const cases: [name: string, changes: vscode.TextDocumentContentChangeEvent[], offset: number | undefined][] = [
  ['nothing', [], undefined],
  ['a letter', [change(10, 0, 'x')], 11],
  ['a letter in place of a selection', [change(10, 5, 'x')], 11],
  ['a deletion', [change(10, 1, '')], 10],
  ['a bracket that the editor closes', [change(10, 0, '()')], 11],
  ['Enter, with indentation', [change(10, 0, '\n    ')], 15],
  ['Enter between two brackets', [change(10, 0, '\n    \n')], 15],
  ['Enter between two brackets, with CRLF', [change(10, 0, '\r\n\t\r\n\t')], 13],
  ['Enter on a line of white space, which is trimmed', [change(10, 0, '\n    '), change(6, 4, '')], 11],
  ['the beginning of a doc comment, which the editor ends', [change(12, 0, '* */')], 13],
  ['the beginning of a comment in HTML', [change(13, 0, '--->')], 14],
  ['Enter in a doc comment', [change(10, 0, '\n * \n ')], 14],
  ['an accepted block', [change(10, 0, 'if (a) {\n  b();\n}')], 27],
];

describe('offsetAfter', () => {
  for (const [name, changes, offset] of cases) it(name, () => assert.equal(offsetAfter(changes), offset));
});
