import * as vscode from 'vscode';
import type { Message } from '../message.ts';
import { formats } from './formats.ts';

/** A message in the user's language, with its numbers in the format of that language. */
export function localize({ template, values }: Message): string {
  const localized = values.map((value) => {
    if (typeof value === 'object') return localize(value);
    return typeof value === 'number' ? formats.number(value) : value;
  });
  return vscode.l10n.t(template, ...localized);
}
