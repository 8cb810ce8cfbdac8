import assert from 'node:assert/strict';
import { isThorough } from './property.ts';

/** What repeats itself without end, so that whatever reads it anew from each of its characters never comes to an end. */
const units = [
  ...['a', '0', '_', 'é', '😀', '\ud800', ' ', '\t', '\n', '\r', '\u2028', '\ufeff', '\0', '\u001b['],
  ...['(', ')', '[', ']', '{', '}', '<', '>', '"', "'", '`', '""', '/', '\\', '-', '#', '=', '.', ':', ',', '@', '*'],
  ...['${', '/*', '*/', '//', '=> ', 'a\n', ' \n', 'a ', '\n}', ' {\n', 'f(', '((a', 'a){', ') ', 'a,b;', "from 'a'"],
  ...['[PREFIX]', '<|a', '+++++ ', '```\n', 'sk-', 'eyJ-', 'Bearer ', 'key=', '://', '-----BEGIN PRIVATE KEY-----'],
];

const characters = isThorough ? 100_000 : 20_000;
const longTexts = units.map((unit) => unit.repeat(Math.ceil(characters / unit.length)));

/**
 * What reading one of them may take of the processor, in milliseconds: several times what it takes on a busy machine, and far less than what
 * reads it anew from each of its characters.
 */
const maxMs = isThorough ? 4_000 : 800;

/** Tries something with texts of some 100,000 characters, or a fifth of that for `npm run check`. */
export function outlasts(read: (text: string) => unknown): void {
  for (const text of longTexts) {
    const start = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(start);
    const milliseconds = (user + system) / 1000;
    assert.ok(milliseconds < maxMs, `${JSON.stringify(text.slice(0, 40))}: ${milliseconds} ms`);
  }
}
