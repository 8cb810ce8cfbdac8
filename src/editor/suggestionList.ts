import * as vscode from 'vscode';
import { HiddenText } from '../completion/hiddenText.ts';
import { dayOf } from '../completion/usage/day.ts';
import type { Clock } from '../mistral/clock.ts';
import { describe } from './log.ts';
import { showInformation, showWarning } from './notify.ts';
import type { Log } from './recentLog.ts';

/** Where VS Code keeps, for all windows, how often the list has hidden right text, and that the user was told. */
const hiddenKey = 'infill.hiddenText';

interface Hidden {
  day: string;
  count: number;
  isTold: boolean;
}

/** VS Code's setting, in its section `editor`. */
const setting = 'suggest.selectionMode';

/** So many in a day are worth a word. A choice: with VS Code's defaults the list hides text before every fifth key. */
const worthAWord = 20;

/** When VS Code's list selects an entry by itself. */
type SelectionMode = 'never' | 'whenTriggerCharacter';

/**
 * VS Code's suggestion list and ghost text: the list selects its first entry, and hides ghost text that does not begin
 * with it (1.139.1). Infill counts what it hides, and offers once to have both in view.
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

  /** Hears that an entry of the list hides a text at the cursor. */
  hid(uri: string, text: string): void {
    this.#hidden.hid(uri, text);
  }

  /** Hears that a text is in view, or the cursor elsewhere. */
  forget(): void {
    this.#hidden.forget();
  }

  /** Hears an edit, with what it put before the cursor. */
  edited(uri: string, inserted: string): void {
    if (!this.#hidden.edited(uri, inserted) || !canShareView()) return;
    this.#count().catch((error: unknown) => this.#log.warn(`what the list hides is not counted: ${describe(error)}`));
  }

  async #count(): Promise<void> {
    const today = dayOf(this.#clock.date());
    const before = this.#memento.get<Hidden>(hiddenKey);
    if (before?.isTold) return;
    const count = (before?.day === today ? before.count : 0) + 1;
    const isTold = count >= worthAWord;
    await this.#memento.update(hiddenKey, { day: today, count, isTold });
    if (isTold) await this.#tell(count);
  }

  async #tell(count: number): Promise<void> {
    const t = vscode.l10n.t;
    const [both, word, leave] = [t('Keep Both in View'), t('Only While Typing a Word'), t('Leave It')];
    const message = t(
      "VS Code's suggestion list has hidden {0} texts of Infill's today that you then typed yourself. Both are in view if the list opens with nothing selected, always or only while you type a word; Down or a typed name selects (setting editor.suggest.selectionMode).",
      String(count),
    );
    const chosen = await showInformation(message, both, word, leave);
    if (chosen === both) await keepBothInView('never');
    if (chosen === word) await keepBothInView('whenTriggerCharacter');
  }
}

/** Whether the list selects an entry by itself since no setting says otherwise. */
export function canShareView(): boolean {
  const document = vscode.window.activeTextEditor?.document;
  const set = vscode.workspace.getConfiguration('editor', document).inspect(setting) ?? {};
  const isOwn = ([level, value]: [string, unknown]) =>
    /^(?:global|workspace).*Value$/.test(level) && value !== undefined;
  return !Object.entries(set).some(isOwn);
}

/** Sets that the list opens with nothing selected, says so, and takes it back with one click. */
export async function keepBothInView(mode: SelectionMode): Promise<void> {
  const t = vscode.l10n.t;
  if (!canShareView()) return isSetAlready();
  const update = async (value: SelectionMode | undefined) => {
    await vscode.workspace.getConfiguration('editor').update(setting, value, vscode.ConfigurationTarget.Global);
  };
  await update(mode);
  const undo = t('Undo');
  const message =
    mode === 'never'
      ? t('The suggestion list opens with nothing selected now: Down or a typed name selects, Tab takes the grey text.')
      : t(
          'While you type a word, the suggestion list opens with nothing selected now; after a dot it selects as before.',
        );
  if ((await showInformation(message, undo)) === undo) await update(undefined);
}

/** A value of the user's own, or of the workspace, is theirs to change. */
async function isSetAlready(): Promise<void> {
  const t = vscode.l10n.t;
  const open = t('Open Settings');
  const message = t('Infill changes nothing: your settings have a value for editor.suggest.selectionMode already.');
  if ((await showWarning(message, open)) === open)
    await vscode.commands.executeCommand('workbench.action.openSettings', `editor.${setting}`);
}
