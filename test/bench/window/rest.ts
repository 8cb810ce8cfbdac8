import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Window } from '../../keys/window/window.ts';
import { arrivals, modelOf } from '../rest/model.ts';
import type { Rest } from '../rest/report.ts';
import { keyMs, restMs, type RestPlace } from '../rest/places.ts';
import { takeRecording } from './recorder.ts';
import type { BenchServer } from './server.ts';

/** Time before the first key, in milliseconds: VS Code creates an editor's contributions when it is idle. */
const lookingMs = 700;
let files = 0;

/** Types to a place in a new file and rests there. */
export async function restAt(window: Window, server: BenchServer, place: RestPlace): Promise<Rest> {
  const { head, typed, tail } = place;
  const file = `rest-${++files}${extname(place.file)}`;
  await writeFile(join(window.folder, file), head + tail);
  await window.openFile(file);
  const lines = head.split('\n');
  await window.setCursor(lines.length, 1);
  // A column counts the width of a tab; a key moves over one character.
  if (tail.startsWith('\n')) await window.press('End');
  else for (let at = lines.at(-1)!.length; at > 0; at--) await window.press('ArrowRight');
  server.model = modelOf(place);
  server.drain();
  await delay(lookingMs);
  await window.page.evaluate(takeRecording);
  for (const key of typed) await window.type(key, { delay: keyMs });
  await delay(restMs);
  const endsAt = Date.now();
  const { ghosts, keys } = await window.page.evaluate(takeRecording);
  const requests = server.drain();
  await window.command('View: Revert and Close Editor');
  const said = requests.flatMap(({ at, tokens, sentAt }) => arrivals(place, at ?? 0, tokens, sentAt));
  return {
    place,
    lastKeyAt: keys.at(-1)!.at,
    ghosts,
    said: said.filter(({ at }) => at <= endsAt),
    requests: requests.length,
  };
}
