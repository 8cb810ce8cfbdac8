import * as vscode from 'vscode';
import { message, type Message } from '../../base/message.ts';
import { formats } from '../../base/vscode/formats.ts';
import { localize } from '../../base/vscode/localize.ts';
import { showInformation } from '../../base/vscode/notify.ts';
import { failureOf } from '../../connection/failure.ts';
import type { Notifications } from '../../status/notifications.ts';

/** A way in which a fill ends that the user is informed of. */
export type Ending =
  | { kind: 'failed'; error: unknown; hasText: boolean }
  /** No more may be sent. */
  | { kind: 'stopped'; reason: Message; hasText: boolean }
  /** The limit of tokens is reached. */
  | { kind: 'cut' }
  /** The host's content filter has ended the text. */
  | { kind: 'filtered' }
  | { kind: 'empty' }
  /** The model has only repeated known candidates. */
  | { kind: 'same' }
  /** The text around the preview was replaced. */
  | { kind: 'lost' }
  /** VS Code refuses all edits. */
  | { kind: 'refused' };

/** Informs the user how a fill has ended. */
export function reportEnding(ending: Ending, notifications: Notifications, maxTokens: number): void {
  const t = vscode.l10n.t;
  switch (ending.kind) {
    case 'failed': {
      const failure = failureOf(ending.error);
      // `RetiredModel` reports an unknown model, and offers another.
      if (failure.cause === 'model') return;
      const kept = message('{0} The text received so far is kept as a preview.', failure.message);
      return void notifications.notify(ending.hasText ? { ...failure, message: kept } : failure);
    }
    case 'stopped': {
      const stopped = message('The fill was stopped. {0}', ending.reason);
      const kept = message('{0} The text received so far is kept as a preview.', stopped);
      return inform(localize(ending.hasText ? kept : stopped));
    }
    case 'cut':
      return inform(
        t('The fill has reached its limit of {0} tokens (setting infill.fill.maxTokens).', formats.count(maxTokens)),
      );
    case 'filtered':
      return inform(t("The host's content filter ended the text."));
    case 'empty':
      return inform(t('The model suggested no text here.'));
    case 'same':
      return inform(t('The model repeated a previous suggestion: there is no other candidate.'));
    case 'lost':
      return inform(
        t('The text around the preview was replaced, so the preview is now part of the document. Undo reverts it.'),
      );
    case 'refused':
      return inform(t('The fill was canceled: VS Code cannot edit this document. Is it read-only?'));
  }
}

/** Shows a message of Infill. */
export function inform(text: string): void {
  void showInformation(`Infill: ${text}`);
}
