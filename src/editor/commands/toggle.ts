import * as vscode from 'vscode';
import { isEnabled, type Settings } from '../settings.ts';

/**
 * Turns Infill off everywhere where it is on for the active editor, and on again where it is off: for its language alone
 * if only that is off.
 */
export async function toggle(settings: Settings): Promise<void> {
  const language = vscode.window.activeTextEditor?.document.languageId ?? '*';
  const isOn = isEnabled(settings, language);
  const change: Record<string, boolean> = isOn || settings.enable['*'] === false ? { '*': !isOn } : {};
  // What is said of the language itself would win over `*`.
  if (settings.enable[language] === isOn) change[language] = !isOn;

  const configuration = vscode.workspace.getConfiguration('infill');
  const own = configuration.inspect<Record<string, boolean>>('enable');
  // A value of the workspace would win over the user's: change the one that decides.
  const [target, value] = own?.workspaceValue
    ? ([vscode.ConfigurationTarget.Workspace, own.workspaceValue] as const)
    : ([vscode.ConfigurationTarget.Global, own?.globalValue] as const);
  await configuration.update('enable', { ...value, ...change }, target);
}
