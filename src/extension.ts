import * as vscode from 'vscode';
import { CircuitBreaker } from './completion/circuitBreaker.ts';
import { CompletionEngine, type EngineOptions } from './completion/engine.ts';
import type { CursorContext } from './completion/cursorContext.ts';
import type { EngineEvent } from './completion/events.ts';
import type { SentRequest } from './completion/prompt.ts';
import { UsageStore } from './usage/store.ts';
import { triggerAgain, triggerAgainCommand } from './completion/vscode/triggerAgain.ts';
import { Budget } from './usage/vscode/budget.ts';
import { cacheKeyOf } from './completion/vscode/cacheKey.ts';
import { copyDiagnostics } from './diagnostics/copyDiagnostics.ts';
import { explain } from './diagnostics/explain.ts';
import { getStarted } from './onboarding/getStarted.ts';
import { openSample } from './onboarding/openSample.ts';
import { removeApiKey } from './connection/removeApiKey.ts';
import { selectModel } from './connection/selectModel.ts';
import { setApiKey } from './connection/setApiKey.ts';
import { showMenu } from './status/showMenu.ts';
import { switchModel } from './connection/switchModel.ts';
import { toggle } from './status/toggle.ts';
import { toggleModel } from './connection/toggleModel.ts';
import { Connection } from './connection/connection.ts';
import { WorkspaceContext } from './context/vscode/workspaceContext.ts';
import { environment } from './connection/environment.ts';
import { anotherFill, bringBack, fillSelection } from './fill/vscode/fillCommand.ts';
import { Fills } from './fill/vscode/fills.ts';
import { KeptPreviews } from './fill/vscode/keptPreviews.ts';
import { textAround } from './fill/vscode/textAround.ts';
import { FirstAccept } from './onboarding/firstAccept.ts';
import { RetiredModel, switchModelCommand } from './status/retiredModel.ts';
import { acceptedCommand, InlineProvider } from './completion/vscode/inlineProvider.ts';
import { Exclusions } from './privacy/vscode/exclusions.ts';
import { WorkspaceFiles } from './base/vscode/workspaceFiles.ts';
import { WorkspaceUris } from './privacy/vscode/workspaceUris.ts';
import { KeyStore } from './connection/keyStore.ts';
import { LastRequest } from './diagnostics/lastRequest.ts';
import { ModelList } from './connection/modelList.ts';
import { Notifications } from './status/notifications.ts';
import { Pauses } from './status/pauses.ts';
import { RecentLog } from './diagnostics/recentLog.ts';
import { growsOnce } from './completion/vscode/replacer.ts';
import { Reporter } from './status/reporter.ts';
import { Status } from './status/status.ts';
import { keepBothInView, SuggestionList } from './completion/vscode/suggestionList.ts';
import { StatusBar } from './status/statusBar.ts';
import { UsageTracker, usageToday } from './usage/vscode/usage.ts';
import { usageFolder } from './usage/vscode/usageFolder.ts';
import { UsagePage } from './usage/vscode/usagePage.ts';
import { welcome } from './onboarding/welcome.ts';
import { systemClock } from './base/clock.ts';

