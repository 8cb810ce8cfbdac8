import type * as vscode from 'vscode';
import type { NeverSent } from './home/neverSent.ts';
import type { Pauses } from './pauses.ts';
import { isEnabled, type Settings } from './settings.ts';
import type { Off } from './state.ts';

/** What Infill may be off by, besides settings. */
export interface Offs {
  pauses: Pauses;
  neverSent: NeverSent;
}

/** Why nothing is completed in a document, what lasts longest first; null where completions may come. */
export function offAt(document: vscode.TextDocument, settings: Settings, { pauses, neverSent }: Offs): Off | null {
  if (!isEnabled(settings, document.languageId))
    return { scope: settings.enable['*'] === false ? 'everywhere' : 'language' };
  const exclusion = neverSent.of(document.uri);
  if (exclusion) return exclusion;
  return pauses.isOff(document.uri) ? { scope: 'file' } : snoozed(pauses);
}

/** The same where no document is in sight. */
export function offWithoutEditor({ enable }: Settings, pauses: Pauses): Off | null {
  return enable['*'] === false ? { scope: 'everywhere' } : snoozed(pauses);
}

function snoozed({ snoozedUntil }: Pauses): Off | null {
  return snoozedUntil === null ? null : { scope: 'snoozed', until: snoozedUntil };
}
