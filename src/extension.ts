import * as vscode from 'vscode';
import { CompletionEngine } from './completion/engine.ts';
import type { EngineEvent } from './completion/events.ts';
import { removeApiKey } from './editor/commands/removeApiKey.ts';
import { selectModel } from './editor/commands/selectModel.ts';
import { setApiKey } from './editor/commands/setApiKey.ts';
import { toggle } from './editor/commands/toggle.ts';
import { Connection } from './editor/connection.ts';
import { registerForDocuments } from './editor/documentSchemes.ts';
import { environment } from './editor/environment.ts';
import { bringBack, fillSelection } from './editor/fill/fillCommand.ts';
import { Fills } from './editor/fill/fills.ts';
import { KeptPreviews } from './editor/fill/keptPreviews.ts';
import { acceptedCommand, InlineProvider } from './editor/inlineProvider.ts';
import { KeyStore } from './editor/keyStore.ts';
import { Notices } from './editor/notices.ts';
import { Reporter } from './editor/reporter.ts';
import { Status } from './editor/status.ts';
import { StatusBar } from './editor/statusBar.ts';
import { systemClock } from './mistral/clock.ts';

/** Builds the parts and wires them. */
export function activate({ secrets, subscriptions, workspaceState }: vscode.ExtensionContext): void {
  const { commands, window, workspace } = vscode;
  const log = window.createOutputChannel('Infill', { log: true });
  const status = new Status();
  const notices = new Notices();
  const reporter = new Reporter(log, status, notices);
  const engine = new CompletionEngine({ clock: systemClock, emit: (event) => reporter.heard(event) });
  const keys = new KeyStore(secrets, environment);
  const connection = new Connection({ keys, engine, status, notices, log });
  const keptPreviews = new KeptPreviews(workspaceState);
  const fills = new Fills(keptPreviews);
  const provider = new InlineProvider(engine, connection, (document, position) => fills.holds(document, position));
  const fillParts = { fills, connection, status, notices, emit: (event: EngineEvent) => reporter.heard(event) };

  subscriptions.push(
    reporter,
    log,
    status,
    new StatusBar(status, connection),
    new vscode.Disposable(() => engine.endAll()),
    registerForDocuments(provider),
    fills,
    bringBack(fillParts, keptPreviews),
    workspace.onDidChangeTextDocument((change) => {
      if (!fills.documentChanged(change)) provider.documentChanged(change);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => engine.endAll(uri.toString())),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('infill')) connection.refresh();
    }),
    keys.onDidChange(() => connection.refresh(true)),
    window.onDidChangeActiveTextEditor(() => status.lookAround(connection.settings)),
    // A file whose language was changed is opened anew.
    workspace.onDidOpenTextDocument(() => status.lookAround(connection.settings)),
    commands.registerCommand('infill.setApiKey', (key?: unknown) => setApiKey(keys, connection, key)),
    commands.registerCommand('infill.removeApiKey', () => removeApiKey(keys, connection.settings)),
    commands.registerCommand('infill.toggle', () => toggle(connection.settings)),
    commands.registerCommand('infill.selectModel', () => selectModel(connection)),
    commands.registerCommand('infill.showLog', () => log.show()),
    commands.registerCommand('infill.fillSelection', (isReadOnly?: unknown) => fillSelection(fillParts, isReadOnly)),
    commands.registerCommand('infill.fill.accept', (isKey?: unknown) => fills.accept(isKey === true)),
    commands.registerCommand('infill.fill.discard', (isKey?: unknown) => fills.discard(isKey === true)),
    commands.registerCommand('infill.fill.another', () => fills.active?.ask()),
    commands.registerCommand('infill.fill.next', () => fills.active?.cycle(1)),
    commands.registerCommand('infill.fill.previous', () => fills.active?.cycle(-1)),
    commands.registerCommand('infill.fill.cancel', () => fills.running?.cancel()),
    commands.registerCommand(acceptedCommand, (characters: number) => engine.accepted(characters)),
  );
  connection.refresh();
}
