import * as vscode from 'vscode';
import { ownValue } from '../base/ownValue.ts';
import { isEnabled, type Settings } from '../connection/settings.ts';
import type { Pauses } from './pauses.ts';
import type { State } from './state.ts';

/** Changes to the values of `infill.enable`. Undefined removes a value, so that the one for `*` applies. */
type Switches = Readonly<Record<string, boolean | undefined>>;

/**
 * Turns Infill off everywhere if it is on. If it is off, undoes what turned it off: a snooze, the user's choice for this
 * file, or a setting.
 */
export async function toggle(settings: Settings, pauses: Pauses, state: State): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const scope = state.kind === 'off' ? state.off.scope : null;
  if (scope === 'snoozed') return pauses.snooze(0);
  if (scope === 'file' && document) return pauses.setFile(document.uri, false);
  if (scope === 'language' && document) return enable(forLanguage(settings, document.languageId, true));
  const isOn = isEnabled(settings, document?.languageId ?? '*');
  await enable(everywhere(settings, document, !isOn));
}

/** The change that turns Infill off everywhere, or on everywhere except for other languages that are off. */
export function everywhere(settings: Settings, here: vscode.TextDocument | undefined, isOn: boolean): Switches {
  const change: Record<string, boolean | undefined> = { '*': isOn };
  for (const [language, value] of Object.entries(settings.enable)) {
    // The value of a language takes precedence over `*`.
    if (language !== '*' && value !== isOn && (!isOn || language === here?.languageId)) change[language] = undefined;
  }
  return change;
}

/** The change that turns Infill on or off in one language. */
export function forLanguage({ enable: now }: Settings, language: string, isOn: boolean): Switches {
  return { [language]: isOn === (now['*'] ?? true) ? undefined : isOn };
}

/** Turns Infill on or off in languages; `*` is for all others. */
export async function enable(change: Switches): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('infill');
  const own = configuration.inspect<Record<string, boolean>>('enable');
  // A value of the workspace takes precedence over the user's, so that is the one to change.
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const [target, value, below] = own?.workspaceValue
    ? ([Workspace, own.workspaceValue, own.globalValue] as const)
    : ([Global, own?.globalValue, undefined] as const);
  const next: Record<string, boolean | undefined> = { ...value, ...change };
  // VS Code merges the two objects: a key that one lacks comes from the other.
  for (const language of Object.keys(change)) {
    if (change[language] === undefined && below && ownValue(below, language) !== undefined)
      next[language] = next['*'] ?? below['*'];
  }
  await configuration.update('enable', next, target);
}
