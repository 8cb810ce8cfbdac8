import { type Bill, dollars } from './service.ts';

/** Counts of typed bodies. Times are in milliseconds. */
export interface Tally {
  keys: number;
  /** Keys that write text of the body, accepts included: those before which ghost text can be in view. */
  textKeys: number;
  /** Text keys with ghost text in view before them, and with ghost text whose next word is right. */
  visible: number;
  right: number;
  milliseconds: number;
  characters: number;
  accepted: number;
  /** From the key that left no ghost text in view to ghost text in view; the same for right ghost text. */
  waits: number[];
  rightWaits: number[];
  wrongCharacters: number;
  wrongMs: number;
  /** Places and texts of each. */
  flickers: string[];
  /** Another text replaced one that the user was typing along. */
  jumps: string[];
  duplicates: string[];
  bill: Bill;
}

export function emptyTally(): Tally {
  return {
    keys: 0,
    textKeys: 0,
    visible: 0,
    right: 0,
    milliseconds: 0,
    characters: 0,
    accepted: 0,
    waits: [],
    rightWaits: [],
    wrongCharacters: 0,
    wrongMs: 0,
    flickers: [],
    jumps: [],
    duplicates: [],
    bill: { requests: 0, promptTokens: 0, cachedTokens: 0, maxCachedTokens: 0, outputTokens: 0 },
  };
}

/** The sum of tallies. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce((all, one) => add(all, one), emptyTally());
}

function add<T extends object>(a: T, b: T): T {
  const added = Object.keys(a).map((key) => {
    const [left, right] = [a[key as keyof T], b[key as keyof T]] as unknown[];
    if (typeof left === 'number') return [key, left + (right as number)];
    return [
      key,
      Array.isArray(left) ? [...(left as unknown[]), ...(right as unknown[])] : add(left as object, right as object),
    ];
  });
  return Object.fromEntries(added) as T;
}

/** The figures of a tally, in the order and with the names of the report. */
export interface Figures {
  requestsPer100Keys: number;
  requestsPer1000Characters: number;
  promptTokens: number;
  /** Share of the prompt tokens that the host bills at a tenth, and its upper bound: see `CachedTokens`. */
  cachedShare: number;
  maxCachedShare: number;
  outputTokens: number;
  dollarsPerHour: number;
  /** If the upper bound of the cached tokens is billed at a tenth. */
  minDollarsPerHour: number;
  /** Null if nothing was accepted. */
  dollarsPer1000Accepted: number | null;
  /** Shares are from 0 to 1. */
  visibleShare: number;
  rightShare: number;
  /** Milliseconds; null if no ghost text came. */
  waitMedian: number | null;
  wait90: number | null;
  rightWaitMedian: number | null;
  rightWait90: number | null;
  flickers: number;
  jumps: number;
  duplicates: number;
  wrongCharactersPer100Keys: number;
  wrongSecondsPer100Keys: number;
  acceptedShare: number;
}

export function figures(tally: Tally): Figures {
  const { keys, textKeys, bill } = tally;
  const hours = tally.milliseconds / 3_600_000;
  const cost = dollars(bill);
  return {
    requestsPer100Keys: (100 * bill.requests) / keys,
    requestsPer1000Characters: (1000 * bill.requests) / tally.characters,
    promptTokens: bill.promptTokens,
    cachedShare: bill.cachedTokens / Math.max(1, bill.promptTokens),
    maxCachedShare: bill.maxCachedTokens / Math.max(1, bill.promptTokens),
    outputTokens: bill.outputTokens,
    dollarsPerHour: cost / hours,
    minDollarsPerHour: dollars({ ...bill, cachedTokens: bill.maxCachedTokens }) / hours,
    dollarsPer1000Accepted: tally.accepted > 0 ? (1000 * cost) / tally.accepted : null,
    visibleShare: tally.visible / Math.max(1, textKeys),
    rightShare: tally.right / Math.max(1, textKeys),
    waitMedian: quantile(tally.waits, 0.5),
    wait90: quantile(tally.waits, 0.9),
    rightWaitMedian: quantile(tally.rightWaits, 0.5),
    rightWait90: quantile(tally.rightWaits, 0.9),
    flickers: tally.flickers.length,
    jumps: tally.jumps.length,
    duplicates: tally.duplicates.length,
    wrongCharactersPer100Keys: (100 * tally.wrongCharacters) / keys,
    wrongSecondsPer100Keys: tally.wrongMs / 10 / keys,
    acceptedShare: tally.accepted / tally.characters,
  };
}

export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}
