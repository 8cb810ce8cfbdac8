import type { EngineEvent } from '../completion/events.ts';
import type { MistralClient } from '../mistral/client.ts';
import type { Clock } from '../base/clock.ts';
import { SDKError } from '../mistral/errors/errors.ts';
import { isUnknownModel } from '../mistral/errors/statusError.ts';
import { isGone, type Model } from '../mistral/models.ts';
import { explicitRetry } from '../mistral/retry.ts';
import type { Connection } from './connection.ts';

/** What a host says of its models for FIM, or why that is not known. */
export type Listing =
  { models: readonly Model[]; missing: null } | { models: readonly []; missing: 'client' | 'list' | 'fim' | 'answer' };

/** A list is asked for anew when it is older: windows stay open for weeks. */
const freshForMs = 3_600_000;
/** Nobody wants to wait longer for a menu; milliseconds. */
const timeouts = { headersMs: 3_000, idleMs: 3_000, totalMs: 5_000 };

/** The host's models: asked for when somebody wants to choose among them, and never by itself. */
export class ModelList {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #listed: () => void;
  readonly #refused = new Set<string>();
  /** A day in a list says less than an answer. */
  readonly #answered = new Set<string>();
  #client: MistralClient | null = null;
  #listing: Promise<Listing> | null = null;
  #models: readonly Model[] = [];
  #askedAt = 0;

  /** @param listed called when a list has come */
  constructor(connection: Connection, clock: Clock, listed: () => void) {
    this.#connection = connection;
    this.#clock = clock;
    this.#listed = listed;
  }

  /** The models of the last list; none where the host has not been asked, or has no list. */
  get models(): readonly Model[] {
    this.#lookAtClient();
    return this.#models;
  }

  /** Whether the host does not serve a model, as far as it has said so. */
  isGone(id: string): boolean {
    return this.lacks(id) || this.#refused.has(id);
  }

  /** Whether the host's list says so; a host may refuse what it lists, for a while. */
  lacks(id: string): boolean {
    return !this.#answered.has(id) && isGone(id, this.models, this.#clock.date());
  }

  /** Hears from the engine whether the host knows the model that was asked. */
  onEvent(event: EngineEvent): void {
    if (event.type !== 'ended' || event.outcome === 'contradicted') return;
    this.#lookAtClient();
    if (event.error instanceof SDKError && isUnknownModel(event.error)) this.#refused.add(event.model);
    else if (event.outcome !== 'failed') {
      this.#refused.delete(event.model);
      this.#answered.add(event.model);
    }
  }

  /** The host's list, from memory where it is fresh. */
  ask(): Promise<Listing> {
    this.#lookAtClient();
    const client = this.#client;
    if (!client) return Promise.resolve({ models: [], missing: 'client' });
    if (this.#listing && this.#clock.now() - this.#askedAt < freshForMs) return this.#listing;
    this.#askedAt = this.#clock.now();
    const listing = listingOf(client).then((answer) => {
      if (client !== this.#connection.client) return answer;
      this.#models = answer.models;
      // Who could not be asked now may be asked later.
      if (answer.missing === 'answer') this.#listing = null;
      this.#listed();
      return answer;
    });
    this.#listing = listing;
    return listing;
  }

  /** Another host or key has another list. */
  #lookAtClient(): void {
    const { client } = this.#connection;
    if (client === this.#client) return;
    this.#client = client;
    this.#listing = null;
    this.#models = [];
    this.#refused.clear();
    this.#answered.clear();
  }
}

async function listingOf(client: MistralClient): Promise<Listing> {
  try {
    const models = await client.models({ timeouts, retry: explicitRetry });
    return models.length > 0 ? { models, missing: null } : { models: [], missing: 'fim' };
  } catch (error) {
    return { models: [], missing: error instanceof SDKError && error.status === 404 ? 'list' : 'answer' };
  }
}
