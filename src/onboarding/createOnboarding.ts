import * as vscode from 'vscode';
import type { Event } from '../base/emitter.ts';
import { Disposables } from '../base/vscode/disposables.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { Connection } from '../connection/connection.ts';
import type { Notifications } from '../status/notifications.ts';
import type { Status } from '../status/status.ts';
import { openSample } from './openSample.ts';
import { welcome } from './welcome.ts';

/** The parts that the first steps depend on. */
export interface OnboardingParts {
  context: vscode.ExtensionContext;
  events: { event: Event<EngineEvent> };
  connection: Connection;
  status: Status;
  notifications: Notifications;
}

/** Makes the first steps: the welcome, the walkthrough and its sample. */
export function createOnboarding({ context, events, connection, status, notifications }: OnboardingParts) {
  const { executeCommand } = vscode.commands;
  const disposables = new Disposables();
  // These context keys complete steps of the walkthrough. VS Code keeps completed steps.
  disposables.add(connection.onDidChange(({ hasKey }) => void executeCommand('setContext', 'infill.hasKey', hasKey)));
  const accepting = disposables.add(
    events.event(({ type }) => {
      if (type !== 'accepted') return;
      void executeCommand('setContext', 'infill.hasAccepted', true);
      accepting.dispose();
    }),
  );
  void welcome({ connection, status, notifications, memento: context.globalState, disposables });
  return {
    commands: {
      'infill.getStarted': () =>
        executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false),
      'infill.openSample': () => openSample(),
    },
    dispose: (): void => disposables.dispose(),
  };
}
