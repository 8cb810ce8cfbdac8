import * as vscode from 'vscode';
import { systemClock } from '../../base/clock.ts';
import type { Event } from '../../base/emitter.ts';
import { formats } from '../../base/vscode/formats.ts';
import { Disposables } from '../../base/vscode/disposables.ts';
import type { Log } from '../../base/vscode/log.ts';
import type { EngineEvent } from '../../completion/events.ts';
import type { Connection } from '../../connection/connection.ts';
import type { Status } from '../../status/status.ts';
import { priceAt } from '../../mistral/prices.ts';
import { costText, tokensOf } from '../figures.ts';
import { UsageTracker } from '../tracker.ts';
import { Budget } from './budget.ts';
import { usageFolder } from './usageFolder.ts';
import { UsagePage } from './usagePage.ts';

/** Parts that usage depends on. */
export interface UsageParts {
  events: { event: Event<EngineEvent> };
  connection: Connection;
  status: Status;
  log: Log;
}

/** Makes the counts, the month's budget and the usage page. */
export function createUsage(
  { extensionUri, globalState, globalStorageUri }: vscode.ExtensionContext,
  { events, connection, status, log }: UsageParts,
) {
  const disposables = new Disposables();
  const changed = disposables.add(new vscode.EventEmitter<void>());
  const priceOf = (host: string, model: string) => priceAt(host, model, connection.settings.prices);
  const tracker = disposables.add(
    new UsageTracker({
      folder: usageFolder(vscode.Uri.joinPath(globalStorageUri, 'usage').fsPath),
      clock: systemClock,
      priceOf,
      onChange: () => changed.fire(),
      log,
    }),
  );
  const budget = disposables.add(
    new Budget({ tracker, onDidChangeUsage: changed.event, connection, status, priceOf, memento: globalState }),
  );
  const page = disposables.add(new UsagePage(tracker, changed.event, connection, extensionUri));
  // The prices may have changed.
  disposables.add(connection.onDidChange(() => tracker.reprice()));
  // The tooltip of the status bar item has today's figures.
  changed.event(() => status.update({}));
  // Requests that end after the extension count, too: this subscription stays.
  events.event((event) => {
    tracker.onEvent(event);
    budget.onEvent(event);
  });
  return {
    tracker,
    budget,
    commands: { 'infill.showUsage': () => page.show() },
    dispose: (): void => disposables.dispose(),
  };
}

/** Today's requests, tokens and cost in words. */
export function usageToday({ today }: UsageTracker): string {
  const t = vscode.l10n.t;
  const { count, dollars } = formats;
  const [requests, tokens] = [count(today.requests), count(tokensOf(today))];
  return t(
    'Requests today: {0}; tokens: {1}; cost: {2}',
    requests,
    tokens,
    costText(today, dollars, t('no price known')),
  );
}
