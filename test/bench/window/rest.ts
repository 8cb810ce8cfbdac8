import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Window } from '../../keys/window.ts';
import { modelOf } from '../restModel.ts';
import { lengthOf, type Rest } from '../rested.ts';
import type { RestPlace } from '../restPlaces.ts';
import { takeRecording } from './recorder.ts';
import type { BenchServer } from './server.ts';

/** How long a user rests, in milliseconds. */
const restMs = 3_000;
/** From key to key, in milliseconds. */
const keyMs = 140;
/** VS Code makes an editor's parts while it is idle. */
const lookingMs = 700;
let files = 0;

/** Types to a place in a file of its own, rests there, and tells what was in view. */
export async function restAt(window: Window, server: BenchServer, place: RestPlace): Promise<Rest> {
  const { head, typed, rest, tail } = place;
  const file = `rest-${++files}${extname(place.file)}`;
  await writeFile(join(window.folder, file), head + tail);
  await window.openFile(file);
  const lines = head.split('\n');
  await window.setCursor(lines.length, 1);
  // Columns count what a tab is wide; keys do not.
  if (tail.startsWith('\n')) await window.press('End');
  else for (let at = lines.at(-1)!.length; at > 0; at--) await window.press('ArrowRight');
  server.model = modelOf(place);
  server.drain();
  await delay(lookingMs);
  await window.page.evaluate(takeRecording);
  for (const key of typed) await window.type(key, { delay: keyMs });
  await delay(restMs);
  const { ghosts, keys } = await window.page.evaluate(takeRecording);
  const requests = server.drain();
  await window.command('View: Revert and Close Editor');
  const said = requests.flatMap(({ at, tokens, sentAt }) => {
    let characters = lengthOf(`${typed}${rest}`.slice(0, at ?? 0)) - lengthOf(typed);
    return sentAt.map((time, index) => ({ at: time, characters: (characters += lengthOf(tokens[index]!)) }));
  });
  return { place, lastKeyAt: keys.at(-1)!.at, ghosts, said, requests: requests.length };
}
