import type * as vscode from 'vscode';
import type { Exclusions } from '../privacy/vscode/exclusions.ts';
import type { Pauses } from './pauses.ts';
import { isEnabled, type Settings } from '../connection/settings.ts';
import type { DisabledReason } from './state.ts';

/** What Infill may be off by, besides settings. */
export interface DisabledSources {
  pauses: Pauses;
  exclusions: Exclusions;
}

/** Why nothing is completed in a document, what lasts longest first; null where completions may come. */
export function disabledReason(
  document: vscode.TextDocument,
  settings: Settings,
  { pauses, exclusions }: DisabledSources,
): DisabledReason | null {
  if (!isEnabled(settings, document.languageId))
    return { scope: settings.enable['*'] === false ? 'everywhere' : 'language' };
  const exclusion = exclusions.known(document.uri);
  if (exclusion) return exclusion;
  return pauses.isOff(document.uri) ? { scope: 'file' } : snoozed(pauses);
}

/** The same where no document is in sight. */
export function disabledReasonWithoutEditor({ enable }: Settings, pauses: Pauses): DisabledReason | null {
  return enable['*'] === false ? { scope: 'everywhere' } : snoozed(pauses);
}

function snoozed({ snoozedUntil }: Pauses): DisabledReason | null {
  return snoozedUntil === null ? null : { scope: 'snoozed', until: snoozedUntil };
}
