import type { CursorContext } from '../cursorContext.ts';
import type { Arrival, Dropped, Suggestion } from '../suggestion.ts';
import { beforeSpace, beginsLineBelow, isClosing, type Overlap, overlapsOf, settledLength } from './overlap.ts';
import { type Place, placeAt, type Reading } from './place.ts';

/** One way to put an answer into the document. */
interface Candidate extends Suggestion {
  /** The omitted part repeats the text after the cursor, beyond chance. */
  isRepetition: boolean;
  /** The omitted part begins with the next line of the document. */
  isMeeting: boolean;
}

/** A candidate, and the document with it. */
type Outcome = Candidate & Reading;

/** An answer as it fits. */
export interface Fitted extends Suggestion {
  /** The text with its trailing white space, which shows whether its last line is whole. */
  settled: string;
  /** Whether the rest of the answer adds nothing. */
  isEnd: boolean;
}

/** Maximum number of surplus closers, and of closers at the end, that are tried as cuts. A choice. */
const maxCuts = 3;
/** Maximum number of characters from the end of an answer in which closers are searched. A choice. */
const maxTail = 100;
/** Minimum repetition of the suffix that ends a stream: entries of a list may begin alike. A choice. */
const minReached = { lines: 3, characters: 80 };

/**
 * Fits an answer into the document. The raw answer is right unless the document disproves it: with the raw answer it is
 * unbalanced or repeats itself, and with a changed answer it is not and does not. The few possible changes are compared
 * by that, and the smallest one wins. Returns null if nothing of the answer is worth showing.
 * @param mayReplace whether the text may replace closers right of the cursor
 */
export function fit(
  answer: string,
  context: CursorContext,
  arrival: Arrival = 'whole',
  mayReplace = true,
): Fitted | null {
  const place = placeAt(context);
  const settled = arrival === 'running' ? answer.slice(0, settledLength(answer, place)) : answer;
  const outcomeOf = (candidate: Candidate): Outcome => {
    return { ...candidate, ...place.read(candidate.text, candidate.replaces, arrival !== 'whole') };
  };
  const raw = outcomeOf({ text: settled, replaces: 0, isRepetition: false, isMeeting: false });
  const overlaps = arrival === 'part' ? [] : overlapsOf(settled, place, arrival);
  const isPlain = raw.overClosers.length + overlaps.length + raw.errors + raw.misaligned === 0;
  let best: Suggestion = raw;
  if (!isPlain) {
    const cuts = arrival === 'part' ? [] : cutsOf(raw, place, overlaps);
    best = bestOf(raw, cuts, outcomeOf, (text, closes) => (mayReplace ? takesOf(text, closes, place) : []));
  }
  const isHeld = arrival === 'running' && best.replaces > 0 && !isTaken(raw, best.replaces, place);
  if (isHeld) best = { text: settled.slice(0, ownClosers(raw, place)[0] ?? raw.overClosers[0]), replaces: 0 };
  const suggestion = shown(best, place, arrival);
  const isEnd = arrival !== 'running' || (!isHeld && best.text.length < settled.length);
  return suggestion && { ...suggestion, settled: best.text, isEnd };
}

/**
 * Whether a running answer certainly replaces closers right of the cursor. It does if it closes all that the editor
 * inserted, since the model does not know them. It does if it has text before them, contains all closers of the rest of
 * the line, and its line is whole. Otherwise the rest of the answer may reopen what it closed.
 */
function isTaken(raw: Outcome, replaces: number, place: Place): boolean {
  const { text, overClosers } = raw;
  const { rest } = place;
  const editors = editorsPart(place);
  if (replaces === editors.length && ownClosers(raw, place).length === editors.replace(/\s/g, '').length) return true;
  const [first = 0] = overClosers;
  return text.slice(0, first).trim() !== '' && rest.slice(replaces).trim() === '' && text.includes('\n', first);
}

/** Reason why nothing of a text is shown; null if the text is blank. */
export function droppedByFit(text: string, context: CursorContext): Dropped | null {
  if (text.trim() === '') return null;
  return { filter: overlapsOf(text, placeAt(context), 'cut off').length > 0 ? 'repetition' : 'nothing new', text };
}

/** Whether the whole lines of a running answer have reached the suffix, so that its stream can end. */
export function reachesSuffix(answer: string, context: CursorContext): boolean {
  const place = placeAt(context);
  const lines = answer.slice(0, answer.lastIndexOf('\n') + 1).trimEnd();
  const isLong = ({ start, isTelling }: Overlap) => {
    const overlap = lines.slice(start).trim();
    return (
      start > 0 &&
      isTelling &&
      overlap.split('\n').length >= minReached.lines &&
      overlap.length >= minReached.characters
    );
  };
  return overlapsOf(lines, place, 'whole').some(isLong);
}

