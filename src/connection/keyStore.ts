import type * as vscode from 'vscode';
import { codestralHost, isLoopback, isMistralHost } from '../mistral/endpoint.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment variables; empty in a browser's worker. */
export const environment: Environment = (globalThis as { process?: { env?: Environment } }).process?.env ?? {};

/** The API keys, one for each endpoint's origin. They are stored in VS Code's secret store only. */
export class KeyStore {
  readonly #secrets: vscode.SecretStorage;
  readonly #environment: Environment;
  readonly #mayForwardLoopback: boolean;

  /** @param mayForwardLoopback whether VS Code may forward ports of this machine to another one, such as a container */
  constructor(secrets: vscode.SecretStorage, environment: Environment, mayForwardLoopback = false) {
    this.#secrets = secrets;
    this.#environment = environment;
    this.#mayForwardLoopback = mayForwardLoopback;
  }

  /** The key for an origin: the stored one, or else the environment's; undefined for none. */
  async get(origin: string): Promise<string | undefined> {
    return (await this.#secrets.get(nameOf(origin))) ?? this.#fromEnvironment(origin);
  }

  /** Whether a key for this origin is in the secret store. */
  async isStored(origin: string): Promise<boolean> {
    return (await this.#secrets.get(nameOf(origin))) !== undefined;
  }

  async set(origin: string, key: string): Promise<void> {
    await this.#secrets.store(nameOf(origin), key);
  }

  async remove(origin: string): Promise<void> {
    await this.#secrets.delete(nameOf(origin));
  }

  /** Calls back after a key was stored or removed, in this window or another. */
  onDidChange(listener: () => void): vscode.Disposable {
    return this.#secrets.onDidChange(listener);
  }

  /** The key in the variables of Mistral's clients. It is used only for Mistral's hosts and servers on this machine. */
  #fromEnvironment(origin: string): string | undefined {
    if (!isMistralHost(origin) && (this.#mayForwardLoopback || !isLoopback(origin))) return undefined;
    const { MISTRAL_API_KEY, CODESTRAL_API_KEY } = this.#environment;
    const key = origin === codestralHost ? CODESTRAL_API_KEY?.trim() || MISTRAL_API_KEY : MISTRAL_API_KEY;
    return key?.trim() || undefined;
  }
}

function nameOf(origin: string): string {
  return `infill.key ${origin}`;
}
