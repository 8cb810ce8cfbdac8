import * as vscode from 'vscode';
import { message } from '../base/message.ts';
import type { Log } from '../base/vscode/log.ts';
import { makeSameRequests } from '../completion/prompt/prompt.ts';
import { MistralClient } from '../mistral/client.ts';
import { describe } from '../mistral/errors/describe.ts';
import type { RateLimits } from '../mistral/rateLimits.ts';
import { badEndpoint, type Failure, failureOf, noSecretStore } from './failure.ts';
import { fetchBySettings } from './fetchBySettings.ts';
import type { KeyStore } from './keyStore.ts';
import { type Settings, textOfSettings } from './settings.ts';
import type { UserSettings } from './userSettings.ts';

/** A change of settings, key or client. */
export interface ConnectionChange {
  settings: Settings;
  hasKey: boolean;
  /** Why there is no client; null if there is one, or only a key is missing. */
  failure: Failure | null;
  /** Whether requests go to another host, have another key or have other parameters. */
  changesRequests: boolean;
  /** Whether ghost text is shown at other positions, or in another extent. */
  changesGhostText: boolean;
}

/** The client for the endpoint, model and key in effect. */
export class Connection {
  readonly #settings: UserSettings;
  readonly #keys: KeyStore;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<ConnectionChange>();
  readonly #rateLimits = new vscode.EventEmitter<RateLimits>();
  readonly #listeners: vscode.Disposable;
  readonly #ended = new AbortController();
  #client: MistralClient | null = null;
  /** Aborts when the client is replaced. */
  #over = new AbortController();
  /**
   * Endpoint and key of the client. Only a change of these replaces the client, since it keeps facts about its host.
   * Empty without a client, null if a key was set since.
   */
  #clientOf: string | null = '';
  /** Settings, key and failure in effect. */
  #inEffect: { settings: Settings; access: string; text: string } | null = null;
  /** Number of refreshes so far. */
  #generation = 0;
  #ready: Promise<void>;

  readonly onDidChange = this.#changed.event;
  /** Fires when a response reports what is left of the host's rate limits. */
  readonly onDidReceiveRateLimits = this.#rateLimits.event;

  constructor(settings: UserSettings, keys: KeyStore, log: Log) {
    this.#settings = settings;
    this.#keys = keys;
    this.#log = log;
    this.#listeners = vscode.Disposable.from(
      settings.onDidChange(() => void (this.#ready = this.#refresh())),
      keys.onDidChange(() => void (this.#ready = this.#refresh(true))),
    );
    // All listeners have subscribed by then.
    this.#ready = Promise.resolve().then(() => this.#refresh());
  }

  get settings(): Settings {
    return this.#settings.current;
  }

  /** The client; null without a usable endpoint or key. */
  get client(): MistralClient | null {
    return this.#client;
  }

  /** Aborts when the extension ends. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Aborts when the client is replaced, with a message as the reason, or when the extension ends. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** The host of the endpoint, for the user. */
  get host(): string {
    const { endpoint } = this.settings;
    return endpoint.ok ? new URL(endpoint.endpoint).host : vscode.l10n.t('no valid endpoint');
  }

  /** Resolves when the latest settings and their key are in effect. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#over.abort();
    this.#ended.abort();
    this.#changed.dispose();
    this.#rateLimits.dispose();
  }

  /** @param isKeySet whether a key was set, possibly the same again: a failed request is worth another try */
  async #refresh(isKeySet = false): Promise<void> {
    const generation = ++this.#generation;
    const { settings } = this;
    const { endpoint } = settings;
    if (isKeySet) {
      this.#inEffect = null;
      this.#clientOf = null;
    }
    let failure = endpoint.ok ? null : badEndpoint(endpoint.userMessage);
    let key: string | undefined;
    try {
      if (endpoint.ok) key = await this.#keys.get(endpoint.origin);
    } catch (error) {
      this.#log.error(`the secret store cannot be read: ${describe(error)}`);
      failure = noSecretStore();
    }
    // A later refresh has begun during the look-up.
    if (generation !== this.#generation) return this.#ready;
    const access = JSON.stringify([key ?? null, failure?.cause ?? null]);
    const text = textOfSettings(settings) + access;
    if (text === this.#inEffect?.text) return;
    const before = this.#inEffect;
    this.#inEffect = { settings, access, text };

    const clientOf = endpoint.ok && key !== undefined ? `${endpoint.endpoint} ${key}` : '';
    const replaced = clientOf !== this.#clientOf ? this.#over : null;
    if (replaced) {
      this.#client = null;
      this.#over = new AbortController();
      try {
        if (endpoint.ok && key !== undefined) this.#client = this.#createClient(endpoint.endpoint, key);
      } catch (error) {
        failure = failureOf(error);
      }
      this.#clientOf = this.#client ? clientOf : '';
    }
    this.#changed.fire({
      settings,
      hasKey: key !== undefined,
      failure,
      changesRequests: replaced !== null || before?.access !== access || !makeSameRequests(before.settings, settings),
      changesGhostText: !before || visibility(before.settings) !== visibility(settings),
    });
    // The listeners have ended their requests: they do not fail.
    replaced?.abort(message('The endpoint or the key has changed.'));
  }

  #createClient(endpoint: string, key: string): MistralClient {
    return new MistralClient({
      endpoint,
      allowHttp: this.settings.allowHttp,
      key,
      fetch: fetchBySettings,
      signal: this.#over.signal,
      onNote: (note) => this.#log.info(note),
      onRateLimits: (limits) => this.#rateLimits.fire(limits),
    });
  }
}

/** The settings that decide where and how much ghost text is shown. */
function visibility({ enable, exclude, trigger, multiline }: Settings): string {
  return JSON.stringify([enable, exclude, trigger, multiline]);
}
