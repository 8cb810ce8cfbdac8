import * as vscode from 'vscode';
import { CompletionEngine } from './completion/engine.ts';
import { UsageStore } from './completion/usage/store.ts';
import { Budget } from './editor/budget.ts';
import { removeApiKey } from './editor/commands/removeApiKey.ts';
import { selectModel } from './editor/commands/selectModel.ts';
import { setApiKey } from './editor/commands/setApiKey.ts';
import { toggle } from './editor/commands/toggle.ts';
import { Connection } from './editor/connection.ts';
import { registerForDocuments } from './editor/documentSchemes.ts';
import { environment } from './editor/environment.ts';
import { acceptedCommand, InlineProvider } from './editor/inlineProvider.ts';
import { KeyStore } from './editor/keyStore.ts';
import { Notices } from './editor/notices.ts';
import { Reporter } from './editor/reporter.ts';
import { Status } from './editor/status.ts';
import { StatusBar } from './editor/statusBar.ts';
import { Usage } from './editor/usage.ts';
import { usageFolder } from './editor/usageFolder.ts';
import { UsagePage } from './editor/usagePage.ts';
import { systemClock } from './mistral/clock.ts';

/** Builds the parts and wires them. */
export function activate(context: vscode.ExtensionContext): void {
  const { secrets, subscriptions, extensionUri, globalState, globalStorageUri } = context;
  const { commands, window, workspace } = vscode;
  const log = window.createOutputChannel('Infill', { log: true });
  const status = new Status();
  const notices = new Notices();
  const reporter = new Reporter(log, status, notices);
  const usage = new Usage(new UsageStore(usageFolder(globalStorageUri), systemClock), systemClock, log);
  const engine = new CompletionEngine({
    clock: systemClock,
    emit: (event) => [reporter, usage, budget].forEach((listener) => listener.heard(event)),
    mayAsk: (explicit) => budget.mayAsk(explicit),
  });
  const keys = new KeyStore(secrets, environment);
  const connection = new Connection({ keys, engine, status, notices, log });
  const provider = new InlineProvider(engine, connection);
  const budget: Budget = new Budget(usage, connection, globalState);
  const page = new UsagePage(usage, connection, extensionUri, systemClock);

  subscriptions.push(
    reporter,
    log,
    status,
    new StatusBar(status, connection),
    new vscode.Disposable(() => engine.endAll()),
    usage,
    budget,
    page,
    registerForDocuments(provider),
    workspace.onDidChangeTextDocument((change) => provider.documentChanged(change)),
    window.onDidChangeTextEditorSelection((change) => provider.cursorMoved(change)),
    window.onDidChangeActiveTextEditor(() => engine.moved(null)),
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
    commands.registerCommand('infill.showUsage', () => page.show()),
    commands.registerCommand(acceptedCommand, (characters: number) => engine.accepted(characters)),
  );
  connection.refresh();
}
