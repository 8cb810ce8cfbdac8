import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { type FimServer, promptOf, startFimServer } from '../server/fimServer.ts';
import { waitForFile } from './window/fileContent.ts';
import { openSharedWindow, type Window } from './window/window.ts';

describe('Fill Selection', () => {
  let server: FimServer;
  let window: Window;
  let files = 0;
  let file = '';
  const settings = (more = {}) => ({
    'infill.endpoint': server.url,
    'editor.quickSuggestions': false,
    'editor.wordBasedSuggestions': 'off',
    // VS Code shows no ghost text that does not begin with the entry that is selected in the list (1.139.1).
    'editor.suggestOnTriggerCharacters': false,
    ...more,
  });

  before(async () => {
    server = await startFimServer();
    window = await openSharedWindow({ settings: settings(), env: { MISTRAL_API_KEY: 'test-key' } });
  });
  after(() => server.close());
  beforeEach(() => server.reset());

  /** A new file in the editor, with `«this»` selected by the keys of the user. */
  async function select(drawing: string, extension = 'txt'): Promise<void> {
    const name = `fill-${++files}.${extension}`;
    file = join(window.folder, name);
    await writeFile(file, drawing.replace(/[«»]/g, ''));
    await window.openFile(name);
    const [before, selected] = drawing.split(/[«»]/) as [string, string];
    await press('ArrowDown', before.split('\n').length - 1);
    await selectHere(before.split('\n').at(-1)!.length, selected.length);
  }

  /** Selects so many characters of the line that the cursor stands at the beginning of. */
  async function selectHere(column: number, length: number): Promise<void> {
    await press('ArrowRight', column);
    await press('Shift+ArrowRight', length);
    await window.page.locator('[id="status.editor.selection"]', { hasText: `(${length} selected)` }).waitFor();
  }

  const press = async (key: string, times: number) => {
    for (let time = 0; time < times; time++) await window.press(key);
  };

  /** The keys that fill. */
  const fill = () => window.press('Alt+Shift+E');

  /** What the model says from now on; after so many tokens it rests. */
  const says = (text: string, stallAfter?: number) => {
    server.clearFaults();
    const stall = stallAfter === undefined ? undefined : { tokens: stallAfter };
    server.fault({ text, ...(stall && { stall }) }, { times: Infinity });
  };

  /** The line above a preview: one of its commands, or one that is a mere icon. */
  const lens = (text: string): Locator => window.page.locator('.codelens-decoration a', { hasText: text }).first();
  /** Takes the mouse away after it: a tooltip of what is under it then would cover others. */
  const clickLens = async (title: string) => {
    await lens(title).click();
    await window.page.mouse.move(640, 500);
  };
  const waitForHidden = () =>
    window.page.locator('.codelens-decoration', { hasText: 'Hidden for an automatic save: press any key' }).waitFor();
  const noPreview = () => lens('').waitFor({ state: 'detached' });
  const isClean = () => window.page.locator('.tab.active:not(.dirty)').waitFor();
  const isDirty = () => window.page.locator('.tab.active.dirty').waitFor();

  /** Waits until a preview makes up this text, all of it has come, and the cursor has come from the selection to it. */
  async function waitForPreview(text: string): Promise<void> {
    await window.waitForText(text);
    await lens('Another').waitFor();
    await window.page.locator('[id="status.editor.selection"]', { hasText: /Col \d+\s*$/ }).waitFor();
  }

  /** Waits until the file has this text. */
  const waitForDisk = (expected: string) => waitForFile(file, (text) => text === expected);

  it('puts text in place of the selection by its keys; Tab keeps it, and one undo takes it back', async () => {
    says('a + b');
    await select('sum = «0»;\n');
    await fill();
    await waitForPreview('sum = a + b;');
    await window.press('Tab');
    await noPreview();
    assert.equal(await window.editorText(), 'sum = a + b;\n');
    await window.press('ControlOrMeta+Z');
    await window.waitForText('sum = 0;');
    assert.equal(await window.editorText(), 'sum = 0;\n');
  });

  it('shows that it sends its request again, and then the preview', async () => {
    server.clearFaults();
    server.fault([{ status: 503 }, { text: 'a + b', stall: 'headers' }]);
    const { length } = server.requests;
    await select('sum = «0»;\n');
    await fill();
    const item = await window.waitForStatus(/Infill fills a selection with .*: retrying\..*Click to cancel\./s);
    assert.equal(item.text, 'Infill: retrying');
    await window.waitForNotification('retrying');
    await server.waitForRequest(length + 2);
    server.release();
    await waitForPreview('sum = a + b;');
    await window.press('Escape');
    await window.waitForText('sum = 0;');
    await window.waitForStatus('Infill is ready');
  });

  it('goes with Esc, and leaves nothing to save', async () => {
    says('one();\ntwo();');
    await select('a();\n«b();»\nc();\n');
    await fill();
    await waitForPreview('a();\none();\ntwo();\nc();');
    await isDirty();
    await window.press('Escape');
    await window.waitForText('a();\nb();\nc();');
    await isClean();
    await noPreview();
  });

  it('is in the palette and in the context menu, too', async () => {
    says('value');
    await select('x = «0»;\n');
    await window.command('infill.fillSelection');
    await window.waitForText('x = value;');
    await window.focusEditor();
    await window.press('Escape');
    await window.waitForText('x = 0;');
    await isClean();

    says('word');
    await window.page.locator('.view-line', { hasText: 'x = 0;' }).click({ button: 'right', position: { x: 3, y: 5 } });
    // VS Code takes no click within 100 ms of the menu's appearance (1.139.1).
    await window.page.getByRole('menuitem', { name: 'Fill Selection' }).click({ delay: 150 });
    await window.waitForText(/word/);
    await window.press('Escape');
    await isClean();
  });

  it('is decided by clicks above it', async () => {
    says('one');
    await select('x = «0»;\n');
    await fill();
    await waitForPreview('x = one;');
    says('two');
    await clickLens('Another');
    await window.waitForText('x = two;');
    await lens('2 of 2').waitFor();
    await clickLens('Previous');
    await window.waitForText('x = one;');
    await lens('1 of 2').waitFor();
    await clickLens('Next');
    await window.waitForText('x = two;');
    await clickLens('Discard');
    await window.waitForText('x = 0;');
    await isClean();

    await window.press('Home');
    await selectHere(4, 1);
    await fill();
    await waitForPreview('x = two;');
    await clickLens('Accept');
    await noPreview();
    assert.equal(await window.editorText(), 'x = two;\n');
  });

  it('has another candidate, and goes through them, by keys', async () => {
    says('one');
    await select('x = «0»;\n');
    await fill();
    await waitForPreview('x = one;');
    says('two');
    await window.press('Alt+Enter');
    await window.waitForText('x = two;');
    await lens('2 of 2').waitFor();
    await window.press('Alt+[');
    await window.waitForText('x = one;');
    await lens('1 of 2').waitFor();
    await window.press('Alt+]');
    await window.waitForText('x = two;');
    await window.press('Tab');
    await noPreview();
    assert.equal(await window.editorText(), 'x = two;\n');
  });

  it('shows what it replaces, struck through', async () => {
    says('value');
    await select('x = «old  <b>»;\n');
    await fill();
    await waitForPreview('x = value;');
    const line = window.page.locator('.view-line', { hasText: 'x = value;' });
    const behind = await line.evaluate((element) =>
      [...element.querySelectorAll('span')]
        .map((part) => getComputedStyle(part, '::after'))
        .filter(({ textDecorationLine }) => textDecorationLine === 'line-through')
        .map(({ content }) => content.replaceAll('\u00a0', ' ')),
    );
    assert.deepEqual(behind, ['"old  <b>"']);
    await line.locator('span', { hasText: 'value' }).last().hover();
    const struck = window.page.locator('.monaco-hover del');
    await struck.waitFor();
    assert.equal((await struck.innerText()).replaceAll('\u00a0', ' '), 'old  <b>');
    await window.page.locator('.monaco-hover a', { hasText: 'Discard' }).click();
    await window.waitForText('x = old  <b>;');
    await isClean();
  });

  it('fills several selections, which one key keeps and one undo takes back', async () => {
    server.fault([{ text: 'one' }, { text: 'two' }]);
    await select('a(«nil»);\nb(nil);\n');
    await window.press('ControlOrMeta+D');
    await fill();
    await waitForPreview('a(one);\nb(two);');
    assert.deepEqual(server.requests.map(promptOf), ['a(', 'a(one);\nb(']);
    await window.press('Tab');
    await noPreview();
    await window.press('ControlOrMeta+Z');
    await window.waitForText('a(nil);\nb(nil);');
    await isClean();
  });

  it('leaves Tab and Esc alone where the cursor is elsewhere', async () => {
    says('value');
    await select('\nx = «0»;\n');
    await fill();
    await waitForPreview('x = value;');
    await window.press('ArrowUp');
    await window.press('Tab');
    await window.waitForText('  \nx = value;');
    await window.press('Escape');
    await window.type('!');
    await window.waitForText('  !\nx = value;');
    await window.waitForGhostText('value');
    assert.equal(await lens('Accept').count(), 1);
  });

  it('tells how far it is, and ends by Cancel', async () => {
    says('one two three', 2);
    await select('x = «0»;\n');
    await fill();
    const item = await window.waitForStatus(/2 tokens so far.*Click to cancel/s);
    assert.deepEqual([item.text, item.icons], ['2 tokens', ['loading']]);
    assert.deepEqual((await window.waitForNotification('Infill: filling the selection: 2 tokens so far')).buttons, [
      'Cancel',
    ]);
    server.clearFaults();
    await window.clickNotificationButton('Cancel');
    await window.waitForText('x = 0;');
    await isClean();
    await window.waitForStatus('Infill is ready');
    await window.waitForNoNotification('Infill: filling the selection');
    const request = await server.waitForRequest(1);
    await request.done;
    assert.equal(request.closedByClient, true);
  });

  it('is the user’s once they type in it, and ghost text comes back', async () => {
    says('value');
    await select('x = «0»\n');
    await fill();
    await waitForPreview('x = value');
    says(' + more');
    await window.command('Trigger Inline Suggestion');
    await window.type('s');
    await noPreview();
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText(' + more');
    assert.deepEqual([...new Set(server.requests.map(promptOf))], ['x = ', 'x = values']);
    await window.press('Escape');
    assert.equal(await window.editorText(), 'x = values\n');
  });

  it('is not saved, and stays', async () => {
    says('value');
    await select('x = «0»;\n');
    await fill();
    await waitForPreview('x = value;');
    await window.press('Home');
    await window.type('// ');
    await window.press('ControlOrMeta+S');
    await waitForDisk('// x = 0;\n');
    await window.waitForText('// x = value;');
    await clickLens('Discard');
    await window.waitForText('// x = 0;');
    await isClean();
  });

  it('is accepted by a click where automatic saves keep it out of the document', async () => {
    await window.changeSettings(settings({ 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 0 }));
    says('value');
    await select('x = «0»;\n');
    await fill();
    await waitForHidden();
    assert.equal(await window.editorText(), 'x = 0;\n');
    await window.screenshot('fill-kept-out');
    await clickLens('Accept');
    await noPreview();
    await waitForDisk('x = value;\n');
    await window.changeSettings(settings());
  });

  it('asks what to do where one stands already', async () => {
    says('one');
    await select('x = «0»;\ny = 0;\nz = 0;\n');
    await fill();
    await waitForPreview('x = one;');
    const next = async () => {
      await press('ArrowDown', 1);
      await window.press('Home');
      await selectHere(4, 1);
      await fill();
      await window.page.locator('.quick-input-title', { hasText: 'This document already has a preview' }).waitFor();
    };
    says('two');
    await next();
    await window.pick('Wait for it');
    assert.equal(server.requests.length, 1);
    await clickLens('Accept');
    await waitForPreview('x = one;\ny = two;\nz = 0;');
    says('three');
    await next();
    await window.pick('Replace it');
    await waitForPreview('x = one;\ny = 0;\nz = three;');
    await window.focusEditor();
    await window.press('Tab');
    await noPreview();
    assert.equal(await window.editorText(), 'x = one;\ny = 0;\nz = three;\n');
  });

  it('leaves the file as it was when its tab is closed', async () => {
    says('value');
    await select('x = «0»;\n');
    await fill();
    await waitForPreview('x = value;');
    await window.command('View: Close Editor');
    await window.page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" }).click();
    await window.page.locator(`.tab[data-resource-name="${basename(file)}"]`).waitFor({ state: 'detached' });
    await window.waitForStatus('Infill is ready');
    assert.equal(await readFile(file, 'utf8'), 'x = 0;\n');
  });

  it('says so where the document is read-only', async () => {
    await select('x = «0»;\n');
    await window.command('File: Set Active Editor Read-only in Session');
    await window.focusEditor();
    await fill();
    await window.waitForNotification('This document is read-only: nothing can be filled in it.');
    await window.command('Notifications: Clear All Notifications');
    assert.equal(server.requests.length, 0);
  });

  it('is marked in every kind of theme', async () => {
    const kinds = [
      ['Default Light Modern', 'vs', 'light'],
      ['Default Dark Modern', 'vs-dark', 'dark'],
      ['Default High Contrast', 'hc-black', 'contrast'],
    ] as const;
    const body = 'func() int {\n\tpanic("not yet")\n}()';
    for (const [theme, className, kind] of kinds) {
      await window.changeSettings(settings({ 'workbench.colorTheme': theme }));
      await window.page.locator(`.monaco-workbench.${className}`).waitFor();
      server.clearFaults();
      server.fault([{ text: body }, { text: 'len(parcels)', stall: { tokens: 2 } }]);
      await select('var a = «nil» // in grams\nvar b = nil\n', 'go');
      await window.press('ControlOrMeta+D');
      await fill();
      await window.waitForText('var b = len');
      await window.waitForNotification('tokens so far');
      await lens('Cancel').waitFor();
      await window.screenshot(`fill-streaming-${kind}`);
      server.release();
      await waitForPreview('var b = len(parcels)');
      const borders = await window.page
        .locator('.view-overlays .cdr')
        .evaluateAll((marks) => marks.filter((mark) => getComputedStyle(mark).borderStyle === 'dashed').length);
      assert.equal(borders, kind === 'contrast' ? body.split('\n').length + 1 : 0);
      await window.waitForNoNotification('tokens so far');
      await window.screenshot(`fill-preview-${kind}`);
      says('42');
      await window.press('Alt+Enter');
      await lens('2 of 2').waitFor();
      await window.screenshot(`fill-candidates-${kind}`);
    }
  });
});
