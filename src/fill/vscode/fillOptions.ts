import type * as vscode from 'vscode';
import { systemClock } from '../../base/clock.ts';
import { message } from '../../base/message.ts';
import type { Connection } from '../../connection/connection.ts';
import type { DisabledSources } from '../../status/disabledReason.ts';
import { disabledText } from '../../status/stateText.ts';
import type { Budget } from '../../usage/vscode/budget.ts';
import type { FillOptions } from '../fillOptions.ts';

/** Decides whether a fill may be sent, and where to. */
export interface OptionParts {
  connection: Connection;
  disabledSources: DisabledSources;
  budget: Budget;
  emit: FillOptions['emit'];
  asking: Required<Pick<FillOptions, 'cacheKey' | 'preambleFor' | 'spacingLeft'>>;
}

/**
 * The model and the settings for the next candidate of one fill; null without a model, or for an excluded document.
 * @param hasWaited whether the fill has waited for another one since the user's command
 */
export type NextOptions = (document: vscode.Uri, hasWaited: boolean) => Promise<FillOptions | null>;

export function nextOptionsOf({ connection, disabledSources, budget, emit, asking }: OptionParts): NextOptions {
  const isSpent = () => budget.isOver(false);
  /** The user's command has asked whether to exceed a budget that is used up. */
  let mayOverspend = isSpent();
  return async (document, hasWaited) => {
    if (!hasWaited) mayOverspend = isSpent();
    const exclusion = await disabledSources.exclusions.resolve(document);
    const { client, over, settings } = connection;
    if (client === null || exclusion !== null) return null;
    const refusal = async () => {
      // A changed endpoint takes a moment to be in force.
      await connection.ready;
      const excluded = await disabledSources.exclusions.resolve(document);
      if (excluded) return disabledText(excluded);
      return isSpent() && !mayOverspend ? message("This month's budget is used up (setting infill.budget).") : null;
    };
    // The settings for the smallest length and for stop sequences are those of ghost text.
    const parameters = { ...settings, maxTokens: settings.fillMaxTokens, minTokens: null, stop: [] };
    return { source: client, over, parameters, clock: systemClock, emit, refusal, ...asking };
  };
}
