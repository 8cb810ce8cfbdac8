import * as vscode from 'vscode';
import type { Dropped } from '../completion/suggestion.ts';

/** The reason why a rule drops all of a text. */
export function filterText(filter: Dropped['filter']): string {
  const t = vscode.l10n.t;
  switch (filter) {
    case 'characters':
      return t('nothing but control characters');
    case 'markers':
      return t("nothing but the model's own markers");
    case 'fences':
      return t('nothing but a code fence');
    case 'indentation':
      return t('nothing but indentation');
    case 'loops':
      return t('it repeats itself');
    case 'repeatedStart':
      return t('it repeats lines around the cursor');
    case 'repetition':
      return t('it repeats what follows the cursor');
    case 'nothing new':
      return t('it changes nothing');
  }
}
