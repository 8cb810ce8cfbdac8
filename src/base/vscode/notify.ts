import * as vscode from 'vscode';
import { plainText } from './plainText.ts';

type Show = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

/** The one way to VS Code's notifications: what they say is text, wherever it comes from. Each gives the button pressed. */
export const showInformation: Show = (message, ...buttons) =>
  vscode.window.showInformationMessage(plainText(message), ...buttons);

export const showWarning: Show = (message, ...buttons) =>
  vscode.window.showWarningMessage(plainText(message), ...buttons);

export const showError: Show = (message, ...buttons) => vscode.window.showErrorMessage(plainText(message), ...buttons);

/** Asks, and waits for the answer. @param detail in smaller letters below the question */
export function ask(question: string, detail: string | null, ...buttons: string[]): Thenable<string | undefined> {
  const options = { modal: true, ...(detail !== null && { detail: plainText(detail) }) };
  return vscode.window.showWarningMessage(plainText(question), options, ...buttons);
}
