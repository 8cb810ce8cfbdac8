import * as vscode from 'vscode';
import type { FilterName } from '../completion/filters/index.ts';

/** Why a filter drops all of a text, in words. */
export function filterText(filter: FilterName): string {
  const t = vscode.l10n.t;
  switch (filter) {
    case 'controlCharacters':
      return t('nothing but control characters');
    case 'promptMarkers':
      return t("nothing but the model's own markers");
    case 'codeFences':
      return t('nothing but a code fence');
    case 'leadingBlankLines':
      return t('nothing but blank lines');
    case 'leadingSpace':
    case 'trailingSpace':
      return t('nothing but white space');
    case 'indentation':
      return t('nothing but indentation');
    case 'repetition':
      return t('the same over and over');
    case 'overClosed':
      return t('it closes brackets that are not open');
    case 'needlessClosers':
    case 'closersAfterCursor':
      return t('it closes what is closed already');
    case 'repeatedLines':
      return t('it repeats lines around the cursor');
    case 'suffixOverlap':
      return t('it repeats what follows the cursor');
    case 'addsNothing':
      return t('it changes nothing');
  }
}
