import * as vscode from 'vscode';
import { systemClock } from '../../base/clock.ts';
import { formats } from '../../base/vscode/formats.ts';
import type { Log } from '../../base/vscode/log.ts';
import type { Connection } from '../../connection/connection.ts';
import type { Status } from '../../status/status.ts';
import { tokensOf } from '../figures.ts';
import { UsageTracker } from '../tracker.ts';
import { Budget } from './budget.ts';
import { usageFolder } from './usageFolder.ts';
import { UsagePage } from './usagePage.ts';

export type Usage = ReturnType<typeof createUsage>;

/** Makes the parts that deal with usage: the counts, the month's budget, the page. They receive the engine's events. */
export function createUsage(
  { extensionUri, globalState, globalStorageUri }: vscode.ExtensionContext,
  { connection, status, log }: { connection: Connection; status: Status; log: Log },
) {
  const changed = new vscode.EventEmitter<void>();
  const tracker = new UsageTracker({
    folder: usageFolder(vscode.Uri.joinPath(globalStorageUri, 'usage').fsPath),
    clock: systemClock,
    onChange: () => changed.fire(),
    log,
  });
  const budget = new Budget(tracker, changed.event, connection, status, globalState);
  const page = new UsagePage(tracker, changed.event, connection, extensionUri);
  // The tooltip of the status bar item has today's figures.
  changed.event(() => status.update({}));
  return Object.assign(vscode.Disposable.from(tracker, budget, page, changed), { tracker, budget, page });
}

/** Today's requests, tokens and cost in words. */
export function usageToday({ today }: UsageTracker): string {
  const { count, dollars } = formats;
  const [requests, tokens] = [count(today.requests), count(tokensOf(today))];
  return vscode.l10n.t('Requests today: {0}; tokens: {1}; cost: {2}', requests, tokens, dollars(today.cost));
}
