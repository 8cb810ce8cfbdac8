import type * as vscode from 'vscode';
import { isEnabled, type Settings } from '../connection/settings.ts';
import type { Exclusions } from '../privacy/vscode/exclusions.ts';
import type { Pauses } from './pauses.ts';
import type { DisabledReason } from './state.ts';

/** The sources, besides settings, that can turn Infill off. */
export interface DisabledSources {
  pauses: Pauses;
  exclusions: Exclusions;
}

/** The reason why Infill is off in a document; of several, the one that lasts longest. Null if it is on. */
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

/** The same without an editor. */
export function disabledReasonWithoutEditor({ enable }: Settings, pauses: Pauses): DisabledReason | null {
  return enable['*'] === false ? { scope: 'everywhere' } : snoozed(pauses);
}

function snoozed({ snoozedUntil }: Pauses): DisabledReason | null {
  return snoozedUntil === null ? null : { scope: 'snoozed', until: snoozedUntil };
}
