import type { Work } from '../../base/background.ts';
import { partsOf } from '../index/names.ts';
import type { SymbolTable } from '../index/symbolTable.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** A name of common parts is like none: it takes a rare part to come near to 1. */
const unlike = 0.5;

/**
 * How much names are made of the words that those around the cursor are made of, from 0 to 1: who writes `createInvoice`
 * wants `InvoiceLine`. Message that many of the names have count little.
 */
export function* likenessOf(
  ids: readonly number[],
  table: SymbolTable,
  { weights }: SurroundingNames,
): Work<ReadonlyMap<number, number>> {
  const near = new Map<string, number>();
  for (const [name, weight] of weights) {
    for (const part of partsOf(name)) near.set(part, Math.max(weight, near.get(part) ?? 0));
  }
  const counts = new Map<string, number>();
  const parted: string[][] = [];
  for (const id of ids) {
    yield;
    const parts = partsOf(table.nameOf(id));
    parted.push(parts);
    for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  const found = new Map<number, number>();
  for (const [index, id] of ids.entries()) {
    yield;
    let [shared, all] = [0, unlike];
    for (const part of parted[index]!) {
      const rarity = Math.log((ids.length + 1) / (counts.get(part)! + 1));
      all += rarity;
      shared += rarity * (near.get(part) ?? 0);
    }
    found.set(id, shared / all);
  }
  return found;
}
