import * as vscode from 'vscode';
import type { Pauses } from './pauses.ts';
import { isEnabled, type Settings } from './settings.ts';
import type { Off } from './state.ts';

/** Why nothing is completed in a document, what lasts longest first; null where completions may come. */
export function offAt(document: vscode.TextDocument, settings: Settings, pauses: Pauses): Off | null {
  if (!isEnabled(settings, document.languageId))
    return { scope: settings.enable['*'] === false ? 'everywhere' : 'language' };
  const glob = excludingGlob(document, settings.exclude);
  if (glob !== null) return { scope: 'excluded', glob };
  return pauses.isOff(document.uri) ? { scope: 'file' } : snoozed(pauses);
}

/** The globs are asked once for each document, not at every key. */
const known = new WeakMap<readonly string[], WeakMap<vscode.TextDocument, string | null>>();

function excludingGlob(document: vscode.TextDocument, globs: readonly string[]): string | null {
  const answers = known.get(globs) ?? new WeakMap<vscode.TextDocument, string | null>();
  known.set(globs, answers);
  let glob = answers.get(document);
  if (glob === undefined) {
    glob = globs.find((one) => vscode.languages.match(filesOf(one), document) > 0) ?? null;
    answers.set(document, glob);
  }
  return glob;
}

/** The same where no document is in sight. */
export function offWithoutEditor({ enable }: Settings, pauses: Pauses): Off | null {
  return enable['*'] === false ? { scope: 'everywhere' } : snoozed(pauses);
}

function snoozed({ snoozedUntil }: Pauses): Off | null {
  return snoozedUntil === null ? null : { scope: 'snoozed', until: snoozedUntil };
}

/**
 * VS Code holds a glob against the whole path: `secrets/*.ts` is meant for a folder of that name, wherever it is. Who
 * excludes a folder means what is in it.
 */
function filesOf(glob: string): vscode.DocumentFilter[] {
  const pattern = (/^(\/|\*\*|[a-z]:)/i.test(glob) ? glob : `**/${glob}`).replace(/\/$/, '');
  return [{ pattern }, { pattern: `${pattern}/**` }];
}
