import * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import type { Event } from '../base/emitter.ts';
import { Disposables } from '../base/vscode/disposables.ts';
import type { Log } from '../base/vscode/log.ts';
import type { EngineEvent } from '../completion/events.ts';
import { Connection } from './connection.ts';
import { environment, KeyStore } from './keyStore.ts';
import { ModelList } from './modelList.ts';
import { removeApiKey } from './removeApiKey.ts';
import { selectModel, toggleModel } from './selectModel.ts';
import { setApiKey } from './setApiKey.ts';
import { switchModel, switchModelCommand } from './switchModel.ts';
import { UserSettings } from './userSettings.ts';
import { warnOfPlainText } from './warnOfPlainText.ts';

/** Makes the settings, the client and the list of models, with their commands. */
export function createConnection(
  { secrets, globalState, extension }: vscode.ExtensionContext,
  { event }: { event: Event<EngineEvent> },
  clock: Clock,
  log: Log,
) {
  const disposables = new Disposables();
  const settings = disposables.add(new UserSettings(log));
  // VS Code forwards ports of a remote machine to localhost, where a key of the user's environment must not go.
  const mayForwardLoopback = vscode.env.remoteName !== undefined && extension.extensionKind === vscode.ExtensionKind.UI;
  const keys = new KeyStore(secrets, environment, mayForwardLoopback);
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    log.warn('certificates are checked despite NODE_TLS_REJECT_UNAUTHORIZED=0; http.proxyStrictSSL turns that off');
  const connection = disposables.add(new Connection(settings, keys, log));
  let origin: string | undefined;
  disposables.add(
    connection.onDidChange(({ settings: { endpoint } }) => {
      const before = origin;
      origin = endpoint.ok ? endpoint.origin : undefined;
      if (origin !== undefined && origin !== before) void warnOfPlainText(origin, globalState, log);
    }),
  );
  const models = disposables.add(new ModelList(event, connection, clock));
  return {
    settings,
    connection,
    models,
    commands: {
      'infill.setApiKey': (key?: unknown) => setApiKey(keys, connection, log, key),
      'infill.removeApiKey': () => removeApiKey(keys, settings.current),
      'infill.selectModel': () => selectModel(connection, models),
      'infill.toggleModel': () => toggleModel(connection, models),
      [switchModelCommand]: (model: string) => switchModel(model),
    },
    dispose: (): void => disposables.dispose(),
  };
}
