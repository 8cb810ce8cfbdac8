import { nextModel } from '../mistral/models.ts';
import type { Connection } from './connection.ts';
import type { ModelList } from './modelList.ts';
import { selectModel } from './selectModel.ts';
import { switchModel } from './switchModel.ts';

/** Goes on to the next of the user's models that the host has; where there is no other, lets the user choose. */
export async function toggleModel(connection: Connection, list: ModelList): Promise<void> {
  await connection.ready;
  await list.ask();
  const { model, models } = connection.settings;
  const next = nextModel(model, models, (id) => list.isGone(id));
  await (next === null ? selectModel(connection, list) : switchModel(next));
}
