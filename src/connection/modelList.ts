import type { Clock } from '../base/clock.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { MistralClient } from '../mistral/client.ts';
import { SDKError } from '../mistral/errors/errors.ts';
import { isUnknownModel } from '../mistral/errors/statusError.ts';
import { isGone, type Model } from '../mistral/models.ts';
import { explicitRetry } from '../mistral/retry.ts';
import type { Connection } from './connection.ts';

/** A host's list of models for FIM, or the reason why there is none. */
export type Listing =
  { models: readonly Model[]; missing: null } | { models: readonly []; missing: 'client' | 'list' | 'fim' | 'answer' };

/** Time for which a list is used, in milliseconds. A choice: windows stay open for weeks. */
const freshForMs = 3_600_000;
/** Time limits of a request for a list. A choice: no one waits longer for a menu. */
const timeouts = { headersMs: 3_000, idleMs: 3_000, totalMs: 5_000 };

/** The host's models. A list is requested when the user opens a menu of models or a model fails, never in advance. */
export class ModelList {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #listed = new Emitter<void>();
  /** Fires when a list has arrived. */
  readonly onDidList = this.#listed.event;
  readonly #listener: { dispose(): void };
  /** Models that the host has refused. */
  readonly #refused = new Set<string>();
  /** Models that have answered. An answer counts more than a date of retirement in a list. */
  readonly #answered = new Set<string>();
  #client: MistralClient | null = null;
  #listing: Promise<Listing> | null = null;
  #models: readonly Model[] = [];
  /** Time of the last request for a list, by the clock. */
  #requestedAt = 0;

  constructor(events: Event<EngineEvent>, connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    this.#listener = events((event) => this.#onEvent(event));
  }

  dispose(): void {
    this.#listener.dispose();
  }

  /** The models of the last list; none if no list was requested, or the host has none. */
  get models(): readonly Model[] {
    this.#refreshClient();
    return this.#models;
  }

  /** Whether the host does not serve a model, by its list or its answers. */
  isGone(id: string): boolean {
    return this.lacks(id) || this.#refused.has(id);
  }

  /** Whether the host does not serve a model, by its list. A host may refuse for a time what it lists. */
  lacks(id: string): boolean {
    return !this.#answered.has(id) && isGone(id, this.models, this.#clock.date());
  }

  /** The end of a request shows whether the host serves its model. */
  #onEvent(event: EngineEvent): void {
    if (event.type !== 'ended' || event.outcome === 'contradicted') return;
    this.#refreshClient();
    if (event.error instanceof SDKError && isUnknownModel(event.error)) this.#refused.add(event.model);
    else if (event.outcome !== 'failed') {
      this.#refused.delete(event.model);
      this.#answered.add(event.model);
    }
  }

  /**
   * The host's list: the last one if it is fresh, or else a new one. @param retries whether the user waits for it, so that
   * a retry is worth it
   */
  ask({ retries = false } = {}): Promise<Listing> {
    this.#refreshClient();
    const client = this.#client;
    if (!client) return Promise.resolve({ models: [], missing: 'client' });
    if (this.#listing && this.#clock.now() - this.#requestedAt < freshForMs) return this.#listing;
    this.#requestedAt = this.#clock.now();
    const listing = listingOf(client, retries).then((answer) => {
      if (client !== this.#connection.client) return answer;
      this.#models = answer.models;
      // A list that could not be loaded is requested again the next time.
      if (answer.missing === 'answer') this.#listing = null;
      this.#listed.fire();
      return answer;
    });
    this.#listing = listing;
    return listing;
  }

  /** Forgets the list after a change of host or key. */
  #refreshClient(): void {
    const { client } = this.#connection;
    if (client === this.#client) return;
    this.#client = client;
    this.#listing = null;
    this.#models = [];
    this.#refused.clear();
    this.#answered.clear();
  }
}

async function listingOf(client: MistralClient, retries: boolean): Promise<Listing> {
  try {
    const models = await client.models({ timeouts, ...(retries && { retry: explicitRetry }) });
    return models.length > 0 ? { models, missing: null } : { models: [], missing: 'fim' };
  } catch (error) {
    return { models: [], missing: error instanceof SDKError && error.status === 404 ? 'list' : 'answer' };
  }
}
