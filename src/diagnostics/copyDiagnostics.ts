import * as vscode from 'vscode';
import { toEnglish } from '../base/message.ts';
import type { Connection } from '../connection/connection.ts';
import { showInformation } from '../base/vscode/notify.ts';
import { otherCompleters } from '../completion/vscode/otherCompleters.ts';
import { stateText } from '../status/stateText.ts';
import type { Status } from '../status/status.ts';

/** What the diagnostics tell of. */
export interface DiagnosticsParts {
  connection: Connection;
  status: Status;
  /** The last lines of the log. */
  lines: readonly string[];
  /** Infill's version. */
  version: string;
}

/**
 * Puts versions, settings and the last events on the clipboard, for an issue report; neither key nor source text. Not
 * translated, since the readers are others.
 */
export async function copyDiagnostics({ connection, status, lines, version }: DiagnosticsParts): Promise<void> {
  await connection.ready;
  const { endpoint, ...settings } = connection.settings;
  const { env } = vscode;
  // A stop text may be code, a glob may name what nobody should know of.
  const counted = {
    stop: settings.stop.length,
    exclude: settings.exclude.anywhere.length + settings.exclude.inWorkspace.length,
    problems: settings.problems.length,
  };
  const report = [
    `Infill ${version}, VS Code ${vscode.version} (${env.appHost}${env.remoteName ? `, remote ${env.remoteName}` : ''})`,
    toEnglish(stateText(status.state, settings.model, connection.host)),
    `Key: ${status.facts.hasKey ? 'set' : 'none'}`,
    // Of the path, who knows what is in it.
    `Endpoint: ${endpoint.ok ? endpoint.origin : endpoint.message}`,
    `Settings: ${JSON.stringify({ ...settings, ...counted }, null, 2)}`,
    `Other completion extensions: ${otherCompleters().join(', ') || 'none'}`,
    'Last events:',
    ...lines,
  ];
  await env.clipboard.writeText(report.join('\n'));
  void showInformation(vscode.l10n.t('Infill: the diagnostics are on the clipboard.'));
}
