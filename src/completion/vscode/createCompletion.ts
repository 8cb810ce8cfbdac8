import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import type { Emitter } from '../../base/emitter.ts';
import { Disposables } from '../../base/vscode/disposables.ts';
import type { Log } from '../../base/vscode/log.ts';
import type { Connection, ConnectionChange } from '../../connection/connection.ts';
import type { DisabledSources } from '../../status/disabledReason.ts';
import type { CircuitBreaker } from '../circuitBreaker.ts';
import type { CursorContext } from '../cursorContext.ts';
import { CompletionEngine } from '../engine.ts';
import type { RequestTerms } from '../requests/requestScheduler.ts';
import type { EngineEvent } from '../events.ts';
import { acceptedCommand, InlineProvider, type ProviderParts } from './inlineProvider.ts';
import { keepBothInView, SuggestionList } from './suggestionList.ts';
import { triggerAgain, triggerAgainCommand } from './triggerAgain.ts';

/** The parts that ghost text depends on. */
export interface CompletionParts extends Pick<ProviderParts, 'isPreview' | 'isFillEdit'> {
  events: Emitter<EngineEvent>;
  connection: Connection;
  /** Fills heed its spacing, too. */
  breaker: CircuitBreaker;
  disabledSources: DisabledSources;
  termsFor: (context: CursorContext) => RequestTerms;
  /** Key under which the host caches the beginnings that prompts share. */
  cacheKey: string;
  /** Storage of all windows. */
  globalState: vscode.Memento;
  clock: Clock;
  log: Log;
}

/** Makes ghost text: the engine and its provider. */
export function createCompletion(parts: CompletionParts) {
  const { events, connection, breaker, disabledSources, cacheKey, globalState, clock, log } = parts;
  const emit = (event: EngineEvent): void => events.fire(event);
  const engine = new CompletionEngine({ clock, emit, cacheKey, breaker, termsFor: parts.termsFor });
  const list = new SuggestionList(globalState, clock, log);
  const { commands, window, workspace } = vscode;
  const hide = (): void => void commands.executeCommand('editor.action.inlineSuggest.hide');

  const onConnectionChange = ({ settings, changesRequests, changesGhostText }: ConnectionChange): void => {
    const { client } = connection;
    engine.configure(client && { source: client, ...settings });
    if (changesGhostText) engine.endAll();
    if (changesRequests) breaker.reset();
    // The text in view comes from the earlier settings.
    if (changesRequests || changesGhostText) hide();
  };

  const disposables = new Disposables();
  disposables.add(engine);
  disposables.add(new InlineProvider({ ...parts, engine, list }));
  disposables.add(events.event((event) => breaker.onEvent(event)));
  disposables.add(connection.onDidReceiveRateLimits((limits) => breaker.onRateLimits(limits)));
  disposables.add(connection.onDidChange(onConnectionChange));
  disposables.add(
    disabledSources.pauses.onDidChange(() => {
      engine.endAll();
      hide();
    }),
  );
  disposables.add(
    disabledSources.exclusions.onDidChange((uri) => {
      // The earlier rules have allowed the running requests.
      if (uri === null || disabledSources.exclusions.known(uri)) engine.endAll(uri?.toString());
    }),
  );
  disposables.add(workspace.onDidCloseTextDocument(({ uri }) => engine.endAll(uri.toString())));
  let active = window.activeTextEditor?.document;
  disposables.add(
    window.onDidChangeActiveTextEditor((editor) => {
      engine.moved(null);
      // The user no longer waits for the document that they have left.
      if (active && active !== editor?.document) engine.endAll(active.uri.toString());
      active = editor?.document;
    }),
  );
  return {
    engine,
    commands: {
      [acceptedCommand]: (characters: number) => engine.accepted(characters),
      [triggerAgainCommand]: triggerAgain,
      'infill.keepBothInView': (mode?: unknown) => keepBothInView(mode === 'whenTriggerCharacter' ? mode : 'never'),
    },
    dispose: (): void => disposables.dispose(),
  };
}
