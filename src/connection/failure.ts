import * as vscode from 'vscode';
import { type Message, message } from '../base/message.ts';
import {
  ConnectionError,
  HTTPValidationError,
  MistralError,
  RequestError,
  SDKError,
} from '../mistral/errors/errors.ts';
import { isUnknownModel } from '../mistral/errors/statusError.ts';

/** A button of a failure: something that the user can do about it. */
export interface Action {
  title: string;
  command: string;
  arguments?: unknown[];
}

/** A failure as the user sees it. */
export interface Failure {
  /** The same for failures with the same fix. The user is notified once of each, not at every key. */
  cause: string;
  /** The problem and what to do about it. */
  message: Message;
  /** Whether it stays until the user acts; the others may pass by themselves. */
  severe: boolean;
  action: Action;
}

/** Runs the command of an action. */
export async function runAction({ command, arguments: values = [] }: Action): Promise<void> {
  await vscode.commands.executeCommand(command, ...values);
}

const showLog = (): Action => ({ title: vscode.l10n.t('Show Log'), command: 'infill.showLog' });

/** The failure of an error. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof MistralError)) {
    return {
      cause: 'bug',
      message: message('An unexpected error occurred. See the log.'),
      severe: true,
      action: showLog(),
    };
  }
  const cause = causeOf(error);
  return { cause, message: error.userMessage, ...actionFor(cause) };
}

/** The failure of an endpoint that cannot be used. */
export function badEndpoint(problem: Message): Failure {
  return { cause: 'endpoint', message: problem, ...actionFor('endpoint') };
}

/** The failure of VS Code's secret store. Whether a key is set is unknown. */
export function noSecretStore(): Failure {
  const text = message('VS Code cannot read its secret store. Set the key again, or restart VS Code.');
  return { cause: 'secrets', message: text, ...actionFor('key') };
}

/** The failure of an endpoint without a key. */
export function missingKey(): Failure {
  const text = message('set an API key to get completions.');
  return { cause: 'no key', message: text, ...actionFor('key'), severe: false };
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
