import assert from 'node:assert/strict';
import { startRecording, takeRecording } from '../bench/window/recorder.ts';
import { promptOf } from '../server/fimServer.ts';
import { open, says, server, useGhostTextWindow, window } from './window/ghostText.ts';

describe('ghost text', () => {
  useGhostTextWindow();

  it('appears where the user pauses, and Tab accepts it @each', async () => {
    says('= add(1, 2);\nconst next = 1;\n');
    await open('');
    await window.type('const sum ');
    await window.waitForGhostText('= add(1, 2);');
    await window.screenshot('ghost-text');
    await window.press('Tab');
    await window.waitForText('const sum = add(1, 2);');
    assert.equal(await window.editorText(), 'const sum = add(1, 2);');
  });

  it('shows a whole block where one begins @each', async () => {
    says(' {\n  return 1;\n}\n\nfunction g() {\n');
    await open('function f()', 'js');
    await window.press('End');
    await window.type(' ');
    await window.press('Backspace');
    await window.waitForGhostText(' {\n  return 1;\n}');
    await window.press('Tab');
    await window.waitForText('return 1;');
    assert.equal(await window.editorText(), 'function f() {\n  return 1;\n}');
  });

  it('stays while the user types along, without another request @each', async () => {
    says('alpha beta gamma');
    await open('x ');
    await window.type(' ');
    await window.waitForGhostText('alpha beta gamma');
    const { requests } = server.counts;
    const text = 'alpha beta gamma';
    for (let typed = 0; typed < 10; typed++) {
      await window.type(text.charAt(typed));
      await window.waitForGhostText(text.slice(typed + 1));
    }
    assert.equal(server.counts.requests, requests);
  });

  it('is in view before every key of a body that is typed along, with one request', async () => {
    const lines = ["const all = ['a', 'b'].map((one) => `${one}: ${prices[0]}`);", 'return { all, mean: all.length };'];
    const body = lines.join('\n  ');
    says(body);
    await open('function summary(prices) {█\n}\n', 'js');
    await window.type('\n');
    // The editor indents the lines.
    for (const key of body.replaceAll('\n  ', '\n')) {
      await window.waitForGhostText(/\S/);
      await window.type(key, { delay: 0 });
    }
    await window.waitForGhostText(null);
    assert.equal(await window.editorText(), `function summary(prices) {\n  ${body}\n}\n`);
    assert.equal(server.counts.requests, 1);
  });

  it('grows to its line and to its block while the cursor rests, and Tab accepts it @each', async () => {
    await open('');
    const text = 'for (const one of all) {\n  use(one);\n}\ndone();\n';
    server.fault({ text, stall: { tokens: 8 } });
    await window.type('\n');
    await window.waitForGhostText(/^for \(const one of/);
    server.release();
    await window.waitForGhostText('for (const one of all) {\n  use(one);\n}');
    await window.screenshot('grown');
    await window.press('Tab');
    await window.waitForText('use(one);');
    assert.equal(await window.editorText(), '\nfor (const one of all) {\n  use(one);\n}');
    assert.equal(server.counts.requests, 1);
  });

  it("offers the model's text beyond the line as the next candidate @each", async () => {
    says('= add(1, 2);\nconst next = 1;');
    await open('');
    await window.type('const sum ');
    await window.waitForGhostText('= add(1, 2);');
    const { requests } = server.counts;
    await window.press('Alt+]');
    await window.waitForGhostText('= add(1, 2);\nconst next = 1;');
    await window.press('Tab');
    await window.waitForText('const next = 1;');
    assert.equal(await window.editorText(), 'const sum = add(1, 2);\nconst next = 1;');
    assert.equal(server.counts.requests, requests);
  });

  it('offers the next candidate also if it arrives after the user has asked for it', async () => {
    await open('const sum ');
    server.fault({ text: '= add(1, 2);\nconst next = 1;', stall: { tokens: 10 } });
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText('= add(1, 2);');
    server.release();
    await server.requests.at(-1)!.done;
    await window.press('Alt+]');
    await window.waitForGhostText('= add(1, 2);\nconst next = 1;');
    assert.equal(server.counts.requests, 1);
  });

  const ends: [what: string, end: () => Promise<void>][] = [
    ['Esc', () => window.press('Escape')],
    ['a move of the cursor', () => window.press('Home')],
    ['a click', () => line().click({ position: { x: 2, y: 5 } })],
    ['a change of the tab', () => window.press('ControlOrMeta+PageUp')],
    ['a lost focus', () => window.press('ControlOrMeta+Shift+E')],
  ];
  const line = () => window.page.locator('.editor-group-container.active .view-line').first();
  for (const [what, end] of ends) {
    it(`does not grow after ${what} @each`, async () => {
      await open('const all = ');
      server.fault({ text: 'one + two + three + four;\n', stall: { tokens: 8 } });
      await window.type(' ');
      await window.waitForGhostText(/^one \+ two/);
      await end();
      await window.waitForGhostText(null);
      await window.page.evaluate(startRecording);
      const request = server.requests.at(-1)!;
      server.release();
      await request.done;
      // The extension's own command, if any, runs before this one.
      await window.command('Notifications: Clear All Notifications');
      assert.deepEqual((await window.page.evaluate(takeRecording)).ghosts, []);
    });
  }

  it('disappears when the user types something else, and the request ends', async () => {
    says('alpha');
    await open('y ');
    await window.type(' ');
    await window.waitForGhostText('alpha');
    says('');
    await window.type('z');
    await window.waitForGhostText(null);
    server.clearFaults();
    server.fault({ text: 'one two three', stall: { tokens: 1 } }, { times: Infinity });
    await window.type(' ');
    const request = await server.waitForRequest((one) => promptOf(one) === 'y  z ');
    await window.type('Q');
    await request.done;
    assert.equal(request.closedByClient, true);
  });

  it('disappears with Esc @each', async () => {
    says('alpha');
    await open('e ');
    await window.type(' ');
    await window.waitForGhostText('alpha');
    await window.press('Escape');
    await window.waitForGhostText(null);
    assert.equal(await window.editorText(), 'e  ');
  });

  it('appears when the user triggers it', async () => {
    says('alpha');
    await open('t ');
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText('alpha');
  });

  it('disappears with an undo, and comes back from the cache when the text does @each', async () => {
    says('alpha beta');
    await open('u');
    await window.type(' ');
    await window.waitForGhostText('alpha beta');
    says('');
    await window.press('Control+z');
    await window.waitForGhostText(null);
    assert.equal(await window.editorText(), 'u');
    await window.type(' ');
    await window.waitForGhostText('alpha beta');
  });

  it('is in one of two views of a document, with one request @each', async () => {
    says('alpha beta');
    await open('v ');
    await window.command('View: Split Editor Right');
    await window.press('Control+End');
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText('alpha beta');
    await window.screenshot('two-views');
    await window.press('Tab');
    await window.waitForText('v alpha beta');
    assert.equal(server.counts.requests, 1);
    await window.command('View: Close All Editors in Group');
    assert.equal(await window.editorText(), 'v alpha beta');
  });

  it('stays when the line ends of its document change @each', async () => {
    says('b();\nc();\nd();');
    await open('a();\r\n', 'js');
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText('b();');
    await window.type('b();');
    await window.waitForGhostText(/c\(\);/);
    await window.type('\n');
    await window.waitForGhostText('c();');
    assert.equal(server.counts.requests, 1);
    assert.equal(await window.editorText(), 'a();\r\nb();\r\n');
  });

  it('is never in the search box', async () => {
    says('alpha');
    await open('s ');
    await window.press('Control+f');
    await window.page.locator('.find-widget textarea').first().fill('secret');
    await window.press('Escape');
    await window.type('!');
    await server.waitForRequest((one) => promptOf(one) === 's !');
    assert.ok(!server.requests.some((one) => promptOf(one).includes('secret')));
  });
});
