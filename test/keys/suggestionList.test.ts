import assert from 'node:assert/strict';
import { open, says, server, settings, useGhostTextWindow, window } from './window/ghostText.ts';

describe('ghost text with the suggestion list', () => {
  useGhostTextWindow();

  it('appears, if late, when the suggestion list has opened with nothing selected', async () => {
    const unselected = { 'editor.suggest.selectionMode': 'never', 'editor.rulers': [90] };
    await window.changeSettings({ ...settings(), ...unselected });
    await open('');
    await window.page.locator('.view-ruler').first().waitFor({ state: 'attached' });
    await open('const countAll = 1;\nconst countOne = 2;\nco', 'js');
    server.fault({ text: 'ntEverything(1);', stall: 'headers' }, { times: Infinity });
    await window.type('u');
    await window.waitForSuggestWidget();
    server.release();
    await window.waitForGhostText('ntEverything(1);');
    assert.equal(server.counts.requests, 1);
    await window.changeSettings(settings());
  });

  describe('open at any letter', () => {
    const code = 'const countAll = 1;\nconst countOne = 2;\n';
    before(async () => {
      // By default the list opens only after a dot, or if no ghost text comes within 750 ms (1.139.1).
      const opens = { 'editor.quickSuggestions': true, 'editor.rulers': [100] };
      await window.changeSettings({ 'infill.endpoint': server.url, ...opens });
      await open('');
      await window.page.locator('.view-ruler').first().waitFor({ state: 'attached' });
    });
    after(() => window.changeSettings(settings()));

    /** Types the beginning of a name in the list; the model has another name. */
    const typeName = async () => {
      says('ntEverything(1);');
      await open(code, 'js');
      await window.type('cou');
      await window.waitForSuggestWidget();
    };

    it('shows the text of the cache once Esc has closed the list', async () => {
      says('ntEverything(1);');
      await open(`${code}co`, 'js');
      await window.type('u');
      await window.waitForSuggestWidget();
      await server.waitForRequest(1);
      await window.press('Escape');
      await window.waitForGhostText('ntEverything(1);');
      assert.equal(server.counts.requests, 1);
    });

    it('hides no text of request after request: one is sent until it closes', async () => {
      says('Nothing();');
      await open(`${code}cou`, 'js');
      await window.type('n');
      await window.waitForSuggestWidget();
      const { done } = await server.waitForRequest(1);
      await done;
      // Its answer comes to the extension within two frames.
      assert.equal(await window.ghostText(), null);
      await window.type('tAl', { delay: 150 });
      await window.press('Escape');
      await window.waitForGhostText('Nothing();');
      assert.equal(server.counts.requests, 2);
    });

    describe('with nothing selected in the list', () => {
      before(async () => {
        await window.command('infill.keepBothInView');
        await window.waitForNotification('now opens with nothing selected');
      });

      it('is in view, and Tab accepts it @each', async () => {
        await typeName();
        await window.waitForGhostText('ntEverything(1);');
        await window.screenshot('beside-list');
        await window.press('Tab');
        await window.waitForText('countEverything(1);');
        assert.equal(await window.editorText(), `${code}countEverything(1);`);
      });

      it('stays when Esc closes the list @each', async () => {
        await typeName();
        await window.waitForGhostText('ntEverything(1);');
        await window.press('Escape');
        await window.waitForSuggestWidget(false);
        await window.waitForGhostText('ntEverything(1);');
        await window.press('Escape');
        await window.waitForGhostText(null);
        assert.equal(await window.editorText(), `${code}cou`);
      });

      it('does not take Enter and a bracket from the document', async () => {
        await typeName();
        await window.waitForGhostText('ntEverything(1);');
        await window.press('Enter');
        assert.equal(await window.editorText(), `${code}cou\n`);
        await typeName();
        await window.waitForGhostText('ntEverything(1);');
        await window.type('(');
        assert.equal(await window.editorText(), `${code}cou()`);
      });

      it('does not take Tab from the selected entry @each', async () => {
        await typeName();
        await window.waitForGhostText('ntEverything(1);');
        await window.press('ArrowDown');
        await window.page.locator('.suggest-widget .monaco-list-row.focused').waitFor();
        await window.press('Tab');
        await window.waitForText(/count(?:All|One)$/);
        assert.match((await window.editorText()).slice(code.length), /^count(?:All|One)$/);
      });
    });
  });
});
