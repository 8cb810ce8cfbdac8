import type * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import type { Event } from '../base/emitter.ts';
import { Disposables } from '../base/vscode/disposables.ts';
import type { EngineEvent } from '../completion/events.ts';
import type { Connection } from '../connection/connection.ts';
import type { ModelList } from '../connection/modelList.ts';
import type { Exclusions } from '../privacy/vscode/exclusions.ts';
import { Notifications } from './notifications.ts';
import { Pauses } from './pauses.ts';
import { Reporter } from './reporter.ts';
import { RetiredModel } from './retiredModel.ts';
import { showMenu } from './showMenu.ts';
import { Status } from './status.ts';
import { toggle } from './toggle.ts';

/** The parts that the status depends on. */
export interface StatusParts {
  context: vscode.ExtensionContext;
  events: { event: Event<EngineEvent> };
  connection: Connection;
  models: ModelList;
  exclusions: Exclusions;
  clock: Clock;
}

/** Makes the status, with its menu and the notifications. */
export function createStatus({ context, events, connection, models, exclusions, clock }: StatusParts) {
  const disposables = new Disposables();
  const pauses = disposables.add(new Pauses(context.workspaceState, clock));
  const disabledSources = { pauses, exclusions };
  const status = disposables.add(new Status(connection, disabledSources, clock));
  const notifications = new Notifications();
  disposables.add(new Reporter(events.event, connection, status, notifications, clock));
  disposables.add(new RetiredModel(events.event, connection, models, status, notifications));
  const extensionId = context.extension.id;
  return {
    status,
    notifications,
    disabledSources,
    commands: {
      'infill.toggle': () => toggle(connection.settings, pauses, status.state),
      'infill.showMenu': () => showMenu({ connection, models, status, pauses, extensionId }),
    },
    dispose: (): void => disposables.dispose(),
  };
}
