import * as vscode from 'vscode';
import { toEnglish } from '../base/message.ts';
import { showInformation } from '../base/vscode/notify.ts';
import { otherCompleters } from '../completion/vscode/otherCompleters.ts';
import type { Connection } from '../connection/connection.ts';
import type { State } from '../status/state.ts';
import { stateText } from '../status/stateText.ts';
import type { Status } from '../status/status.ts';

/** The parts that the diagnostics describe. */
export interface DiagnosticsParts {
  connection: Connection;
  status: Status;
  /** The last lines of the log. */
  lines: readonly string[];
  /** Infill's version. */
  version: string;
}

/** A glob may be confidential. */
function withoutGlob(state: State): State {
  return state.kind === 'off' && state.off.scope === 'excluded'
    ? { ...state, off: { ...state.off, glob: 'a glob' } }
    : state;
}

/**
 * Copies versions, settings and the last events to the clipboard, for an issue report. The text has neither the key nor
 * source text. It is in English, for those who read the report.
 */
export async function copyDiagnostics({ connection, status, lines, version }: DiagnosticsParts): Promise<void> {
  await connection.ready;
  const { endpoint, ...settings } = connection.settings;
  const { env } = vscode;
  // Stop texts, globs, patterns and names of hosts may be confidential, so only their numbers are copied.
  const counted = {
    stop: settings.stop.length,
    allowHttp: settings.allowHttp.length,
    exclude: new Set(Object.values(settings.exclude).flat()).size,
    mask: settings.mask.length,
    prices: Object.keys(settings.prices).length,
    problems: settings.problems.length,
  };
  const report = [
    `Infill ${version}, VS Code ${vscode.version} (${env.appHost}${env.remoteName ? `, remote ${env.remoteName}` : ''})`,
    toEnglish(stateText(withoutGlob(status.state), settings.model, connection.host)),
    `Key: ${status.facts.hasKey ? 'set' : 'none'}`,
    // The endpoint's path is left out: it may be confidential.
    `Endpoint: ${endpoint.ok ? endpoint.origin : endpoint.message}`,
    `Settings: ${JSON.stringify({ ...settings, ...counted }, null, 2)}`,
    `Other completion extensions: ${otherCompleters().join(', ') || 'none'}`,
    'Last events:',
    ...lines,
  ];
  await env.clipboard.writeText(report.join('\n'));
  void showInformation(vscode.l10n.t('Infill: diagnostics copied to the clipboard.'));
}
