import * as vscode from 'vscode';
import { Breaker } from './completion/breaker.ts';
import { CompletionEngine, type EngineOptions } from './completion/engine.ts';
import type { CursorContext } from './completion/cursorContext.ts';
import type { EngineEvent } from './completion/events.ts';
import type { SentRequest } from './completion/prompt.ts';
import { UsageStore } from './completion/usage/store.ts';
import { askNow, askNowCommand } from './editor/askNow.ts';
import { Budget } from './editor/budget.ts';
import { cacheKeyOf } from './editor/cacheKey.ts';
import { copyDiagnostics } from './editor/commands/copyDiagnostics.ts';
import { explain } from './editor/commands/explain.ts';
import { getStarted } from './editor/commands/getStarted.ts';
import { openSample } from './editor/commands/openSample.ts';
import { removeApiKey } from './editor/commands/removeApiKey.ts';
import { selectModel } from './editor/commands/selectModel.ts';
import { setApiKey } from './editor/commands/setApiKey.ts';
import { showMenu } from './editor/commands/showMenu.ts';
import { switchModel } from './editor/commands/switchModel.ts';
import { toggle } from './editor/commands/toggle.ts';
import { toggleModel } from './editor/commands/toggleModel.ts';
import { Connection } from './editor/connection.ts';
import { WorkspaceContext } from './editor/context/workspaceContext.ts';
import { environment } from './editor/environment.ts';
import { anotherFill, bringBack, fillSelection } from './editor/fill/fillCommand.ts';
import { Fills } from './editor/fill/fills.ts';
import { KeptPreviews } from './editor/fill/keptPreviews.ts';
import { textAround } from './editor/fill/textAround.ts';
import { FirstAccept } from './editor/firstAccept.ts';
import { GoneModel, switchModelCommand } from './editor/goneModel.ts';
import { acceptedCommand, InlineProvider } from './editor/inlineProvider.ts';
import { NeverSent } from './editor/home/neverSent.ts';
import { WorkspacePlaces } from './editor/home/workspacePlaces.ts';
import { KeyStore } from './editor/keyStore.ts';
import { LastRequest } from './editor/lastRequest.ts';
import { ModelList } from './editor/modelList.ts';
import { Notices } from './editor/notices.ts';
import { Pauses } from './editor/pauses.ts';
import { RecentLog } from './editor/recentLog.ts';
import { growsOnce } from './editor/replacer.ts';
import { Reporter } from './editor/reporter.ts';
import { Status } from './editor/status.ts';
import { keepBothInView, SuggestionList } from './editor/suggestionList.ts';
import { StatusBar } from './editor/statusBar.ts';
import { Usage, usageToday } from './editor/usage.ts';
import { usageFolder } from './editor/usageFolder.ts';
import { UsagePage } from './editor/usagePage.ts';
import { welcome } from './editor/welcome.ts';
import { systemClock } from './mistral/clock.ts';

