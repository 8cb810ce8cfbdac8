import type { Counts } from './figures.ts';

/** Figures of all bodies typed with one model. Shares are from 0 to 1, times in milliseconds; null where there was none. */
export interface Summary {
  keys: number;
  requestsPer100Keys: number;
  visible: number;
  right: number;
  /** Share of keys with the whole rest of the line in view before, and the mean number of right characters. */
  line: number;
  rightCharacters: number;
  /** `right` without the keys at which the suggestion list is open. */
  rightWithoutList: number;
  textMedian: number | null;
  text90: number | null;
  rightMedian: number | null;
  right90: number | null;
  /** For waits in which a request was sent. */
  requestMedian: number | null;
  request90: number | null;
  /** From a key to its request. */
  askedMedian: number | null;
  asked90: number | null;
  /** From a key to its drawing: the machine's part of all other times. */
  drawMedian: number | null;
  draw90: number | null;
  deliveryMedian: number | null;
  delivery90: number | null;
  promptCharacters: number;
  flickers: number;
  bracketFlickers: number;
  listFlickers: number;
  /** Share of the keys that accepting saves; null if no one accepted. */
  saved: number | null;
}

export function summaryOf(typed: readonly Counts[], accepting: readonly Counts[]): Summary {
  const sum = (counts: readonly Counts[], of: (one: Counts) => number) => counts.reduce((all, one) => all + of(one), 0);
  const all = (of: (one: Counts) => number[]) => typed.flatMap(of);
  const keys = sum(typed, (one) => one.keys);
  const textKeys = sum(typed, (one) => one.textKeys);
  const acceptingKeys = sum(accepting, (one) => one.keys);
  return {
    keys,
    requestsPer100Keys: (100 * sum(typed, (one) => one.requests)) / keys,
    visible: sum(typed, (one) => one.withText) / textKeys,
    right: sum(typed, (one) => one.withRightText) / textKeys,
    line: sum(typed, (one) => one.withLine) / textKeys,
    rightCharacters: sum(typed, (one) => one.rightCharacters) / textKeys,
    rightWithoutList: sum(typed, (one) => one.withoutList.right) / sum(typed, (one) => one.withoutList.keys),
    textMedian: quantile(
      all((one) => one.textWaits),
      0.5,
    ),
    text90: quantile(
      all((one) => one.textWaits),
      0.9,
    ),
    rightMedian: quantile(
      all((one) => one.rightWaits),
      0.5,
    ),
    right90: quantile(
      all((one) => one.rightWaits),
      0.9,
    ),
    requestMedian: quantile(
      all((one) => one.rightWaitsForRequests),
      0.5,
    ),
    request90: quantile(
      all((one) => one.rightWaitsForRequests),
      0.9,
    ),
    askedMedian: quantile(
      all((one) => one.requestDelays),
      0.5,
    ),
    asked90: quantile(
      all((one) => one.requestDelays),
      0.9,
    ),
    drawMedian: quantile(
      all((one) => one.draws),
      0.5,
    ),
    draw90: quantile(
      all((one) => one.draws),
      0.9,
    ),
    deliveryMedian: quantile(
      all((one) => one.deliveries),
      0.5,
    ),
    delivery90: quantile(
      all((one) => one.deliveries),
      0.9,
    ),
    promptCharacters: sum(typed, (one) => one.promptCharacters),
    flickers: sum([...typed, ...accepting], (one) => one.flickers.flicker),
    bracketFlickers: sum([...typed, ...accepting], (one) => one.flickers['flicker at a bracket']),
    listFlickers: sum([...typed, ...accepting], (one) => one.flickers['flicker with the list']),
    saved: accepting.length === typed.length ? 1 - acceptingKeys / keys : null,
  };
}

function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? null;
}
