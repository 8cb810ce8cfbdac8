import type { CursorContext } from '../../completion/cursorContext.ts';
import { charactersPerToken } from '../../completion/surroundings.ts';
import type { Work } from '../../base/background.ts';
import { type Candidate, candidatesFor } from './snippetCandidates.ts';
import type { Hint } from '../sources/snippetHint.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import type { Snippet } from '../../completion/prompt/snippet.ts';
import { snippetsOf } from './snippets.ts';
import { surroundingNames } from './surroundingNames.ts';
import { wantedNames } from './wantedNames.ts';

export interface Choice {
  context: CursorContext;
  hints: readonly Hint[];
  declarationIndex: DeclarationIndex;
  /** For all snippets together, with their headings. */
  tokens: number;
  /** Snippets that the prompt has already: they are billed at a tenth while they stay. */
  current?: readonly Snippet[];
}

/** Characters that the prompt adds between two parts of a file, and around its path in a heading. */
const betweenParts = 2;
const aroundPath = '+++++ \n\n\n'.length;

// The next four were set by trial with `npm run bench -- --context`, on its packages marked 'tuned'.
/** Value of a name that the prompt uses but does not declare, as a share of the value of a name that it does not have. */
const undeclaredShare = 0.03;
/** Extra value of the exact lines that a hint is at, when shown whole: the user has just changed them or looks them up. */
const targetBonus = 2;
/** Exponent of the length in the price: below 1, so that long declarations are not taken apart. */
const pricePower = 0.85;
/** Factor for what the prompt has already: something else has to be this much better to replace it. */
const currentBonus = 1.5;

/**
 * Chooses the snippets that are worth their tokens: greedily those which have, for their length, most of the names that are
 * likely to be wanted at the cursor. A name counts once, so no two snippets say the same.
 */
export function* choose({ context, hints, declarationIndex, tokens, current = [] }: Choice): Work<Snippet[]> {
  const surroundings = yield* surroundingNames(context);
  const candidates = yield* candidatesFor(context, surroundings, hints, declarationIndex);
  const wanted = yield* wantedNames(candidates, surroundings, declarationIndex, context.uri);
  const around = new Set([...surroundings.weights.keys()].map((name) => declarationIndex.table.idOf(name)));
  const selection = new Selection(wanted, around, current, tokens * charactersPerToken);
  yield* fill(selection, candidates);
  return snippetsOf(selection.chosen, surroundings.weights, declarationIndex);
}

interface Rated {
  candidate: Candidate;
  rate: number;
}

/** Adds the best candidate, then the best of the rest, while there is room. */
function* fill(selection: Selection, candidates: readonly Candidate[]): Work<void> {
  const rated: Rated[] = [];
  let minLength = Infinity;
  for (const candidate of candidates) {
    yield;
    rated.push({ candidate, rate: selection.rate(candidate) });
    minLength = Math.min(minLength, candidate.text.length);
  }
  rated.sort((a, b) => a.rate - b.rate);
  while (selection.room >= minLength) {
    yield;
    const best = rated.pop();
    if (!best) return;
    const { candidate } = best;
    if (!selection.hasRoomFor(candidate)) continue;
    // Later choices can only lower its rate, except that its file may have a heading by now.
    const rate = selection.rate(candidate);
    if (rate < (rated.at(-1)?.rate ?? 0)) insert(rated, { candidate, rate });
    else if (rate > 0) selection.add(candidate);
  }
}

/** Inserts into a sorted list, best last. */
function insert(sorted: Rated[], rated: Rated): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.rate < rated.rate) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, rated);
}

/** The candidates that are chosen so far. */
class Selection {
  readonly chosen: Candidate[] = [];
  readonly #wanted: ReadonlyMap<number, number>;
  readonly #around: ReadonlySet<number>;
  /** Names in what is chosen. */
  readonly #covered = new Set<number>();
  /** Files with something chosen, which have a heading. */
  readonly #headed = new Set<string>();
  /** The text that the prompt already has of each file. */
  readonly #current: ReadonlyMap<string, string>;
  /** Characters that are left. */
  room: number;

  /**
   * @param wanted how likely each name is wanted, from 0 to 1
   * @param around the names around the cursor
   */
  constructor(
    wanted: ReadonlyMap<number, number>,
    around: ReadonlySet<number>,
    current: readonly Snippet[],
    characters: number,
  ) {
    this.#wanted = wanted;
    this.#around = around;
    this.#current = new Map(current.map(({ uri, text }) => [uri, text]));
    this.room = characters;
  }

  /** The value of a candidate for its price. */
  rate(candidate: Candidate): number {
    const { file, text, names, declaration, isOutline, targeted } = candidate;
    let value = 0;
    for (const id of names) {
      if (!this.#around.has(id) && !this.#covered.has(id)) value += this.#wanted.get(id) ?? 0;
    }
    for (const id of declaration.declares) {
      if (this.#around.has(id) && !this.#covered.has(id)) value += (this.#wanted.get(id) ?? 0) * undeclaredShare;
    }
    if (!isOutline) value *= 1 + targetBonus * targeted;
    if (this.#current.get(file.uri)?.includes(text.trimEnd())) value *= currentBonus;
    return value / this.#lengthOf(candidate) ** pricePower;
  }

  /** Whether a candidate fits in, and has a name that is new. */
  hasRoomFor(candidate: Candidate): boolean {
    if (this.#lengthOf(candidate) > this.room || this.chosen.some((one) => overlap(one, candidate))) return false;
    return candidate.names.some((id) => !this.#covered.has(id));
  }

  add(candidate: Candidate): void {
    this.room -= this.#lengthOf(candidate);
    this.chosen.push(candidate);
    this.#headed.add(candidate.file.uri);
    for (const id of candidate.names) this.#covered.add(id);
  }

  /** Characters, with the heading of the file and the lines around a member. */
  #lengthOf({ file, text, within }: Candidate): number {
    const frame = within.reduce((sum, { opening, closing }) => sum + opening.length + closing.length + betweenParts, 0);
    const heading = this.#headed.has(file.uri) ? 0 : file.path.length + aroundPath;
    return text.length + betweenParts + frame + heading;
  }
}

function overlap(one: Candidate, other: Candidate): boolean {
  const [a, b] = [one.declaration, other.declaration];
  return one.file === other.file && a.start < b.end && b.start < a.end;
}
