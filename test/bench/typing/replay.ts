import type { CursorContext } from '../../../src/completion/cursorContext.ts';
import type { Suggestion } from '../../../src/completion/suggestion.ts';
import { MistralClient } from '../../../src/mistral/client.ts';
import { Editor } from './editor/editor.ts';
import type { Engine, World } from './engines/engines.ts';
import type { Tally } from './figures.ts';
import { Model } from './model.ts';
import type { Place } from './places.ts';
import { VirtualTime } from '../../support/clock.ts';
import { Service } from './service.ts';
import { Typist, type User } from './typist.ts';
import { Watcher } from './watcher.ts';

/** Called after every key: the time in milliseconds, and the text at the cursor. */
export type OnKey = (at: number, context: CursorContext) => void;

/** Types one body with an engine, with an empty cache. */
export async function replay(
  place: Place,
  user: User,
  create: (world: World) => Engine,
  onKey?: OnKey,
): Promise<Tally> {
  const clock = new VirtualTime();
  const service = new Service(new Model(place), clock);
  const client = new MistralClient({ endpoint: 'https://api.mistral.ai', key: 'bench', fetch: service.fetch, clock });
  const watcher = new Watcher(place, clock, onKey && (() => onKey(clock.now(), editor.context())));
  const replace = (suggestion: Suggestion): boolean => editor.replace(suggestion);
  const engine = create({ clock, client, replace });
  const editor: Editor = new Editor(place, engine, clock, (cause) => watcher.ghostChanged(cause));
  watcher.watch(editor);
  await clock.run(new Typist(user, place, editor, watcher, clock).work());
  editor.close();
  return { ...watcher.tally, bill: service.bill };
}
