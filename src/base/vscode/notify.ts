import * as vscode from 'vscode';
import { plainText } from './plainText.ts';

type Show = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

/** VS Code's notifications, without links in the message. Each returns the button that the user has pressed. */
export const showInformation: Show = (message, ...buttons) =>
  vscode.window.showInformationMessage(plainText(message), ...buttons);

export const showWarning: Show = (message, ...buttons) =>
  vscode.window.showWarningMessage(plainText(message), ...buttons);

export const showError: Show = (message, ...buttons) => vscode.window.showErrorMessage(plainText(message), ...buttons);

/** Asks a question in a modal dialog. @param detail text in smaller letters below the question; null for none */
export function ask(question: string, detail: string | null, ...buttons: string[]): Thenable<string | undefined> {
  const options = { modal: true, ...(detail !== null && { detail: plainText(detail) }) };
  return vscode.window.showWarningMessage(plainText(question), options, ...buttons);
}
