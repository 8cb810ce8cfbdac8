import type * as vscode from 'vscode';
import type { Event } from '../base/emitter.ts';
import { Disposables } from '../base/vscode/disposables.ts';
import type { EngineEvent } from '../completion/events.ts';
import { copyDiagnostics } from './copyDiagnostics.ts';
import { explainAtCursor, type ExplainParts } from './whyNoSuggestion.ts';
import { LastRequest } from './lastRequest.ts';
import type { RecentLog } from './recentLog.ts';

/** The parts that the diagnostics depend on. */
export interface DiagnosticsParts extends ExplainParts {
  context: vscode.ExtensionContext;
  events: { event: Event<EngineEvent> };
  channel: vscode.LogOutputChannel;
  log: RecentLog;
}

/** Makes the diagnostics: the log, the last request, the explanation, and the report for issues. */
export function createDiagnostics({ context, events, channel, log, ...parts }: DiagnosticsParts) {
  const { connection, status } = parts;
  const disposables = new Disposables();
  const lastRequest = disposables.add(new LastRequest(events.event));
  const { version } = context.extension.packageJSON as { version: string };
  return {
    commands: {
      'infill.explain': () => explainAtCursor(parts),
      'infill.showLastRequest': () => lastRequest.show(),
      'infill.copyDiagnostics': () => copyDiagnostics({ connection, status, version, lines: log.lines }),
      'infill.showLog': () => channel.show(),
    },
    dispose: (): void => disposables.dispose(),
  };
}
