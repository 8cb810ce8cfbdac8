import assert from 'node:assert/strict';
import type { CDPSession } from 'playwright-core';
import { startRecording, takeRecording } from '../bench/window/recorder.ts';
import { promptOf } from '../server/fimServer.ts';
import { open, says, server, useGhostTextWindow, window } from './window/ghostText.ts';

describe('keystrokes', () => {
  useGhostTextWindow();

  const prompts = () => server.requests.map((request) => promptOf(request));
  const isFor = (prompt: string) => server.waitForRequest((request) => promptOf(request) === prompt);

  it('send one request once Backspace was held and rests @each', async () => {
    says('1;');
    await open('const total = price * amount + tax + fee;');
    for (let repeat = 0; repeat < 35; repeat++) await window.page.keyboard.down('Backspace');
    await window.page.keyboard.up('Backspace');
    await window.waitForGhostText('1;');
    assert.deepEqual(prompts(), ['const ']);
  });

  it('do not bring back a deleted statement until the user types again @each', async () => {
    says('total += price;');
    await open('');
    await window.type('\n');
    await window.waitForGhostText('total += price;');
    await window.press('Tab');
    await window.waitForText('total += price;');
    await window.page.evaluate(startRecording);
    for (let repeat = 0; repeat < 'total += price;'.length; repeat++) await window.page.keyboard.down('Backspace');
    await window.page.keyboard.up('Backspace');
    await window.waitForText(/^\s*$/);
    // The palette opens after VS Code's call.
    await window.command('Notifications: Clear All Notifications');
    await window.focusEditor();
    // Memory still has the text.
    await window.type('t');
    await window.waitForGhostText('otal += price;');
    const { ghosts } = await window.page.evaluate(takeRecording);
    assert.ok(!ghosts.some(({ text }) => text?.startsWith('total')), JSON.stringify(ghosts));
  });

  describe('of a composition', () => {
    let session: CDPSession;

    before(async () => void (session = await window.page.context().newCDPSession(window.page)));
    after(() => session.detach());

    const compose = (text: string) =>
      session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

    it('send one request after it @each', async () => {
      says('!');
      await open('a =');
      // VS Code calls for a composition only after a key in the same editor.
      await window.type(' ');
      await window.waitForGhostText('!');
      const before = server.counts.requests;
      const letters = 'zheshiyigehenchangdejuzi';
      for (let length = 1; length <= letters.length; length++) {
        await compose(letters.slice(0, length));
        await window.waitForText(`a = ${letters.slice(0, length)}`);
      }
      await session.send('Input.insertText', { text: '这是一个很长的句子' });
      await window.waitForText('a = 这是一个很长的句子');
      await isFor('a = 这是一个很长的句子');
      const composed = prompts().slice(before, -1);
      assert.ok(composed.length <= 1 && composed.every((prompt) => prompt === 'a = z'), composed.join(' | '));
    });
  });
});
