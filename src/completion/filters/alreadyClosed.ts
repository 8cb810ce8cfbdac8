import { type CursorContext, lineAfter, lineBefore } from '../cursorContext.ts';
import { type Brackets, bracketsOf, close, closersOnly } from './brackets.ts';

const anyBracket = '([{<';

/**
 * Where the text closes, with a bracket or a quote, what the document closes after the cursor already: the position of
 * that closer in the text, or null. With the cursor as `█`, `a)` does so in `f(█)`, and does not in `g(f(█)`.
 */
export function alreadyClosed(text: string, context: CursorContext): number | null {
  const { language, prefix, suffix } = context;
  const line = lineBefore(context);
  const rest = lineAfter(context);
  const before = bracketsOf(line, { language });
  const { quote } = before;
  const own = bracketsOf(text, { language, quote });

  if (quote !== null && own.closesQuoteAt !== null && rest.startsWith(quote)) {
    const firstLine = bracketsOf(text.split('\n', 1)[0]!, { language, quote });
    // `a" + "b` closes one string and opens the next.
    return firstLine.quote === quote ? null : own.closesQuoteAt;
  }
  // A string that the line leaves open does not go on into it, but an expression in a template does.
  const restQuote = quote === '${' || (quote !== null && rest.includes(quote)) ? quote : null;
  if (/^\s*>/.test(rest) || (closersOnly.test(rest) && /(?<![=-])>/.test(rest))) {
    const [left, middle, right] = [
      bracketsOf(line, { language, angles: true }),
      bracketsOf(text, { language, quote, angles: true }),
      bracketsOf(rest, { language, quote: restQuote, angles: true }),
    ];
    const at = firstTaken(left, middle, right, text);
    if (at !== null) return at;
  }
  if (own.closers.length === 0) return null;
  // The line tells best what belongs together: above and below, code may be cut off or not written yet.
  const after = bracketsOf(rest, { language, quote: restQuote });
  const all = bracketsOf(prefix, { language });
  // What a later line opens is not closed on this one: `a)) {` stays closed whatever `throw new Error(` begins below.
  const ownLine = bracketsOf(text.split('\n', 1)[0]!, { language, quote });
  const onLine = firstTaken(before, ownLine, after, text) ?? firstTaken(before, own, after, text);
  if (onLine !== null && !closesOuter(all, before, own, after)) return onLine;
  return firstTaken(all, own, bracketsOf(suffix, { language, quote: restQuote }), text);
}

/** The first closer of the text that takes away a bracket which is closed after the cursor. */
function firstTaken(before: Brackets, own: Brackets, after: Brackets, text: string): number | null {
  const open = [...before.open];
  const closing = own.closers.filter(({ character }) => close(open, character));
  // Without the text, some of the inner brackets are still to be closed.
  const closable = closed([...before.open], after, anyBracket);
  const reopened = [...open, ...own.open];
  // Outer brackets may be open for as long as there are enough of them.
  const taken = closable - closed(open, after);
  const at = taken > 0 ? (closing.at(-taken)?.at ?? null) : null;
  // `} catch {` gives back what it takes.
  return at !== null && reopens(text, at) && closed(reopened, after) === closable ? null : at;
}

function reopens(text: string, at: number): boolean {
  return /[[({]\s*$/.test(text.slice(at).split('\n', 1)[0]!);
}

/** Whether the text goes on to close what lines above have opened, and what is left fits what stands after the cursor. */
function closesOuter(all: Brackets, before: Brackets, own: Brackets, after: Brackets): boolean {
  const open = [...all.open];
  const closing = own.closers.filter(({ character }) => close(open, character)).length;
  return closing > before.open.length && closed(open, after, '') === after.closers.length;
}

/** How many closers have a bracket to close. */
function closed(open: string[], { closers }: Brackets, passed?: string): number {
  return closers.filter(({ character }) => close(open, character, passed)).length;
}
