import * as vscode from 'vscode';
import { isEnabled, type Settings } from '../settings.ts';

/** Turns Infill on or off everywhere; where it is off for the active editor's language alone, on for that language. */
export async function toggle(settings: Settings): Promise<void> {
  const language = vscode.window.activeTextEditor?.document.languageId;
  const everywhere = settings.enable['*'] ?? true;
  const offHere = everywhere && language !== undefined && !isEnabled(settings, language);
  const change = offHere ? { [language]: true } : { '*': !everywhere };
  const configuration = vscode.workspace.getConfiguration('infill');
  const own = configuration.inspect<Record<string, boolean>>('enable');
  // A value of the workspace would win over the user's: change the one that decides.
  const [target, value] = own?.workspaceValue
    ? ([vscode.ConfigurationTarget.Workspace, own.workspaceValue] as const)
    : ([vscode.ConfigurationTarget.Global, own?.globalValue] as const);
  await configuration.update('enable', { ...value, ...change }, target);
}
