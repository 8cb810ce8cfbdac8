import type { Syntax } from '../syntax.ts';
import { cFamily } from './cFamily.ts';
import { endBlocks } from './endBlocks.ts';
import { markupLanguages } from './markup.ts';
import { otherLanguages } from './others.ts';
import { scripts } from './scripts.ts';
import { shells } from './shells.ts';

const byId = new Map<string, Syntax>();
for (const group of [cFamily, scripts, endBlocks, shells, markupLanguages, otherLanguages]) {
  for (const [ids, syntax] of Object.entries(group)) for (const id of ids.split(' ')) byId.set(id, syntax);
}

/** Syntax of a language that is not in the table. Only its brackets are read: they mean the same in most languages. */
const unknown: Syntax = { isProse: true };

/** Syntax of a language, by VS Code's id. */
export function syntaxOf(language: string): Syntax {
  return byId.get(language) ?? unknown;
}

/** The languages that Infill knows. */
export const knownLanguages: readonly string[] = [...byId.keys()];
