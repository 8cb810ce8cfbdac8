import * as vscode from 'vscode';
import { systemClock as clock } from './base/clock.ts';
import { Emitter } from './base/emitter.ts';
import { Disposables } from './base/vscode/disposables.ts';
import type { CursorContext } from './completion/cursorContext.ts';
import type { EngineEvent } from './completion/events.ts';
import { cacheKeyOf } from './completion/vscode/cacheKey.ts';
import { CircuitBreaker } from './completion/circuitBreaker.ts';
import { createCompletion } from './completion/vscode/createCompletion.ts';
import { createConnection } from './connection/createConnection.ts';
import { WorkspaceContext } from './context/vscode/workspaceContext.ts';
import { createDiagnostics } from './diagnostics/createDiagnostics.ts';
import { logEvent } from './diagnostics/eventLog.ts';
import { RecentLog } from './diagnostics/recentLog.ts';
import { createFill } from './fill/vscode/createFill.ts';
import { createOnboarding } from './onboarding/createOnboarding.ts';
import { createPrivacy } from './privacy/vscode/createPrivacy.ts';
import { createStatus } from './status/createStatus.ts';
import { StatusBar } from './status/statusBar.ts';
import { createUsage, usageToday } from './usage/vscode/createUsage.ts';

let flushUsage: (() => Promise<void>) | undefined;

/** Makes the features in the order in which they depend on each other. */
export function activate(context: vscode.ExtensionContext): void {
  const { globalState, workspaceState } = context;
  const parts = new Disposables();
  context.subscriptions.push(parts);
  const channel = parts.add(vscode.window.createOutputChannel('Infill', { log: true }));
  const log = new RecentLog(channel);
  const events = new Emitter<EngineEvent>();
  // The first listener: others emit further events.
  parts.add(events.event((event) => logEvent(log, event)));

  const connecting = parts.add(createConnection(context, events, clock, log));
  const { connection, settings, models } = connecting;
  const { exclusions, workspaceUris, files, gitIgnored } = parts.add(
    createPrivacy(() => settings.current, globalState, clock),
  );
  const state = parts.add(createStatus({ context, events, connection, models, exclusions, clock }));
  const { status, notifications, disabledSources } = state;
  const usage = parts.add(createUsage(context, { events, connection, status, log }));
  const { budget } = usage;
  flushUsage = () => usage.tracker.flush();
  parts.add(new StatusBar(status, connection, () => usageToday(usage.tracker), clock));
  const workspaceContext = parts.add(
    new WorkspaceContext({
      settings: () => settings.current,
      disabledSources,
      workspaceUris,
      files,
      gitIgnored,
      clock,
      log,
      mayAsk: () => connection.client !== null && !status.facts.isSpent,
      onDidChangeAsking: status.onDidChange,
    }),
  );
  const preambleFor = (at: CursorContext) => workspaceContext.preambleFor(at);
  const cacheKey = cacheKeyOf(workspaceState, clock);
  const shared = { connection, disabledSources, clock, log, cacheKey };

  const emit = (event: EngineEvent): void => events.fire(event);
  const breaker = new CircuitBreaker(clock, emit);
  const asking = { cacheKey, preambleFor, spacingLeft: () => breaker.spacingLeft(true) };
  const fill = parts.add(createFill({ ...shared, budget, status, notifications, emit, asking }, workspaceState));
  const completion = parts.add(
    createCompletion({
      ...shared,
      events,
      breaker,
      globalState,
      termsFor: (at) => ({ preamble: preambleFor(at), isOverBudget: budget.isOver(at.explicit) }),
      isPreview: fill.contains,
      isFillEdit: fill.isOwnEdit,
    }),
  );
  const onboarding = parts.add(createOnboarding({ context, events, connection, status, notifications }));
  const diagnostics = parts.add(
    createDiagnostics({ context, events, connection, engine: completion.engine, status, exclusions, channel, log }),
  );

  const commands: Record<string, (...values: never[]) => unknown> = {
    ...connecting.commands,
    ...state.commands,
    ...completion.commands,
    ...fill.commands,
    ...usage.commands,
    ...onboarding.commands,
    ...diagnostics.commands,
  };
  for (const [id, run] of Object.entries(commands)) parts.add(vscode.commands.registerCommand(id, run));
}

/** Writes the last counts. VS Code waits for it up to 5 s, and disposes of the subscriptions meanwhile (1.100.3, 1.139.1). */
export const deactivate = (): Promise<void> | undefined => flushUsage?.();