/** The answer, cut where it repeats the suffix, closes too much, or ends with closers; the longest first. */
function cutsOf(raw: Outcome, place: Place, overlaps: readonly Overlap[]): Candidate[] {
  const { text } = raw;
  const own = ownClosers(raw, place);
  const over = raw.overClosers.filter((start) => !own.includes(start)).slice(0, maxCuts);
  const starts = new Set([...overlaps.map(({ start }) => start), ...over, ...lastClosers(text)]);
  return [...starts]
    .sort((a, b) => b - a)
    .map((start) => {
      const here = overlaps.filter((overlap) => overlap.start === start);
      return {
        text: text.slice(0, here.length > 0 ? start : beforeSpace(text, start, place)),
        replaces: 0,
        isRepetition: here.some(({ isTelling }) => isTelling),
        isMeeting: over.includes(start) && beginsLineBelow(text.slice(start), place),
      };
    });
}

/** The rest of the line as far as the editor inserted it. */
function editorsPart({ rest, context }: Place): string {
  return rest.slice(0, context.ahead ?? 0).trimEnd();
}

/** Offsets of the closers for which the editor inserted one, too: they are no surplus, since the model does not know it. */
function ownClosers({ text, closed }: Outcome, place: Place): number[] {
  const closers = editorsPart(place).replace(/\s/g, '');
  const own: number[] = [];
  for (const start of closed) if (own.length < closers.length && text[start] === closers[own.length]) own.push(start);
  return own;
}

/**
 * The best outcome of an answer and its cuts, each with the closers right of the cursor kept or replaced.
 * @param takesOf numbers of characters right of the cursor that a text may replace
 */
function bestOf(
  raw: Outcome,
  cuts: readonly Candidate[],
  outcomeOf: (candidate: Candidate) => Outcome,
  takesOf: (text: string, closes: number) => number[],
): Outcome {
  let best = raw;
  for (const candidate of [raw, ...cuts]) {
    const left = candidate === raw ? raw : outcomeOf(candidate);
    const taken = takesOf(left.text, left.closed.length).map((replaces) => outcomeOf({ ...candidate, replaces }));
    for (const outcome of [left, ...taken]) if (isBetter(outcome, best, raw)) best = outcome;
  }
  return best;
}

/** Whether an outcome that changes more is better. */
function isBetter(one: Outcome, than: Outcome, raw: Outcome): boolean {
  if (one.errors !== than.errors) return one.errors < than.errors;
  if (one.unclosed !== than.unclosed) return one.unclosed < than.unclosed;
  if (one.misaligned !== than.misaligned) return one.misaligned < than.misaligned;
  if (one.isRepetition !== than.isRepetition) return one.isRepetition;
  // Between two cuts, prefer the one where the document continues.
  if (one.isMeeting && !than.isMeeting && than !== raw && than.replaces === 0) return true;
  return one.text === than.text && one.weak < than.weak;
}

/** Offsets of the closers at the end of an answer, last first: they may close a block that continues after it. */
function lastClosers(answer: string): number[] {
  const end = answer.slice(-maxTail);
  const [closers] = /(?:[)\]}]\s*)*[;,]?\s*$/.exec(end)!;
  const found = [...closers.matchAll(/[)\]}]/g)].map(({ index }) => answer.length - closers.length + index);
  return found.reverse().slice(0, maxCuts);
}

/** Numbers of characters right of the cursor that a text may replace: the closers that it contains itself. */
function takesOf(text: string, closes: number, place: Place): number[] {
  const { rest } = place;
  const takes = new Set<number>();
  const editors = editorsPart(place).length;
  if (editors > 0) takes.add(editors);
  const ahead = closes > 0 ? place.closersAhead(closes) : 0;
  const trimmed = text.trimEnd();
  let length = rest.trimEnd().length;
  while (length > 0 && !(trimmed.endsWith(rest.slice(0, length)) && isClosing(rest.slice(0, length)))) length--;
  // Text after a closer is repeated with it: `);`.
  if (length > 0) takes.add(length);
  if (ahead > length) {
    const tail = rest.slice(ahead).trimEnd();
    takes.add(tail !== '' && trimmed.endsWith(tail) && isClosing(tail) ? ahead + tail.length : ahead);
  }
  return [...takes].filter((take) => containsInOrder(text, rest.slice(0, take)));
}

/** VS Code shows a text in place of another only if it contains all characters of the other, in order (1.139.1). */
function containsInOrder(text: string, replaced: string): boolean {
  let from = 0;
  for (const character of replaced) {
    from = text.indexOf(character, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

/** Trailing white space is kept only if the answer is whole and text follows on its line. */
function shown({ text, replaces }: Suggestion, { rest, suffix }: Place, arrival: Arrival): Suggestion | null {
  const isFollowed = rest.slice(replaces).trim() !== '' && arrival === 'whole';
  const kept = isFollowed ? text : text.trimEnd();
  return kept === '' || kept === suffix.slice(0, replaces) ? null : { text: kept, replaces };
}
