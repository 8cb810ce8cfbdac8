import * as vscode from 'vscode';
import type { CircuitBreaker } from '../completion/circuitBreaker.ts';
import type { CompletionEngine } from '../completion/engine.ts';
import { MistralClient } from '../mistral/client.ts';
import type { Timeouts } from '../mistral/timeouts.ts';
import { message } from '../base/message.ts';
import { fetchBySettings } from './fetchBySettings.ts';
import { badEndpoint, failureOf, noSecretStore } from './failure.ts';
import type { KeyStore } from './keyStore.ts';
import { describe } from '../mistral/errors/describe.ts';
import type { Notifications } from '../status/notifications.ts';
import type { Log } from '../base/vscode/log.ts';
import { readSettings, type Settings } from './settings.ts';
import type { Status } from '../status/status.ts';

/**
 * Ghost text that takes longer has missed its user. A first token usually takes 0.2 s; a busy host or a model that is
 * still being loaded gets some seconds. Before the headers it is fetch that knows whether there is a connection at all:
 * it gives up after 10 s (10.6 s measured), and has to be the first to do so for a dead network to be told from a busy host.
 */
const timeouts: Timeouts = { headersMs: 12_000, firstTextMs: 8_000, idleMs: 5_000, totalMs: 300_000 };

/** What a connection brings together. */
export interface ConnectionParts {
  keys: KeyStore;
  engine: CompletionEngine;
  breaker: CircuitBreaker;
  status: Status;
  notifications: Notifications;
  log: Log;
}

/** Settings, key and client as they belong together now: read at the start and whenever one of them changes. */
export class Connection {
  readonly #parts: ConnectionParts;
  #settings = currentSettings();
  #client: MistralClient | null = null;
  #over = new AbortController();
  readonly #ended = new AbortController();
  #generation = 0;
  /** Problems of settings that the log has already. */
  #told = new Set<string>();
  /** Settings, key and failure that are in force. */
  #inForce = '';
  /** Settings that decide whether and how far ghost text is shown. */
  #shownBy = '';
  /** What the client was made for: it outlives other changes, with what it has learnt of its host. Null for a new one. */
  #clientFor: string | null = '';
  #ready: Promise<void> = Promise.resolve();

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** The client; null without a usable endpoint or key. */
  get client(): MistralClient | null {
    return this.#client;
  }

  /** Aborted with the extension. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Aborted once the client is another, with the reason in words, or the extension has ended. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** The host of the endpoint, as the user knows it. */
  get host(): string {
    const { endpoint } = this.#settings;
    return endpoint.ok ? new URL(endpoint.endpoint).host : vscode.l10n.t('no valid endpoint');
  }

  /** Resolves when the latest settings and their key are in force. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /**
   * Reads settings and key anew; the next keystroke goes by them.
   * @param isKeySet a key was set, if only the same again: what failed before is worth another try
   */
  refresh(isKeySet = false): void {
    if (isKeySet) {
      this.#inForce = '';
      this.#clientFor = null;
    }
    this.#ready = this.#refresh();
  }

  /** Ends all that is under way, sockets included; those who have asked should have ended it before. */
  dispose(): void {
    this.#over.abort();
    this.#ended.abort();
  }

  async #refresh(): Promise<void> {
    const { keys, engine, breaker, status, notifications, log } = this.#parts;
    const turn = ++this.#generation;
    this.#settings = currentSettings();
    const { endpoint, problems } = this.#settings;
    for (const problem of problems) if (!this.#told.has(problem)) log.warn(problem);
    this.#told = new Set(problems);
    let failure = endpoint.ok ? null : badEndpoint(endpoint.userMessage);
    let key: string | undefined;
    try {
      if (endpoint.ok) key = await keys.get(endpoint.origin);
    } catch (error) {
      log.error(`the secret store cannot be read: ${describe(error)}`);
      failure = noSecretStore();
    }
    // The look-up takes a while: what changed meanwhile has a turn of its own.
    if (turn !== this.#generation) return this.#ready;
    // VS Code tells of changes that change nothing, at its start above all: no reason to end what is running.
    const inForce = JSON.stringify([this.#settings, key ?? null, failure?.cause ?? null]);
    if (inForce === this.#inForce) return;
    this.#inForce = inForce;

    const clientFor = endpoint.ok && key !== undefined ? `${endpoint.endpoint} ${key}` : '';
    const isOther = clientFor !== this.#clientFor;
    const over = this.#over;
    if (isOther) {
      this.#client = null;
      this.#over = new AbortController();
    }
    if (endpoint.ok && key !== undefined && isOther) {
      try {
        this.#client = new MistralClient({
          endpoint: endpoint.endpoint,
          key,
          fetch: fetchBySettings,
          timeouts,
          signal: this.#over.signal,
          onNote: (note) => log.info(note),
          onRateLimits: (limits) => breaker.onRateLimits(limits),
        });
      } catch (error) {
        failure = failureOf(error);
      }
    }
    this.#clientFor = this.#client ? clientFor : '';
    const asksOtherwise = engine.configure(this.#client && { source: this.#client, ...this.#settings });
    const { enable, exclude, trigger, multiline } = this.#settings;
    const shownBy = JSON.stringify([enable, exclude, trigger, multiline]);
    const showsOtherwise = shownBy !== this.#shownBy;
    this.#shownBy = shownBy;
    if (isOther) over.abort(message('The endpoint or the key has changed.'));
    if (showsOtherwise) engine.endAll();
    // The text in view came by the old settings.
    if (asksOtherwise || showsOtherwise) void vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
    if (asksOtherwise) {
      breaker.reset();
      // Half-written values of the endpoint are not announced again, nor is a key that is still missing.
      if (endpoint.ok && key !== undefined) notifications.reset();
      status.update({ hasKey: key !== undefined, failure, restUntil: null, latencyMs: null });
    }
    // The walkthrough has its step done by it.
    void vscode.commands.executeCommand('setContext', 'infill.hasKey', key !== undefined);
    status.refreshActiveEditor(this.#settings);
    if (failure) void notifications.notify(failure);
  }
}

/** The settings as they stand now, at each level. */
function currentSettings(): Settings {
  const folderExcludes = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => {
    return vscode.workspace.getConfiguration('infill', uri).inspect('exclude')?.workspaceFolderValue;
  });
  return readSettings(vscode.workspace.getConfiguration('infill'), folderExcludes);
}