/** Builds the parts and wires them. */
export function activate(context: vscode.ExtensionContext): void {
  const { extension, secrets, subscriptions, globalState, globalStorageUri, workspaceState } = context;
  const { commands, window, workspace } = vscode;
  const channel = window.createOutputChannel('Infill', { log: true });
  const log = new RecentLog(channel);
  const pauses = new Pauses(workspaceState, systemClock, () => {
    engine.endAll();
    void commands.executeCommand('editor.action.inlineSuggest.hide');
    status.lookAround(connection.settings);
  });
  const places = new WorkspacePlaces();
  const neverSent: NeverSent = new NeverSent(() => settings().exclude, places);
  const offs = { pauses, neverSent };
  const status = new Status(offs, systemClock);
  const notices = new Notices();
  const firstAccept = new FirstAccept();
  const reporter = new Reporter(log, status, notices, (failure) => void gone.refused(failure));
  const store = new UsageStore(usageFolder(globalStorageUri), systemClock, (name) =>
    log.warn(`the usage file ${name} is damaged, or of a newer version: it is left alone`),
  );
  const usage = new Usage(store, systemClock, log);
  const emit = (event: EngineEvent): void =>
    [models, reporter, usage, budget, breaker, firstAccept].forEach((listener) => listener.heard(event));
  const breaker = new Breaker(systemClock, emit);
  const lastRequest = new LastRequest();
  const asking = {
    cacheKey: cacheKeyOf(workspaceState, systemClock),
    preambleFor: (at: CursorContext) => workspaceContext.preambleFor(at),
    onSent: (sent: SentRequest) => lastRequest.sent(sent),
    refusal: (explicit: boolean) => (breaker.mayAsk(explicit) ? budget.refusal(explicit) : 'resting'),
  };
  const inView: Pick<EngineOptions, 'replace' | 'growsOnce' | 'showsWholeOnly'> = {
    replace: (...asked) => provider.replace(...asked),
    growsOnce,
    showsWholeOnly: () => workspace.getConfiguration('editor').get('accessibilitySupport') === 'on',
  };
  const engine: CompletionEngine = new CompletionEngine({ clock: systemClock, emit, ...asking, ...inView });
  const keys = new KeyStore(secrets, environment);
  const connection = new Connection({ keys, engine, breaker, status, notices, log });
  const settings = () => connection.settings;
  const workspaceContext = new WorkspaceContext({
    ...{ settings, offs, places, clock: systemClock, log },
    mayAsk: () => connection.client !== null && !status.facts.isSpent,
    onDidChangeAsking: status.onDidChange,
  });
  const budget: Budget = new Budget(usage, connection, status, globalState);
  const page = new UsagePage(usage, connection, extension.extensionUri, systemClock);
  const keptPreviews = new KeptPreviews(workspaceState, textAround);
  const fills = new Fills(keptPreviews);
  const isPreview = (document: vscode.TextDocument, position: vscode.Position) => fills.holds(document, position);
  const provider: InlineProvider = new InlineProvider({
    ...{ engine, connection, offs, isPreview, log },
    list: new SuggestionList(globalState, systemClock, log),
    clock: systemClock,
  });
  const fillParts = { fills, connection, offs, budget, status, notices, emit, asking };
  const models = new ModelList(connection, systemClock, () => gone.listed());
  const gone = new GoneModel(connection, models, status, notices);

  subscriptions.push(
    reporter,
    channel,
    status,
    pauses,
    neverSent,
    workspaceContext,
    lastRequest,
    neverSent.onDidChange((document) => {
      // A request that runs is for the rules that held when it began.
      if (document === null || neverSent.of(document)) engine.endAll(document?.toString());
      status.lookAround(connection.settings, document ?? undefined);
    }),
    new StatusBar(status, connection, () => [usageToday(usage)]),
    engine,
    usage,
    // Today's figures are in the item's tooltip.
    usage.onDidChange(() => status.update({})),
    budget,
    page,
    provider,
    fills,
    // After those who ask by it: their requests end as ended by them.
    connection,
    bringBack(fillParts, keptPreviews),
    workspace.onDidChangeTextDocument((change) => {
      if (!fills.documentChanged(change)) provider.documentChanged(change);
    }),
    window.onDidChangeTextEditorSelection((change) => {
      provider.cursorMoved(change);
      // It was said of another place.
      if (status.facts.isNothing && change.kind !== undefined) status.update({ isNothing: false });
    }),
    workspace.onDidCloseTextDocument(({ uri }) => engine.endAll(uri.toString())),
    // Each has settings of its own.
    workspace.onDidChangeWorkspaceFolders(() => connection.refresh()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('infill')) connection.refresh();
      if (change.affectsConfiguration('infill.exclude')) neverSent.forget();
    }),
    keys.onDidChange(() => connection.refresh(true)),
    window.onDidChangeActiveTextEditor(() => {
      engine.moved(null);
      status.lookAround(connection.settings);
    }),
    // A snooze may have ended while the machine slept.
    window.onDidChangeWindowState(() => status.lookAround(connection.settings)),
    // A file whose language was changed is opened anew.
    workspace.onDidOpenTextDocument(({ uri }) => status.lookAround(connection.settings, uri)),
    commands.registerCommand('infill.setApiKey', (key?: unknown) => setApiKey(keys, connection, key)),
    commands.registerCommand('infill.removeApiKey', () => removeApiKey(keys, connection.settings)),
    commands.registerCommand('infill.toggle', () => toggle(connection.settings, pauses, status.state)),
    commands.registerCommand('infill.selectModel', () => selectModel(connection, models)),
    commands.registerCommand('infill.toggleModel', () => toggleModel(connection, models)),
    commands.registerCommand('infill.explain', () => explain({ connection, engine, status, neverSent })),
    commands.registerCommand('infill.showLastRequest', () => lastRequest.show()),
    commands.registerCommand('infill.copyDiagnostics', () => {
      const { version } = extension.packageJSON as { version: string };
      return copyDiagnostics({ connection, status, version, lines: log.lines });
    }),
    commands.registerCommand('infill.showMenu', () => showMenu({ connection, models, status, pauses })),
    commands.registerCommand(askNowCommand, () => askNow()),
    commands.registerCommand(switchModelCommand, (model: string) => switchModel(model)),
    commands.registerCommand('infill.fillSelection', (isReadOnly?: unknown) => fillSelection(fillParts, isReadOnly)),
    commands.registerCommand('infill.fill.accept', (isKey?: unknown) => fills.accept(isKey === true)),
    commands.registerCommand('infill.fill.discard', (isKey?: unknown) => fills.discard(isKey === true)),
    commands.registerCommand('infill.fill.another', () => anotherFill(fillParts)),
    commands.registerCommand('infill.fill.next', () => fills.active?.cycle(1)),
    commands.registerCommand('infill.fill.previous', () => fills.active?.cycle(-1)),
    commands.registerCommand('infill.fill.cancel', () => fills.running?.cancel()),
    commands.registerCommand('infill.showLog', () => channel.show()),
    commands.registerCommand('infill.getStarted', () => getStarted(extension.id)),
    commands.registerCommand('infill.openSample', () => openSample()),
    commands.registerCommand('infill.keepBothInView', (mode?: unknown) =>
      keepBothInView(mode === 'whenTriggerCharacter' ? mode : 'never'),
    ),
    commands.registerCommand('infill.showUsage', () => page.show()),
    commands.registerCommand(acceptedCommand, (characters: number) => engine.accepted(characters)),
  );
  connection.refresh();
  void welcome({ connection, status, notices, kept: globalState, subscriptions });
}
