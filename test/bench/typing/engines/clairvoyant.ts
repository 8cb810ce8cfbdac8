import { plainQuestion, RightText } from './earliest.ts';
import { common } from './peers.ts';
import { Model, typedOf } from '../model.ts';
import type { Place } from '../places.ts';
import { replay } from '../replay.ts';

/** The keys before which one request's right text is in view, from the first to the last, counted. */
interface Span {
  first: number;
  last: number;
}

/**
 * Lower bound of cost: the fewest requests that show right text before as many keys as an engine did, if all keys are
 * known.
 * - `chosen`: the answers to all requests are known, too. The fewest spans that cover as many keys; where no choice
 *   covers as many, the fewest that cover the most. Much of this is luck that no engine can have.
 * - `oneByOne`: a request is sent only when no right text is left, whatever its answer will be.
 */
export async function fewestRequests(place: Place, rightKeys: number): Promise<{ chosen: number; oneByOne: number }> {
  const spans = await spansOf(place);
  return { chosen: fewestSpans(spans, rightKeys), oneByOne: inTurn(spans) };
}

/** The fewest spans that cover as many keys as wanted, or as many as possible. */
export function fewestSpans(spans: readonly (Span | null)[], wanted: number): number {
  const useful = spans.filter((span) => span !== null);
  const keys = Math.max(0, ...useful.map(({ last }) => last + 1));
  // covered[k]: the maximum number of keys among the first k that the spans so far cover.
  let covered = new Array<number>(keys + 1).fill(0);
  for (let requests = 0; ; requests++) {
    if (covered[keys]! >= wanted) return requests;
    const more = oneMore(covered, useful);
    if (more[keys] === covered[keys]) return requests;
    covered = more;
  }
}

function inTurn(spans: readonly (Span | null)[]): number {
  let requests = 0;
  for (let key = 0; key < spans.length; requests++) key = (spans[key]?.last ?? key) + 1;
  return requests;
}

/** Adds one span to the best cover of every beginning. A span that overlaps an earlier one counts from its end. */
function oneMore(covered: readonly number[], spans: readonly Span[]): number[] {
  const more = [...covered];
  for (let end = 1; end < covered.length; end++) {
    more[end] = Math.max(more[end]!, more[end - 1]!);
    for (const { first, last } of spans) {
      if (first >= end || last + 1 < end) continue;
      more[end] = Math.max(more[end]!, covered[first]! + end - first);
    }
  }
  return more;
}

/** Types the body once and asks the model at every key: the span of each answer, null where it serves no key. */
async function spansOf(place: Place): Promise<(Span | null)[]> {
  const model = new Model(place);
  const { body } = place;
  const states: { at: number; typed: number; text: RightText }[] = [];
  await replay(place, 'types', common, (at, context) => {
    const typed = typedOf(place, context.prefix);
    if (typed === null || !body.startsWith(typed) || typed.length <= (states.at(-1)?.typed ?? -1)) return;
    states.push({
      at,
      typed: typed.length,
      text: new RightText(model.answer(plainQuestion(context)), body, typed.length, at),
    });
  });
  // The key from one state to the next has text before it if its character arrives in time.
  return states.slice(0, -1).map(({ text }, asked) => {
    const served = states.slice(0, -1).flatMap(({ typed }, key) => {
      return key >= asked && text.arrival(typed) <= states[key + 1]!.at ? [key] : [];
    });
    return served.length === 0 ? null : { first: served[0]!, last: served.at(-1)! };
  });
}
