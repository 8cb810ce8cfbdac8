import * as vscode from 'vscode';
import { isEnabled, type Settings } from '../settings.ts';

/**
 * Turns Infill off everywhere where it is on for the active editor, and on again where it is off: for its language alone
 * if only that is off.
 */
export async function toggle(settings: Settings): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const isOn = isEnabled(settings, document?.languageId ?? '*');
  const isAll = isOn || settings.enable['*'] === false || !document;
  await enable(isAll ? everywhere(settings, document, !isOn) : { [document.languageId]: !isOn });
}

/** The change that turns Infill on or off everywhere, here included. */
export function everywhere(settings: Settings, here: vscode.TextDocument | undefined, isOn: boolean) {
  const change: Record<string, boolean> = { '*': isOn };
  // What is said of the language itself would win over `*`.
  if (here && settings.enable[here.languageId] === !isOn) change[here.languageId] = isOn;
  return change;
}

/** Turns Infill on or off in languages, `*` for all that are not named. */
export async function enable(change: Readonly<Record<string, boolean>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('infill');
  const own = configuration.inspect<Record<string, boolean>>('enable');
  // A value of the workspace would win over the user's: change the one that decides.
  const [target, value] = own?.workspaceValue
    ? ([vscode.ConfigurationTarget.Workspace, own.workspaceValue] as const)
    : ([vscode.ConfigurationTarget.Global, own?.globalValue] as const);
  await configuration.update('enable', { ...value, ...change }, target);
}
