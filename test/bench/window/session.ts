import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Window } from '../../keys/window/window.ts';
import type { Body } from './bodies.ts';
import type { Session } from './figures.ts';
import { KnowingModel, type ModelName } from './model.ts';
import { takeRecording } from './recorder.ts';
import type { BenchServer } from './server.ts';
import { Typist, type User } from './typist.ts';

interface Work {
  window: Window;
  server: BenchServer;
  body: Body;
  model: ModelName;
  user: User;
}

let files = 0;

/**
 * Types one body into a new file, which the extension does not know.
 * @throws an Error if the file does not hold the original text at the end
 */
export async function typeBody({ window, server, body, model, user }: Work): Promise<Session> {
  const file = `typed-${++files}${body.extension}`;
  const { name, head, text, tail } = body;
  await writeFile(join(window.folder, file), head + tail);
  await window.openFile(file);
  const lines = head.split('\n');
  await window.setCursor(lines.length, lines.at(-1)!.length + 1);
  server.model = new KnowingModel(model, body);
  server.drain();
  await window.page.evaluate(takeRecording);

  const typist = new Typist(window, body);
  await typist.work(user);
  const recording = await window.page.evaluate(takeRecording);
  const requests = server.drain();
  const typed = await window.editorText();
  if (typed !== head + text + tail)
    throw new Error(`${name} was not typed as in the file:\n${difference(typed, head + text + tail)}`);
  await window.command('View: Close All Editors');
  return { text, strokes: typist.strokes, recording, requests };
}

function difference(typed: string, wanted: string): string {
  const [is, should] = [typed.split('\n'), wanted.split('\n')];
  const line = is.findIndex((one, index) => one !== should[index]);
  return [is, should].map((lines) => JSON.stringify(lines.slice(line, line + 3))).join('\n');
}
