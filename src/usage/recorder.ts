import type { Clock } from '../base/clock.ts';
import { TimeoutError } from '../mistral/errors/errors.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { CountsChange } from './counts.ts';
import { dayOf } from '../base/day.ts';
import { latencyOf } from './latency.ts';
import { type RowKey, UsageRows } from './rows.ts';

type Event<Type extends EngineEvent['type']> = Extract<EngineEvent, { type: Type }>;

/** For each of Codestral's tokens, before the host has told how many there really are. */
const charactersPerToken = 3.4;
const chunksPerToken = 1;

/** What tokens are estimated by: as many for each unit as the host has told of other requests. */
class Estimate {
  readonly #unitsPerToken: number;
  #units = 0;
  #tokens = 0;

  /** @param unitsPerToken before the host has told any */
  constructor(unitsPerToken: number) {
    this.#unitsPerToken = unitsPerToken;
  }

  told(units: number, tokens: number): void {
    this.#units += units;
    this.#tokens += tokens;
  }

  of(units: number): number {
    return Math.round(this.#tokens > 0 ? (units * this.#tokens) / this.#units : units / this.#unitsPerToken);
  }
}

/**
 * Makes counts of what happens in the engine. A request counts as soon as it is sent, with its tokens estimated; what the
 * host says of them takes the estimate's place. So the counts are as good as can be at any moment, a crash's included.
 */
export class UsageRecorder {
  readonly #clock: Clock;
  #rows = new UsageRows();
  /** Requests under way, and what was counted for them. */
  readonly #open = new Map<number, { key: RowKey; characters: number; promptTokens: number }>();
  /** Where the suggestion shown last is counted, and whether as accepted in part. */
  #shown: { suggestion: number; key: RowKey; isPartly: boolean } | null = null;
  readonly #byCharacters = new Estimate(charactersPerToken);
  /** For answers that a key ended: hosts stream a token a piece, or a few. */
  readonly #byChunks = new Estimate(chunksPerToken);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  onEvent(event: EngineEvent): void {
    switch (event.type) {
      case 'requested':
        this.#requested(event);
        break;
      case 'ended':
        this.#ended(event);
        break;
      case 'shown':
        this.#shown = { suggestion: event.suggestion, key: this.#keyOf(event), isPartly: false };
        this.#rows.add(this.#shown.key, { shown: 1 });
        break;
      case 'accepted':
        this.#accepted(event);
    }
  }

  /** What was counted since the last call: changes, which may be negative. */
  take(): UsageRows {
    const rows = this.#rows;
    this.#rows = new UsageRows();
    return rows;
  }

  #requested(event: Event<'requested'>): void {
    const characters = event.prefix + event.suffix;
    const key = this.#keyOf(event);
    const promptTokens = this.#byCharacters.of(characters);
    this.#open.set(event.id, { key, characters, promptTokens });
    this.#rows.add(key, { requests: 1, estimated: 1, estimatedPromptTokens: promptTokens });
  }

  #ended({ id, outcome, received, chunks, firstTextMs, usage, error }: Event<'ended'>): void {
    const request = this.#open.get(id);
    if (!request) return;
    this.#open.delete(id);
    const change: CountsChange = {};
    if (outcome === 'failed') change.failed = 1;
    if (firstTextMs !== null) change.latency = latencyOf(firstTextMs);
    if (usage) {
      this.#byCharacters.told(request.characters, usage.promptTokens);
      this.#byChunks.told(chunks, usage.completionTokens);
      change.promptTokens = usage.promptTokens;
      change.cachedTokens = usage.cachedTokens;
      change.outputTokens = usage.completionTokens;
    } else {
      change.estimatedOutputTokens = this.#byChunks.of(chunks);
    }
    // What failed before any text came is not billed; a host that is only late may go on by itself.
    if (usage || (outcome === 'failed' && received === 0 && !(error instanceof TimeoutError))) {
      change.estimated = -1;
      change.estimatedPromptTokens = -request.promptTokens;
    }
    this.#rows.add(request.key, change);
  }

  #accepted({ suggestion, characters, partial }: Event<'accepted'>): void {
    const shown = this.#shown;
    if (shown === null || shown.suggestion !== suggestion) return;
    const change: CountsChange = { characters };
    if (partial && !shown.isPartly) change.partlyAccepted = 1;
    if (!partial) {
      change.accepted = 1;
      if (shown.isPartly) change.partlyAccepted = -1;
    }
    shown.isPartly = partial;
    this.#rows.add(shown.key, change);
  }

  #keyOf({ language, model }: { language: string; model: string }): RowKey {
    return { day: dayOf(this.#clock.date()), language, model };
  }
}
