import * as vscode from 'vscode';
import type { Words } from '../mistral/words.ts';
import { formats } from './formats.ts';

/** A text in the user's language, its numbers too. */
export function spoken({ template, values }: Words): string {
  const said = values.map((value) => {
    if (typeof value === 'object') return spoken(value);
    return typeof value === 'number' ? formats.number(value) : value;
  });
  return vscode.l10n.t(template, ...said);
}
