import * as vscode from 'vscode';
import { HiddenText } from '../completion/hiddenText.ts';
import { dayOf } from '../completion/usage/day.ts';
import type { Clock } from '../mistral/clock.ts';
import { showInformation } from './notify.ts';

/** Where VS Code keeps, for all windows, how often the list has hidden right text, and that the user was told. */
const hiddenKey = 'infill.hiddenText';

interface Hidden {
  day: string;
  count: number;
  isTold: boolean;
}

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

  constructor(memento: vscode.Memento, clock: Clock) {
    this.#memento = memento;
    this.#clock = clock;
  }

  /** Hears that an entry of the list hides a text at the cursor. */
  hid(uri: string, text: string): void {
    this.#hidden.hid(uri, text);
  }

  /** Hears an edit, with what it put before the cursor. */
  async edited(uri: string, inserted: string): Promise<void> {
    if (!this.#hidden.edited(uri, inserted)) return;
    const today = dayOf(this.#clock.date());
    const before = this.#memento.get<Hidden>(hiddenKey);
    if (before?.isTold) return;
    const count = (before?.day === today ? before.count : 0) + 1;
    const isTold = count >= worthAWord && canShareView();
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

/** Whether the list selects an entry by itself, and nobody has said that it should. */
export function canShareView(): boolean {
  const set = vscode.workspace.getConfiguration('editor').inspect('suggest.selectionMode');
  return set?.globalValue === undefined && set?.workspaceValue === undefined && set?.workspaceFolderValue === undefined;
}

/** Sets that the list opens with nothing selected, says so, and takes it back with one click. */
export async function keepBothInView(mode: SelectionMode): Promise<void> {
  const t = vscode.l10n.t;
  const setting = () => vscode.workspace.getConfiguration('editor');
  const before = setting().inspect('suggest.selectionMode')?.globalValue;
  await setting().update('suggest.selectionMode', mode, vscode.ConfigurationTarget.Global);
  const undo = t('Undo');
  const message =
    mode === 'never'
      ? t('The suggestion list opens with nothing selected now: Down or a typed name selects, Tab takes the grey text.')
      : t(
          'While you type a word, the suggestion list opens with nothing selected now; after a dot it selects as before.',
        );
  if ((await showInformation(message, undo)) === undo)
    await setting().update('suggest.selectionMode', before, vscode.ConfigurationTarget.Global);
}
