import * as vscode from 'vscode';
import { ConnectionError, HTTPValidationError, MistralError, RequestError, SDKError } from '../mistral/errors.ts';
import { isUnknownModel } from '../mistral/explain.ts';
import { type Words, words } from '../mistral/words.ts';

/** What the user can do about a failure, as a button. */
export interface Remedy {
  title: string;
  command: string;
  arguments?: unknown[];
}

/** A failure as the user meets it. */
export interface Failure {
  /** The same for failures that one remedy mends: told once, not at every key. */
  cause: string;
  /** What is wrong and what to do: the user reads it in their language, an issue report has it in English. */
  words: Words;
  /** Stays until the user does something; the others may pass by themselves. */
  severe: boolean;
  remedy: Remedy;
}

/** Does what a remedy's button says. */
export async function mend({ command, arguments: values = [] }: Remedy): Promise<void> {
  await vscode.commands.executeCommand(command, ...values);
}

const showLog = (): Remedy => ({ title: vscode.l10n.t('Show Log'), command: 'infill.showLog' });

/** The failure that an error means. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof MistralError)) {
    return {
      cause: 'bug',
      words: words('Something unexpected went wrong; the log has it.'),
      severe: true,
      remedy: showLog(),
    };
  }
  const cause = causeOf(error);
  return { cause, words: error.words, ...remedyFor(cause) };
}

/** The failure of a setting that names no usable endpoint. */
export function badEndpoint(why: Words): Failure {
  return { cause: 'endpoint', words: why, ...remedyFor('endpoint') };
}

/** VS Code cannot read its secret store, so that there is no telling whether a key is set. */
export function noSecretStore(): Failure {
  const unread = words('VS Code cannot read its secret store. Set the key again, or restart VS Code.');
  return { cause: 'secrets', words: unread, ...remedyFor('key') };
}

/** No key is set for the endpoint. */
export function missingKey(): Failure {
  const missing = words('an API key is needed before completions can come.');
  return { cause: 'no key', words: missing, ...remedyFor('key'), severe: false };
}

function causeOf(error: MistralError): string {
  if (error instanceof HTTPValidationError) return 'fields';
  if (error instanceof SDKError) {
    if (isUnknownModel(error)) return 'model';
    if ([401, 402, 403].includes(error.status) || error.noAllowance) return 'key';
    return error.status >= 500 ? 'server' : `status ${error.status}`;
  }
  if (error instanceof ConnectionError) return `connection ${error.reason}`;
  return error instanceof RequestError ? (error.field === 'key' ? 'key' : 'fields') : error.kind;
}

function remedyFor(cause: string): { severe: boolean; remedy: Remedy } {
  const t = vscode.l10n.t;
  switch (cause) {
    case 'key':
      return { severe: true, remedy: { title: t('Set API Key'), command: 'infill.setApiKey' } };
    case 'model':
      return { severe: true, remedy: { title: t('Select Model'), command: 'infill.selectModel' } };
    case 'endpoint':
    case 'status 404':
      return {
        severe: true,
        remedy: { title: t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['infill.endpoint'] },
      };
    case 'fields':
      return {
        severe: true,
        remedy: { title: t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['infill'] },
      };
    case 'connection proxy':
    case 'connection certificate':
      return {
        severe: false,
        remedy: { title: t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['http.proxy'] },
      };
    default:
      return { severe: false, remedy: showLog() };
  }
}
