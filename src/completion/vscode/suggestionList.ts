import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { dayOf } from '../../base/day.ts';
import type { Log } from '../../base/vscode/log.ts';
import { showInformation, showWarning } from '../../base/vscode/notify.ts';
import { describe } from '../../mistral/errors/describe.ts';
import { countHidden, type HiddenCount, HiddenText } from '../hiddenBySuggestionList.ts';

/** Key of the count in VS Code's storage of all windows. */
const hiddenKey = 'infill.hiddenText';

/** VS Code's setting, in its section `editor`. */
const setting = 'suggest.selectionMode';

/** A value of the setting: the list selects an entry never, or only after a trigger character such as a dot. */
type SelectionMode = 'never' | 'whenTriggerCharacter';

/**
 * Ghost text beside VS Code's suggestion list. The list selects its first entry and hides ghost text that does not begin
 * with it (1.139.1). This class counts right texts that were hidden, and offers once to keep both in view.
 */
export class SuggestionList {
  readonly #hidden = new HiddenText();
  readonly #memento: vscode.Memento;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor(memento: vscode.Memento, clock: Clock, log: Log) {
    this.#memento = memento;
    this.#clock = clock;
    this.#log = log;
  }

  /** The selected entry of the list hides a text at the cursor. */
  onHidden(uri: string, text: string): void {
    this.#hidden.onHidden(uri, text);
  }

  /** A text is in view. */
  onVisible(): void {
    this.#hidden.onVisible();
  }

  /** The cursor has moved. */
  clear(): void {
    this.#hidden.clear();
  }

  /** The document was edited. @param inserted the text inserted at the cursor; '' for any other edit */
  onEdit(uri: string, inserted: string): void {
    if (!this.#hidden.onEdit(uri, inserted) || !canShareView()) return;
    this.#count().catch((error: unknown) => this.#log.warn(`hidden texts are not counted: ${describe(error)}`));
  }

  async #count(): Promise<void> {
    const before = this.#memento.get<HiddenCount>(hiddenKey);
    if (before?.isNotified) return;
    const now = countHidden(before, dayOf(this.#clock.date()));
    await this.#memento.update(hiddenKey, now);
    if (now.isNotified) notify(now.count).catch((error: unknown) => void showWarning(describe(error)));
  }
}

/** Offers to keep the list and ghost text in view. */
async function notify(count: number): Promise<void> {
  const t = vscode.l10n.t;
  const [both, word, leave] = [t('Keep Both in View'), t('Only While Typing a Word'), t('Leave It')];
  const message = t(
    "VS Code's suggestion list hid {0} suggestions today that you then typed yourself. Infill can set the list to open with nothing selected, always or only while you type a word; Down or a typed name selects an entry (setting editor.suggest.selectionMode).",
    String(count),
  );
  const chosen = await showInformation(message, both, word, leave);
  if (chosen === both) await keepBothInView('never');
  if (chosen === word) await keepBothInView('whenTriggerCharacter');
}

/** Whether VS Code's default of the setting is in effect: the user and the workspace have no value of it. */
export function canShareView(): boolean {
  const document = vscode.window.activeTextEditor?.document;
  const set = vscode.workspace.getConfiguration('editor', document).inspect(setting) ?? {};
  const isOwn = ([level, value]: [string, unknown]) =>
    /^(?:global|workspace).*Value$/.test(level) && value !== undefined;
  return !Object.entries(set).some(isOwn);
}

/** Sets the list to open with nothing selected, and offers to undo that. An existing value of the user stays. */
export async function keepBothInView(mode: SelectionMode): Promise<void> {
  const t = vscode.l10n.t;
  if (!canShareView()) return reportOwnValue();
  const update = async (value: SelectionMode | undefined) => {
    await vscode.workspace.getConfiguration('editor').update(setting, value, vscode.ConfigurationTarget.Global);
  };
  await update(mode);
  const undo = t('Undo');
  const message =
    mode === 'never'
      ? t(
          'The suggestion list now opens with nothing selected. Down or a typed name selects an entry, Tab accepts the ghost text.',
        )
      : t(
          'The suggestion list now opens with nothing selected while you type a word. After a dot it selects an entry as before.',
        );
  if ((await showInformation(message, undo)) !== undo) return;
  // The notification stays until it is closed, and the user may choose another value meanwhile.
  if (vscode.workspace.getConfiguration('editor').inspect(setting)?.globalValue === mode) await update(undefined);
}

/** Notifies the user that their value of the setting stays. */
async function reportOwnValue(): Promise<void> {
  const t = vscode.l10n.t;
  const open = t('Open Settings');
  const message = t('Your settings already have a value for editor.suggest.selectionMode. Infill does not change it.');
  if ((await showWarning(message, open)) === open)
    await vscode.commands.executeCommand('workbench.action.openSettings', `editor.${setting}`);
}
