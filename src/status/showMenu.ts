import * as vscode from 'vscode';
import { localize } from '../base/vscode/localize.ts';
import { showError } from '../base/vscode/notify.ts';
import type { Connection } from '../connection/connection.ts';
import { runAction } from '../connection/failure.ts';
import type { ModelList } from '../connection/modelList.ts';
import { toggleModel } from '../connection/selectModel.ts';
import { isEnabled, type Settings } from '../connection/settings.ts';
import { switchModel } from '../connection/switchModel.ts';
import { nextModel } from '../mistral/models.ts';
import type { Pauses } from './pauses.ts';
import type { State } from './state.ts';
import { stateText } from './stateText.ts';
import type { Status } from './status.ts';
import { enable, everywhere, forLanguage } from './toggle.ts';

/** The parts that the menu depends on. */
export interface MenuParts {
  connection: Connection;
  models: ModelList;
  status: Status;
  pauses: Pauses;
  /** The extension's id. */
  extensionId: string;
}

interface Entry extends vscode.QuickPickItem {
  run?: () => unknown;
}

/** Hour of the day at which "Snooze until Tomorrow" ends. A choice. */
const morningHour = 6;

/** Opens the menu. Its first entry switches to the next model, so that a click and Enter are enough for that. */
export async function showMenu(parts: MenuParts): Promise<void> {
  const { connection, models, status } = parts;
  await connection.ready;
  const menu = vscode.window.createQuickPick<Entry>();
  menu.title = 'Infill';
  menu.placeholder = localize(stateText(status.state, connection.settings.model, connection.host));
  menu.items = entries(parts);
  menu.matchOnDescription = true;
  let isOpen = true;
  menu.onDidAccept(() => {
    const [chosen] = menu.selectedItems;
    menu.hide();
    void runEntry(chosen);
  });
  menu.onDidHide(() => {
    isOpen = false;
    menu.dispose();
  });
  menu.show();
  void models.ask().then(() => {
    if (isOpen) update(menu, entries(parts));
  });
}

/** Runs an entry. VS Code shows no error if the settings file is broken or read-only. */
async function runEntry(chosen: Entry | undefined): Promise<void> {
  try {
    await chosen?.run?.();
  } catch {
    const t = vscode.l10n.t;
    const open = t('Open Settings');
    const message = t('Infill: "{0}" failed. Check whether the settings file is valid and writable.', chosen!.label);
    if (await showError(message, open)) {
      await vscode.commands.executeCommand('workbench.action.openSettingsJson');
    }
  }
}

/** Updates the open menu after the host's list has arrived. The active entry stays, unless it is the first. */
function update(menu: vscode.QuickPick<Entry>, items: readonly Entry[]): void {
  if (labels(items) === labels(menu.items)) return;
  const [active] = menu.activeItems;
  const wasFirst = active === menu.items[0];
  menu.items = items;
  const same = items.find(({ label }) => label === active?.label);
  if (same && !wasFirst) menu.activeItems = [same];
}

function labels(items: readonly Entry[]): string {
  return items.map(({ label, description }) => `${label} ${description ?? ''}`).join('\n');
}

