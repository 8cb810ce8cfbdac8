// Presses Tab at random moments while VS Code's suggestion list opens, with and without a selected entry. Afterwards
// the document has the whole ghost text, an entry of the list, or white space.
//   node test/soak/list.ts [VERSION] [--tabs N]
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Chance } from '../support/chance.ts';
import type { Window } from '../keys/window/window.ts';
import { runProgram } from '../vscode/lifetime.ts';
import { parseVersion } from '../vscode/versions.ts';
import { openGhostWindow } from './ghostWindow.ts';

const { values: options, positionals } = parseArgs({
  options: { tabs: { type: 'string', default: '100' } },
  allowPositionals: true,
});

const seed = process.env.INFILL_SEED ?? String(Math.trunc(Math.random() * 2 ** 31));
const chance = new Chance(seed);

const code = 'const countAll = 1;\nconst countOne = 2;\n';
/** Typed key by key; the list has two names with this beginning, the model has a third. */
const typed = 'cou';
const ghost = 'ntEverything(1);';
/** Of a quick model, in milliseconds. */
const latency = { firstToken: 60, sigma: 0, perToken: 8 };
/** The time in which list and text come, in milliseconds. */
const momentsMs = 1_000;

await runProgram(async () => {
  const version = parseVersion(positionals[0]);
  const { window, settings } = await openGhostWindow({
    version,
    latency,
    model: { complete: (prompt) => ({ at: 0, text: prompt.endsWith(typed) ? `${ghost}\n` : '' }) },
    settings: { 'editor.quickSuggestions': true, 'editor.autoClosingBrackets': 'never' },
  });
  const file = join(window.folder, 'list.js');
  await writeFile(file, code);
  await window.openFile('list.js');
  console.log(`VS Code ${version}; INFILL_SEED=${seed} repeats the moments.`);
  for (const mode of ['never', 'always']) {
    await window.changeSettings({ ...settings, 'editor.suggest.selectionMode': mode });
    await warmUp(window, mode === 'always');
    const taken = new Map<string, number>();
    for (let time = 0; time < Number(options.tabs); time++) {
      const unit = await tab(window, mode);
      taken.set(unit, (taken.get(unit) ?? 0) + 1);
    }
    const units = [...taken].map(([unit, times]) => `${unit} ${times}`).join(', ');
    console.log(`Tab at ${options.tabs} moments, selection mode ${mode}: ${units}`);
  }
  return 0;
});

/** Types a name into the original document. */
async function begin(window: Window): Promise<void> {
  await window.press('ControlOrMeta+A');
  await window.press('Delete');
  await window.page.keyboard.insertText(code);
  await window.type(typed);
}

/** Opens the list until it has the new mode and the language server's names. */
async function warmUp(window: Window, selects: boolean): Promise<void> {
  const entry = `.suggest-widget.visible .monaco-list-row${selects ? '.focused' : ':not(.focused)'}`;
  const named = window.page.locator(entry, { hasText: selects ? /^count/ : 'countAll' }).first();
  for (;;) {
    await begin(window);
    await window.waitForSuggestWidget();
    const isThere = await named.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    await window.press('Escape');
    await window.press('Escape');
    if (isThere) return;
  }
}

/** Presses Tab at a random moment. @returns the inserted text */
async function tab(window: Window, mode: string): Promise<string> {
  await begin(window);
  await delay(chance.between(0, momentsMs));
  const shown = await window.ghostText();
  await window.press('Tab');
  await delay(100);
  await window.press('Escape');
  await window.press('Escape');
  const text = await window.editorText();
  assert.ok(text.startsWith(code), JSON.stringify(text));
  const name = text.slice(code.length);
  if (name === typed + ghost) return 'the ghost text';
  assert.ok(mode === 'always' || shown === null, `Tab made ${JSON.stringify(name)} of ${JSON.stringify(shown)}`);
  if (/^count(?:All|One)$/.test(name)) return 'an entry';
  if (/^cou\s+$/.test(name)) return 'white space';
  throw new Error(`Tab made ${JSON.stringify(name)}; in view was ${JSON.stringify(shown)}`);
}
