import * as vscode from 'vscode';
import type { EngineEvent } from '../../completion/events.ts';
import type { FillOptions } from '../../completion/fill/fill.ts';
import { systemClock } from '../../mistral/clock.ts';
import { words } from '../../mistral/words.ts';
import type { Budget } from '../budget.ts';
import type { Connection } from '../connection.ts';
import { failureOf } from '../failure.ts';
import { formats } from '../formats.ts';
import type { Notices } from '../notices.ts';
import { showInformation } from '../notify.ts';
import type { Offs } from '../off.ts';
import { spoken } from '../spoken.ts';
import { offWords } from '../stateWords.ts';
import type { Status } from '../status.ts';
import { FillProgress } from './fillProgress.ts';
import type { Fills } from './fills.ts';
import type { Ending, FillHost } from './fillSession.ts';

/** What fills are made with. */
export interface FillParts {
  fills: Fills;
  connection: Connection;
  offs: Offs;
  budget: Budget;
  status: Status;
  notices: Notices;
  emit: (event: EngineEvent) => void;
  /** What goes before the text, under which key, and who hears what was sent. */
  asking: Pick<FillOptions, 'cacheKey' | 'preambleFor' | 'onSent'>;
}

/** What one fill asks of the rest of the editor. */
export function hostOf({ fills, connection, offs, budget, status, notices, emit, asking }: FillParts): FillHost {
  const progress = new FillProgress(status, fills);
  const isSpent = () => budget.refusal(false) !== null;
  /** Whether the user wants it though the budget is used up: has just been asked. */
  let isAgreed = isSpent();
  return {
    whenKnown: (document) => (offs.neverSent.of(document) === undefined ? offs.neverSent.look(document) : null),
    options(document, hasWaited): FillOptions | null {
      const { client, over, settings } = connection;
      // What may be filled when the user asked may be excluded by now.
      if (client === null || offs.neverSent.of(document) !== null) return null;
      // How short a completion may be, and where it is to stop, is said of ghost text.
      const parameters = { ...settings, maxTokens: settings.fillMaxTokens, minTokens: null, stop: [] };
      if (!hasWaited) isAgreed = isSpent();
      const whyNot = async () => {
        // An endpoint that has just been changed takes a moment to be in force.
        await connection.ready;
        const exclusion = await offs.neverSent.look(document);
        if (exclusion) return offWords(exclusion);
        return isSpent() && !isAgreed ? words("This month's budget is used up (setting infill.budget).") : null;
      };
      return { source: client, over, parameters, clock: systemClock, emit, whyNot, ...asking };
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
    tell: (ending) => void tell(ending, notices, connection.settings.fillMaxTokens),
  };
}

/** Tells how a fill ended, where the user would wonder. */
function tell(ending: Ending, notices: Notices, maxTokens: number): unknown {
  const t = vscode.l10n.t;
  switch (ending.kind) {
    case 'failed': {
      const failure = failureOf(ending.error);
      // Who knows the other models tells of it, with the one to use in its place.
      if (failure.cause === 'model') return;
      const stays = words('{0} What had come before stays as a preview.', failure.words);
      return notices.tell(ending.hasText ? { ...failure, words: stays } : failure);
    }
    case 'stopped': {
      const stopped = words('The fill was stopped. {0}', ending.why);
      return say(spoken(ending.hasText ? words('{0} What had come before stays as a preview.', stopped) : stopped));
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
