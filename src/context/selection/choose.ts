import type { CursorContext } from '../../completion/cursorContext.ts';
import { charactersPerToken } from '../../completion/surroundings.ts';
import type { Work } from '../../base/background.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import type { Hint } from '../sources/hint.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import type { Snippet } from '../../completion/snippet.ts';
import { snippetsOf } from './snippets.ts';
import { surroundingNames } from './surroundingNames.ts';
import { wantedNames } from './wantedNames.ts';

/** What to choose snippets from, and for. */
export interface Choice {
  context: CursorContext;
  hints: readonly Hint[];
  declarationIndex: DeclarationIndex;
  /** For all snippets together, their headings included. */
  tokens: number;
  /** What stands in the prompt already: it is billed at a tenth as long as it stays. */
  held?: readonly Snippet[];
}

/** Characters between two pieces of a file, and around the heading of one. */
const between = 2;
const aroundHeading = '+++++ \n\n\n'.length;
/** What a name is worth that the model has seen, but not what declares it. */
const seenUndeclared = 0.03;
/** Lines that a lead means are worth so much more whole: they are what somebody has just written, or looks up. */
const meantWhole = 2;
/** The power of its length in its price: below 1, so that what is whole is not taken apart. */
const pricePower = 0.85;
/** So many times better has to be what takes the place of a piece that stands in the prompt already. */
const heldFavour = 1.5;

/**
 * Chooses what other files tell that is worth its tokens: greedily what brings most of the names that are likely to be
 * wanted for its length. A name that stands in the prompt already counts nothing, so no two snippets say the same.
 */
export function* choose({ context, hints, declarationIndex, tokens, held = [] }: Choice): Work<Snippet[]> {
  const surroundings = yield* surroundingNames(context);
  yield;
  const candidates = yield* candidatesFor(context, surroundings, hints, declarationIndex);
  const wanted = yield* wantedNames(candidates, surroundings, declarationIndex, context.uri);
  const around = new Set([...surroundings.weights.keys()].map((name) => declarationIndex.table.idOf(name)));
  const basket = new Basket(wanted, around, held, tokens * charactersPerToken);
  yield* fill(basket, candidates);
  return snippetsOf(basket.chosen, surroundings.weights, declarationIndex);
}

/** Puts the best in, then the best of what that leaves, as long as there is room. */
function* fill(basket: Basket, candidates: readonly Candidate[]): Work<void> {
  const rated: Rated[] = [];
  let shortest = Infinity;
  for (const candidate of candidates) {
    yield;
    rated.push({ candidate, rate: basket.rate(candidate) });
    shortest = Math.min(shortest, candidate.text.length);
  }
  yield;
  rated.sort((a, b) => a.rate - b.rate);
  while (basket.left >= shortest) {
    yield;
    const best = rated.pop();
    if (!best) return;
    const { candidate } = best;
    if (!basket.hasRoomFor(candidate)) continue;
    // What has been chosen since can only have made it less worth, but for a heading that stands there now.
    const rate = basket.rate(candidate);
    if (rate < (rated.at(-1)?.rate ?? 0)) insert(rated, { candidate, rate });
    else if (rate > 0) basket.take(candidate);
  }
}

interface Rated {
  candidate: Candidate;
  rate: number;
}

/** Puts it where it belongs among those that are sorted, the best last. */
function insert(sorted: Rated[], one: Rated): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.rate < one.rate) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, one);
}

/** What is chosen so far. */
class Basket {
  readonly chosen: Candidate[] = [];
  readonly #wanted: ReadonlyMap<number, number>;
  readonly #around: ReadonlySet<number>;
  /** Names that what is chosen brings. */
  readonly #brought = new Set<number>();
  readonly #headed = new Set<string>();
  /** What stands in the prompt already, by its file. */
  readonly #held: ReadonlyMap<string, string>;
  /** Room, in characters. */
  left: number;

  /** @param around the names around the cursor */
  constructor(
    wanted: ReadonlyMap<number, number>,
    around: ReadonlySet<number>,
    held: readonly Snippet[],
    characters: number,
  ) {
    this.#wanted = wanted;
    this.#around = around;
    this.#held = new Map(held.map(({ uri, text }) => [uri, text]));
    this.left = characters;
  }

  /** Its value for its length. */
  rate(candidate: Candidate): number {
    const { file, text, names, declaration, isOutline, meant } = candidate;
    let value = 0;
    for (const id of names) {
      if (!this.#around.has(id) && !this.#brought.has(id)) value += this.#wanted.get(id) ?? 0;
    }
    for (const id of declaration.declares) {
      if (this.#around.has(id) && !this.#brought.has(id)) value += (this.#wanted.get(id) ?? 0) * seenUndeclared;
    }
    if (!isOutline) value *= 1 + meantWhole * meant;
    if (this.#held.get(file.uri)?.includes(text.trimEnd())) value *= heldFavour;
    return value / this.#lengthOf(candidate) ** pricePower;
  }

  /** Whether it fits in, and says something new. */
  hasRoomFor(candidate: Candidate): boolean {
    if (this.#lengthOf(candidate) > this.left || this.chosen.some((one) => overlap(one, candidate))) return false;
    return candidate.names.some((id) => !this.#brought.has(id));
  }

  take(candidate: Candidate): void {
    this.left -= this.#lengthOf(candidate);
    this.chosen.push(candidate);
    this.#headed.add(candidate.file.uri);
    for (const id of candidate.names) this.#brought.add(id);
  }

  /** In characters, with the heading of its file and the lines around a member. */
  #lengthOf({ file, text, within }: Candidate): number {
    const frame = within.reduce((sum, { opening, closing }) => sum + opening.length + closing.length + between, 0);
    const heading = this.#headed.has(file.uri) ? 0 : file.path.length + aroundHeading;
    return text.length + between + frame + heading;
  }
}

function overlap(one: Candidate, other: Candidate): boolean {
  const [a, b] = [one.declaration, other.declaration];
  return one.file === other.file && a.start < b.end && b.start < a.end;
}
