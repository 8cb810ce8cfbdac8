import * as vscode from 'vscode';
import type { EngineEvent } from '../../completion/events.ts';
import type { FillOptions } from '../fill.ts';
import { systemClock } from '../../base/clock.ts';
import { message } from '../../base/message.ts';
import type { Budget } from '../../usage/vscode/budget.ts';
import type { Connection } from '../../connection/connection.ts';
import { failureOf } from '../../connection/failure.ts';
import { formats } from '../../base/vscode/formats.ts';
import type { Notifications } from '../../status/notifications.ts';
import { showInformation } from '../../base/vscode/notify.ts';
import type { DisabledSources } from '../../status/disabledReason.ts';
import { localize } from '../../base/vscode/localize.ts';
import { disabledText } from '../../status/stateText.ts';
import type { Status } from '../../status/status.ts';
import { FillProgress } from './fillProgress.ts';
import type { Fills } from './fills.ts';
import type { Ending, FillHost } from './fillSession.ts';

/** What fills are made with. */
export interface FillParts {
  fills: Fills;
  connection: Connection;
  disabledSources: DisabledSources;
  budget: Budget;
  status: Status;
  notifications: Notifications;
  emit: (event: EngineEvent) => void;
  /** What goes before the text, under which key, and who hears what was sent. */
  asking: Pick<FillOptions, 'cacheKey' | 'preambleFor' | 'onSent'>;
}

/** What one fill asks of the rest of the editor. */
export function hostOf({
  fills,
  connection,
  disabledSources,
  budget,
  status,
  notifications,
  emit,
  asking,
}: FillParts): FillHost {
  const progress = new FillProgress(status, fills);
  const isSpent = () => budget.refusal(false) !== null;
  /** Whether the user wants it though the budget is used up: has just been asked. */
  let isAgreed = isSpent();
  return {
    whenKnown: (document) =>
      disabledSources.exclusions.known(document) === undefined ? disabledSources.exclusions.resolve(document) : null,
    options(document, hasWaited): FillOptions | null {
      const { client, over, settings } = connection;
      // What may be filled when the user asked may be excluded by now.
      if (client === null || disabledSources.exclusions.known(document) !== null) return null;
      // How short a completion may be, and where it is to stop, is said of ghost text.
      const parameters = { ...settings, maxTokens: settings.fillMaxTokens, minTokens: null, stop: [] };
      if (!hasWaited) isAgreed = isSpent();
      const whyNot = async () => {
        // An endpoint that has just been changed takes a moment to be in force.
        await connection.ready;
        const exclusion = await disabledSources.exclusions.resolve(document);
        if (exclusion) return disabledText(exclusion);
        return isSpent() && !isAgreed ? message("This month's budget is used up (setting infill.budget).") : null;
      };
      const onRetry = () => progress.showRetry();
      return { source: client, over, parameters, clock: systemClock, emit, whyNot, onRetry, ...asking };
    },
    progressed: (fill) => progress.show(fill),
    changed(fill) {
      progress.show(fill);
      fills.changed(fill);
    },
    ended(fill) {
      progress.show(fill);
      fills.ended(fill);
    },
    tell: (ending) => void tell(ending, notifications, connection.settings.fillMaxTokens),
  };
}

/** Tells how a fill ended, where the user would wonder. */
function tell(ending: Ending, notifications: Notifications, maxTokens: number): unknown {
  const t = vscode.l10n.t;
  switch (ending.kind) {
    case 'failed': {
      const failure = failureOf(ending.error);
      // Who knows the other models tells of it, with the one to use in its place.
      if (failure.cause === 'model') return;
      const stays = message('{0} What had come before stays as a preview.', failure.message);
      return notifications.notify(ending.hasText ? { ...failure, message: stays } : failure);
    }
    case 'stopped': {
      const stopped = message('The fill was stopped. {0}', ending.why);
      return say(localize(ending.hasText ? message('{0} What had come before stays as a preview.', stopped) : stopped));
    }
    case 'cut':
      return say(
        t('The fill has reached its limit of {0} tokens (setting infill.fill.maxTokens).', formats.count(maxTokens)),
      );
    case 'empty':
      return say(t('The model had nothing to put here.'));
    case 'same':
      return say(t('The model has said the same again: there is no other candidate now.'));
    case 'lost':
      return say(t('The text around the preview was replaced, so what stands there is yours now. Undo takes it back.'));
    case 'refused':
      return say(t('VS Code writes nothing into this document: is it read-only? The fill was given up.'));
  }
}

/** Tells the user something in passing. */
export function say(message: string): void {
  void showInformation(`Infill: ${message}`);
}
