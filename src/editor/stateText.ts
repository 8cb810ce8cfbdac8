import * as vscode from 'vscode';
import type { Off, State } from './state.ts';
import { timeText } from './timeText.ts';

/** What Infill is doing, in one sentence. */
export function stateText(state: State, model: string, host: string): string {
  const t = vscode.l10n.t;
  switch (state.kind) {
    case 'ready':
      return t('Infill is ready: {0} at {1}.', model, host);
    case 'asking':
      return t('Infill is asking {0} at {1}.', model, host);
    case 'filling':
      return t('Infill fills a selection with {0} at {1}: {2} tokens so far.', model, host, state.tokens);
    case 'nothing':
      return t('Infill is ready: {0} at {1} had nothing that could be shown here.', model, host);
    case 'off':
      return offText(state.off);
    case 'noKey':
      return t('Infill has no API key for {0}.', host);
    case 'limited':
      return state.until === null
        ? t('Infill is rate-limited: {0}', state.failure.message)
        : t('Infill is rate-limited until {0}: {1}', timeText(state.until), state.failure.message);
    case 'offline':
      return t('Infill is offline: {0}', state.failure.message);
    case 'failing':
      return t('Infill is failing: {0}', state.failure.message);
  }
}

/** Where Infill is off, and by what. */
export function offText(off: Off): string {
  const t = vscode.l10n.t;
  switch (off.scope) {
    case 'everywhere':
      return t('Infill is off (setting infill.enable).');
    case 'language':
      return t('Infill is off for this language (setting infill.enable).');
    case 'file':
      return t('Infill is off for this file, as you have chosen.');
    case 'excluded':
      return t('Infill is off for this file: {0} excludes it (setting infill.exclude).', off.glob);
    case 'ignored':
      return t('Infill is off for this file: an .infillignore of the workspace excludes it.');
    case 'link':
      return t('Infill is off for this file: it is a link, and where it leads cannot be told.');
    case 'snoozed':
      return t('Infill is snoozed until {0}.', timeText(off.until));
  }
}
