import * as vscode from 'vscode';
import {
  ConnectionError,
  HTTPValidationError,
  MistralError,
  RequestError,
  SDKError,
} from '../mistral/errors/errors.ts';
import { isUnknownModel } from '../mistral/errors/statusError.ts';
import { type Message, message } from '../base/message.ts';

/** What the user can do about a failure, as a button. */
export interface Action {
  title: string;
  command: string;
  arguments?: unknown[];
}

/** A failure as the user meets it. */
export interface Failure {
  /** The same for failures that one remedy mends: told once, not at every key. */
  cause: string;
  /** What is wrong and what to do: the user reads it in their language, an issue report has it in English. */
  message: Message;
  /** Stays until the user does something; the others may pass by themselves. */
  severe: boolean;
  action: Action;
}

/** Does what a remedy's button says. */
export async function runAction({ command, arguments: values = [] }: Action): Promise<void> {
  await vscode.commands.executeCommand(command, ...values);
}

const showLog = (): Action => ({ title: vscode.l10n.t('Show Log'), command: 'infill.showLog' });

/** The failure that an error means. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof MistralError)) {
    return {
      cause: 'bug',
      message: message('Something unexpected went wrong; the log has it.'),
      severe: true,
      action: showLog(),
    };
  }
  const cause = causeOf(error);
  return { cause, message: error.userMessage, ...actionFor(cause) };
}

/** The failure of a setting that names no usable endpoint. */
export function badEndpoint(why: Message): Failure {
  return { cause: 'endpoint', message: why, ...actionFor('endpoint') };
}

/** VS Code cannot read its secret store, so that there is no telling whether a key is set. */
export function noSecretStore(): Failure {
  const unread = message('VS Code cannot read its secret store. Set the key again, or restart VS Code.');
  return { cause: 'secrets', message: unread, ...actionFor('key') };
}

/** No key is set for the endpoint. */
export function missingKey(): Failure {
  const missing = message('an API key is needed before completions can come.');
  return { cause: 'no key', message: missing, ...actionFor('key'), severe: false };
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

function actionFor(cause: string): { severe: boolean; action: Action } {
  const t = vscode.l10n.t;
  switch (cause) {
    case 'key':
      return { severe: true, action: { title: t('Set API Key'), command: 'infill.setApiKey' } };
    case 'model':
      return { severe: true, action: { title: t('Select Model'), command: 'infill.selectModel' } };
    case 'endpoint':
    case 'status 404':
      return {
        severe: true,
        action: { title: t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['infill.endpoint'] },
      };
    case 'fields':
      return {
        severe: true,
        action: { title: t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['infill'] },
      };
    case 'connection proxy':
    case 'connection certificate':
      return {
        severe: false,
        action: { title: t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['http.proxy'] },
      };
    default:
      return { severe: false, action: showLog() };
  }
}
