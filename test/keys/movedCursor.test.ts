import assert from 'node:assert/strict';
import { startRecording, takeRecording } from '../bench/window/recorder.ts';
import { open, server, settings, useGhostTextWindow, window } from './window/ghostText.ts';

describe('an answer that comes late', () => {
  useGhostTextWindow();

  let click = 'menu';
  /** Resolves once the extension has had all events of the editor so far: a setting that it shows comes after them. */
  const eventsHaveCome = async () => {
    click = click === 'menu' ? 'toggleModel' : 'menu';
    await window.changeSettings({ ...settings(), 'infill.statusBarClick': click });
    await window.waitForStatus(click === 'menu' ? 'Click for the menu' : 'Click for the next model');
  };

  const calls: [what: string, call: () => Promise<void>, text: string][] = [
    ['a key', () => window.type(' '), 'y = one '],
    ['a trigger', () => window.command('Trigger Inline Suggestion'), 'y = one'],
  ];
  const moves = ['Home', 'ArrowLeft', 'Shift+ArrowLeft', 'Shift+Home', 'Control+ArrowLeft', 'Shift+Alt+ArrowRight'];
  for (const [what, call, text] of calls) {
    /** Makes a call whose answer waits for `server.release()`. */
    const callAtEnd = async () => {
      await open('y = one');
      server.fault({ text: ' late();', stall: 'headers' }, { times: Infinity });
      await call();
      await window.waitForStatus('is waiting for an answer');
    };

    for (const move of moves) {
      it(`to ${what} is not shown after ${move} @each`, async () => {
        await callAtEnd();
        await window.press(move);
        await eventsHaveCome();
        await window.page.evaluate(startRecording);
        server.release();
        await window.waitForStatus('is ready');
        // VS Code draws an answer, if any, within two frames.
        assert.equal(await window.ghostText(), null);
        assert.deepEqual((await window.page.evaluate(takeRecording)).ghosts, []);
        assert.equal(await window.editorText(), text);
      });
    }

    it(`to ${what} is shown once the cursor is back`, async () => {
      await callAtEnd();
      await window.press('Home');
      await window.press('End');
      await eventsHaveCome();
      server.release();
      await window.waitForGhostText(/late\(\);$/);
      await window.press('Tab');
      await window.waitForText('late();');
      assert.match(await window.editorText(), /^y = one +late\(\);$/);
    });
  }
});
