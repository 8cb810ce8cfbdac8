import type { Clock } from '../base/clock.ts';
import type { CursorContext } from './cursorContext.ts';
import { type Decision, firstDecision, type Placement } from './showDecision.ts';
import type { EngineEvent, Origin } from './events.ts';
import { GhostText } from './ghostText.ts';
import { grow, type View } from './ghostTextGrowth.ts';
import type { CacheMatch } from './requests/completionCache.ts';
import type { CompletionRequest } from './requests/completionRequest.ts';
import type { Requests } from './requests/requests.ts';
import type { Multiline } from './shownExtent.ts';
import type { Suggestion } from './suggestion.ts';

/** A call of VS Code for ghost text. */
export interface Call {
  context: CursorContext;
  /** The context with the suggest widget's selected entry inserted; `context` if none is selected. */
  entered: CursorContext;
  view: View | undefined;
  /** Whether the cursor is still where the call was made. */
  isCurrent: (() => boolean) | undefined;
  multiline: Multiline;
  signal: AbortSignal;
  /** Whether the user has just deleted this text. */
  isUnwanted: (text: string) => boolean;
}

/** Shows the text of a match: it decides how much of it, and grows it while the cursor rests. */
export class Presenter {
  readonly #clock: Clock;
  readonly #emit: (event: EngineEvent) => void;
  readonly #requests: Requests;
  readonly #ghostText: GhostText;
  readonly #rest = new Rest();
  #lastEditAt = -Infinity;
  /** Number of edits at the cursor so far. */
  #edits = 0;

  constructor({ clock, emit }: { clock: Clock; emit: (event: EngineEvent) => void }, requests: Requests) {
    this.#clock = clock;
    this.#emit = emit;
    this.#requests = requests;
    this.#ghostText = new GhostText(clock, emit);
  }

  /** The text to show of a match, as soon as one can be shown; null for none. */
  async show(match: CacheMatch, origin: Origin, call: Call): Promise<Suggestion | null> {
    const { context, entered, view, signal } = call;
    const placement = this.#placementOf(match, call);
    if (placement === null) {
      this.#ghostText.hide();
      return null;
    }
    const edits = this.#edits;
    const decision = await firstDecision(placement, signal);
    if (!decision || signal.aborted) {
      // VS Code has ended the call without a key: the text of another extension has won the race, or a list has opened.
      if (edits === this.#edits) this.#ghostText.hide();
      return null;
    }
    if (call.isCurrent?.() === false) return null;
    const { suggestion } = decision;
    const isUnwanted = suggestion !== null && !context.explicit && call.isUnwanted(suggestion.text);
    if (!isUnwanted) this.#report(decision, origin);
    if (suggestion === null || isUnwanted) {
      this.#ghostText.hide();
      return null;
    }
    this.#ghostText.show(match.request, entered, suggestion.text);
    // VS Code draws a text after the suggest widget's entry together with that.
    if (!decision.isWhole && entered === context && view) this.#grow(placement, suggestion, view);
    return suggestion;
  }

  /** The document was edited at the cursor. @param inserted text that the edit inserted before the cursor, or '' */
  onEdit(context: CursorContext, inserted: string): void {
    this.#edits++;
    this.#lastEditAt = this.#clock.now();
    this.#rest.end();
    this.#ghostText.onEdit(context, inserted, this.#isShowing(context));
  }

  /** The cursor has moved without an edit, or away (null). */
  onMove(context: CursorContext | null): void {
    this.#rest.end();
    if (context === null || !this.#isShowing(context)) this.#ghostText.hide();
  }

  /** The user has accepted all that was left of the text in view. */
  onAccept(characters: number): void {
    this.#ghostText.onAccept(characters);
  }

  /** Whether the text before the cursor is the ghost text that was in view, accepted or typed to its end. */
  isWholeAt(context: CursorContext): boolean {
    return this.#ghostText.isWholeAt(context);
  }

  /** Whether the text before the cursor is ghost text that was accepted as a whole. */
  isAcceptedAt(context: CursorContext): boolean {
    return this.#ghostText.isAcceptedAt(context);
  }

  /** Number of characters of a request's text in view. */
  lengthInView(request: CompletionRequest): number {
    return this.#ghostText.request === request ? this.#ghostText.length : 0;
  }

  /** A rest of the cursor begins. @returns a signal that aborts at its end */
  beginRest(uri: string): AbortSignal {
    return this.#rest.begin(uri);
  }

  /** Ends the rest in a document, or in any. */
  endRest(uri?: string): void {
    this.#rest.end(uri);
  }

  /** Whether the text in view goes on from a position. */
  #isShowing(context: CursorContext): boolean {
    const { request } = this.#ghostText;
    return request !== null && this.#requests.matchOf(request, context) !== null;
  }

  #placementOf(match: CacheMatch, { context, entered, view, multiline }: Call): Placement | null {
    const placed = entered === context ? match : this.#requests.matchOf(match.request, entered);
    if (placed === null) return null;
    return {
      match: placed,
      context: entered,
      multiline,
      clock: this.#clock,
      isTypedAlong: match.typed !== '',
      // The setting is read only while there is text to wait for.
      canBeEarly: match.request.outcome !== null || !view?.showsWholeOnly,
    };
  }

  #grow(placement: Placement, shown: Suggestion, { replace, growsOnce }: View): void {
    const { context, match } = placement;
    const signal = this.#rest.begin(context.uri);
    const show = async (next: Suggestion): Promise<boolean> => {
      const isShown = await replace(next, signal);
      if (!isShown || signal.aborted) return false;
      this.#ghostText.show(match.request, context, next.text);
      this.#emit({ type: 'grown', shown: next.text.length });
      return true;
    };
    void grow(placement, shown, { show, growsOnce, lastEditAt: this.#lastEditAt }, signal);
  }

  #report(decision: Decision, origin: Origin): void {
    if (decision.suggestion) this.#emit({ type: 'answered', origin, shown: decision.suggestion.text.length });
    else if (decision.reason === 'empty') this.#emit({ type: 'nothing', origin, reason: 'empty' });
    else if (decision.reason === 'filtered')
      this.#emit({ type: 'nothing', origin, reason: 'filtered', filter: decision.filter });
  }
}

/** A rest of the cursor at a position, in which a late text may come and ghost text grows. Only one runs at a time. */
class Rest {
  #abort = new AbortController();
  #uri = '';

  /** Begins a rest in a document, and ends the one before. @returns a signal that aborts at its end */
  begin(uri: string): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#uri = uri;
    return this.#abort.signal;
  }

  /** Ends the rest in a document, or in any if none is given. */
  end(uri = this.#uri): void {
    if (uri === this.#uri) this.#abort.abort();
  }
}