/** Builds the parts and wires them. */
export function activate(context: vscode.ExtensionContext): void {
  const { extension, secrets, subscriptions, globalState, globalStorageUri, workspaceState } = context;
  const { commands, window, workspace } = vscode;
  const channel = window.createOutputChannel('Infill', { log: true });
  const log = new RecentLog(channel);
  const pauses = new Pauses(workspaceState, systemClock, () => {
    engine.endAll();
    void commands.executeCommand('editor.action.inlineSuggest.hide');
    status.refreshActiveEditor(connection.settings);
  });
  const workspaceUris = new WorkspaceUris();
  const files = new WorkspaceFiles();
  const exclusions: Exclusions = new Exclusions(() => settings().exclude, workspaceUris, files);
  const disabledSources = { pauses, exclusions };
  const status = new Status(disabledSources, systemClock);
  const notifications = new Notifications();
  const firstAccept = new FirstAccept();
  const reporter = new Reporter(log, status, notifications, (failure) => void gone.refused(failure));
  const store = new UsageStore(usageFolder(globalStorageUri), systemClock, (name) =>
    log.warn(`the usage file ${name} is damaged, or of a newer version: it is left alone`),
  );
  const usage = new UsageTracker(store, systemClock, log);
  const emit = (event: EngineEvent): void =>
    [models, reporter, usage, budget, breaker, firstAccept].forEach((listener) => listener.onEvent(event));
  const breaker = new CircuitBreaker(systemClock, emit);
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
  const connection = new Connection({ keys, engine, breaker, status, notifications, log });
  const settings = () => connection.settings;
  const workspaceContext = new WorkspaceContext({
    ...{ settings, disabledSources, workspaceUris, files, clock: systemClock, log },
    mayAsk: () => connection.client !== null && !status.facts.isSpent,
    onDidChangeAsking: status.onDidChange,
  });
  const budget: Budget = new Budget(usage, connection, status, globalState);
  const page = new UsagePage(usage, connection, extension.extensionUri, systemClock);
  const keptPreviews = new KeptPreviews(workspaceState, textAround);
  const fills = new Fills(keptPreviews);
  const isPreview = (document: vscode.TextDocument, position: vscode.Position) => fills.holds(document, position);
  const provider: InlineProvider = new InlineProvider({
    ...{ engine, connection, disabledSources, isPreview, log },
    list: new SuggestionList(globalState, systemClock, log),
    clock: systemClock,
  });
  const fillParts = { fills, connection, disabledSources, budget, status, notifications, emit, asking };
  const models = new ModelList(connection, systemClock, () => gone.listed());
  const gone = new RetiredModel(connection, models, status, notifications);

  subscriptions.push(
    reporter,
    channel,
    status,
    pauses,
    files,
    exclusions,
    workspaceContext,
    lastRequest,
    exclusions.onDidChange((document) => {
      // A request that runs is for the rules that held when it began.
      if (document === null || exclusions.known(document)) engine.endAll(document?.toString());
      status.refreshActiveEditor(connection.settings, document ?? undefined);
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
      if (change.affectsConfiguration('infill.exclude')) exclusions.refresh();
    }),
    keys.onDidChange(() => connection.refresh(true)),
    window.onDidChangeActiveTextEditor(() => {
      engine.moved(null);
      status.refreshActiveEditor(connection.settings);
    }),
    // A snooze may have ended while the machine slept.
    window.onDidChangeWindowState(() => status.refreshActiveEditor(connection.settings)),
    // A file whose language was changed is opened anew.
    workspace.onDidOpenTextDocument(({ uri }) => status.refreshActiveEditor(connection.settings, uri)),
    commands.registerCommand('infill.setApiKey', (key?: unknown) => setApiKey(keys, connection, key)),
    commands.registerCommand('infill.removeApiKey', () => removeApiKey(keys, connection.settings)),
    commands.registerCommand('infill.toggle', () => toggle(connection.settings, pauses, status.state)),
    commands.registerCommand('infill.selectModel', () => selectModel(connection, models)),
    commands.registerCommand('infill.toggleModel', () => toggleModel(connection, models)),
    commands.registerCommand('infill.explain', () => explain({ connection, engine, status, exclusions })),
    commands.registerCommand('infill.showLastRequest', () => lastRequest.show()),
    commands.registerCommand('infill.copyDiagnostics', () => {
      const { version } = extension.packageJSON as { version: string };
      return copyDiagnostics({ connection, status, version, lines: log.lines });
    }),
    commands.registerCommand('infill.showMenu', () => showMenu({ connection, models, status, pauses })),
    commands.registerCommand(triggerAgainCommand, () => triggerAgain()),
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
  void welcome({ connection, status, notifications, kept: globalState, subscriptions });
}
