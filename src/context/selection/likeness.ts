import type { Work } from '../../base/background.ts';
import { wordsIn } from '../index/names.ts';
import type { SymbolTable } from '../index/symbolTable.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** Lowers the likeness of names whose words are all common. A choice: the fitted weights of wantedNames.ts rest on it. */
const unlike = 0.5;

/**
 * How many of their words names share with the names around the cursor, from 0 to 1: where `createInvoice` is written,
 * `InvoiceLine` is likely. Rare words count more.
 */
export function* likenessOf(
  ids: readonly number[],
  table: SymbolTable,
  { weights }: SurroundingNames,
): Work<ReadonlyMap<number, number>> {
  const near = new Map<string, number>();
  for (const [name, weight] of weights) {
    for (const word of wordsIn(name)) near.set(word, Math.max(weight, near.get(word) ?? 0));
  }
  const counts = new Map<string, number>();
  const words: string[][] = [];
  for (const id of ids) {
    yield;
    const own = wordsIn(table.nameOf(id));
    words.push(own);
    for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const found = new Map<number, number>();
  for (const [index, id] of ids.entries()) {
    yield;
    let [shared, all] = [0, unlike];
    for (const word of words[index]!) {
      const rarity = Math.log((ids.length + 1) / (counts.get(word)! + 1));
      all += rarity;
      shared += rarity * (near.get(word) ?? 0);
    }
    found.set(id, shared / all);
  }
  return found;
}
