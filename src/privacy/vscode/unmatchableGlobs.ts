import * as vscode from 'vscode';
import { showWarning } from '../../base/vscode/notify.ts';
import { canMatch, type ExcludeGlobs } from '../excludeSetting.ts';

const storageKey = 'unmatchableGlobs';

/** A choice. */
const maxRemembered = 500;

/** Names the patterns of `infill.exclude` that match no file, each once: the user believes files excluded that are not. */
export class UnmatchableGlobs {
  readonly #globs: () => ExcludeGlobs;
  readonly #notified: vscode.Memento;

  /** @param notified remembers the patterns that were named, in all workspaces */
  constructor(globs: () => ExcludeGlobs, notified: vscode.Memento) {
    this.#globs = globs;
    this.#notified = notified;
  }

  /** The setting may have changed. */
  async check(): Promise<void> {
    const { t } = vscode.l10n;
    const found = this.#globs().anywhere.filter((glob) => !canMatch(glob));
    const notified = this.#notified.get<string[]>(storageKey, []);
    const fresh = found.filter((glob) => !notified.includes(glob));
    if (fresh.length === 0) return;
    await this.#notified.update(storageKey, [...notified, ...fresh].slice(-maxRemembered));
    const open = t('Open Settings');
    const text = t('No file matches {0} in infill.exclude: it excludes nothing.', list(fresh));
    if ((await showWarning(text, open)) === open)
      await vscode.commands.executeCommand('workbench.action.openSettings', 'infill.exclude');
  }
}

/** A choice: a notification has room for a few, and a workspace may have any. */
function list(globs: readonly string[]): string {
  const shown = globs.slice(0, 3).map((glob) => glob.slice(0, 60));
  return shown.join(', ') + (globs.length > shown.length ? ', …' : '');
}
