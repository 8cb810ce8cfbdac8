import * as vscode from 'vscode';
import type { Message } from '../message.ts';
import { formats } from './formats.ts';

/** A text in the user's language, its numbers too. */
export function localize({ template, values }: Message): string {
  const said = values.map((value) => {
    if (typeof value === 'object') return localize(value);
    return typeof value === 'number' ? formats.number(value) : value;
  });
  return vscode.l10n.t(template, ...said);
}
