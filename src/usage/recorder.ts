import type { Clock } from '../base/clock.ts';
import { TimeoutError } from '../mistral/errors/errors.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { CountsChange } from './counts.ts';
import { dayOf } from '../base/day.ts';
import { latencyOf } from './latency.ts';
import { type RowKey, UsageRows } from './rows.ts';

type Event<Type extends EngineEvent['type']> = Extract<EngineEvent, { type: Type }>;

/** Characters of code a token: 3.44 measured with Mistral's Tekken tokenizer, which `codestral-2508` appears to use. */
const charactersPerToken = 3.4;
/** Chunks of a stream a token. A choice: a host that sends several tokens a chunk corrects it by its first report. */
const chunksPerToken = 1;

/** Estimates tokens from units, such as characters, by the ratio in the requests whose tokens the host has reported. */
class TokenEstimator {
  readonly #unitsPerToken: number;
  #units = 0;
  #tokens = 0;

  /** @param unitsPerToken the ratio before any report */
  constructor(unitsPerToken: number) {
    this.#unitsPerToken = unitsPerToken;
  }

  addReport(units: number, tokens: number): void {
    this.#units += units;
    this.#tokens += tokens;
  }

  estimate(units: number): number {
    return Math.round(this.#tokens > 0 ? (units * this.#tokens) / this.#units : units / this.#unitsPerToken);
  }
}

/**
 * Converts the engine's events to counts. A request counts as soon as it is sent, with estimated tokens. The host's report
 * replaces the estimate, so the counts are complete at any moment, such as that of a crash.
 */
export class UsageRecorder {
  readonly #clock: Clock;
  #rows = new UsageRows();
  /** Running requests, with the numbers that were counted for them. */
  readonly #running = new Map<number, { key: RowKey; characters: number; promptTokens: number }>();
  /** The suggestion shown last, with its row. */
  #shown: { suggestion: number; key: RowKey; isPartlyAccepted: boolean } | null = null;
  readonly #byCharacters = new TokenEstimator(charactersPerToken);
  /** For streams that a keystroke ended. */
  readonly #byChunks = new TokenEstimator(chunksPerToken);

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
        this.#shown = { suggestion: event.suggestion, key: this.#keyOf(event), isPartlyAccepted: false };
        this.#rows.add(this.#shown.key, { shown: 1 });
        break;
      case 'accepted':
        this.#accepted(event);
    }
  }

  /** Returns the changes since the last call. */
  take(): UsageRows {
    const rows = this.#rows;
    this.#rows = new UsageRows();
    return rows;
  }

  #requested(event: Event<'requested'>): void {
    const characters = event.prefix + event.suffix;
    const key = this.#keyOf(event);
    const promptTokens = this.#byCharacters.estimate(characters);
    this.#running.set(event.id, { key, characters, promptTokens });
    this.#rows.add(key, { requests: 1, estimated: 1, estimatedPromptTokens: promptTokens });
  }

  #ended({ id, outcome, received, chunks, firstTextMs, usage, error }: Event<'ended'>): void {
    const request = this.#running.get(id);
    if (!request) return;
    this.#running.delete(id);
    const change: CountsChange = {};
    if (outcome === 'failed') change.failed = 1;
    if (firstTextMs !== null) change.latency = latencyOf(firstTextMs);
    if (usage) {
      this.#byCharacters.addReport(request.characters, usage.promptTokens);
      this.#byChunks.addReport(chunks, usage.completionTokens);
      change.promptTokens = usage.promptTokens;
      change.cachedTokens = usage.cachedTokens;
      change.outputTokens = usage.completionTokens;
    } else {
      change.estimatedOutputTokens = this.#byChunks.estimate(chunks);
    }
    // A request that fails before any text is not billed. After a timeout the host may still answer, and bill it.
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
    if (partial && !shown.isPartlyAccepted) change.partlyAccepted = 1;
    if (!partial) {
      change.accepted = 1;
      if (shown.isPartlyAccepted) change.partlyAccepted = -1;
    }
    shown.isPartlyAccepted = partial;
    this.#rows.add(shown.key, change);
  }

  #keyOf({ language, model, host }: Omit<RowKey, 'day'>): RowKey {
    return { day: dayOf(this.#clock.date()), language, model, host };
  }
}