function entries({ connection, models, status, pauses, extensionId }: MenuParts): Entry[] {
  const t = vscode.l10n.t;
  const { settings } = connection;
  const isGone = (id: string) => models.isGone(id);
  const next = nextModel(settings.model, settings.models, isGone);
  const select = command('list-selection', t('Select Model…'), 'infill.selectModel');
  const modelEntries = [
    group(t('Models')),
    ...[...new Set([settings.model, ...settings.models])].map((id) => {
      const isCurrent = id === settings.model;
      const notes = [isCurrent && t('in use'), isGone(id) && t('not served by this host')].filter(Boolean);
      const run = () => !isCurrent && switchModel(id);
      return { ...entry(isCurrent ? 'check' : 'blank', id, run), description: notes.join(' · ') };
    }),
    ...(next === null ? [] : [select]),
  ];
  const switchEntries = [group(t('On and Off')), ...switches(settings, pauses)];
  const { state } = status;
  return [
    next === null ? select : entry('arrow-swap', t('Switch to {0}', next), () => toggleModel(connection, models)),
    ...actions(state),
    // If Infill is off, the user probably wants to turn it on.
    ...(state.kind === 'off' ? [...switchEntries, ...modelEntries] : [...modelEntries, ...switchEntries]),
    group(t('More')),
    command('question', t('Why Is There No Suggestion Here?'), 'infill.explain'),
    command('key', t('Set API Key'), 'infill.setApiKey'),
    command('graph', t('Show Usage'), 'infill.showUsage'),
    command('gear', t('Settings'), 'workbench.action.openSettings', `@ext:${extensionId}`),
    command('output', t('Show Log'), 'infill.showLog'),
    command('open-preview', t('Show Last Request'), 'infill.showLastRequest'),
    command('clippy', t('Copy Diagnostics'), 'infill.copyDiagnostics'),
  ];
}

/** Entries that fix the state. */
function actions(state: State): Entry[] {
  const t = vscode.l10n.t;
  if (state.kind === 'noKey') {
    return [
      command('lightbulb', t('Set API Key'), 'infill.setApiKey'),
      command('mortar-board', t('Get Started'), 'infill.getStarted'),
    ];
  }
  if (state.kind === 'off' && state.off.scope === 'excluded') {
    return [command('lightbulb', t('Change the Excluded Files'), 'workbench.action.openSettings', 'infill.exclude')];
  }
  if (state.kind === 'spent') {
    return [command('lightbulb', t('Change Budget'), 'workbench.action.openSettings', 'infill.budget')];
  }
  if (!('failure' in state)) return [];
  const { action, message } = state.failure;
  return [{ ...entry('lightbulb', action.title, () => runAction(action)), detail: localize(message) }];
}

/** Entries that turn Infill on or off: everywhere, for the language, for the file, or for a time. */
function switches(settings: Settings, pauses: Pauses): Entry[] {
  const t = vscode.l10n.t;
  const document = vscode.window.activeTextEditor?.document;
  const flip = (isOn: boolean, where: string, run: (isOn: boolean) => unknown) =>
    isOn
      ? entry('circle-slash', t('Turn Off {0}', where), () => run(false))
      : entry('sparkle', t('Turn On {0}', where), () => run(true));
  const all = settings.enable['*'] !== false;
  const flips = [flip(all, t('Everywhere'), (isOn) => enable(everywhere(settings, document, isOn)))];
  if (document) {
    const { languageId, uri } = document;
    const name = uri.path.split('/').at(-1)!;
    flips.push(
      flip(isEnabled(settings, languageId), t('for {0}', languageId), (isOn) =>
        enable(forLanguage(settings, languageId, isOn)),
      ),
      flip(!pauses.isOff(uri), t('for {0}', name), (isOn) => pauses.setFile(uri, !isOn)),
    );
  }
  if (pauses.snoozedUntil !== null) return [entry('bell', t('End the Snooze'), () => pauses.snooze(0)), ...flips];
  const snooze = (label: string, until: () => number) => entry('bell-slash', label, () => pauses.snooze(until()));
  return [
    ...flips,
    ...[5, 15, 60].map((minutes) => snooze(t('Snooze for {0} Minutes', minutes), () => Date.now() + minutes * 60_000)),
    snooze(t('Snooze until Tomorrow'), tomorrowMorning),
  ];
}

function tomorrowMorning(): number {
  const now = new Date();
  // After midnight, the user means the same morning.
  const days = now.getHours() < morningHour ? 0 : 1;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morningHour).getTime();
}

function entry(icon: string, label: string, run: () => unknown): Entry {
  return { label, iconPath: new vscode.ThemeIcon(icon), run };
}

function command(icon: string, label: string, id: string, ...args: unknown[]): Entry {
  return entry(icon, label, () => vscode.commands.executeCommand(id, ...args));
}

function group(label: string): Entry {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
