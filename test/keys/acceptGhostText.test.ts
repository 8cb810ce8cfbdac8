import assert from 'node:assert/strict';
import { startRecording, takeRecording } from '../bench/window/recorder.ts';
import { promptOf } from '../server/fimServer.ts';
import { open, says, server, useGhostTextWindow, window } from './window/ghostText.ts';

describe('accepted ghost text', () => {
  useGhostTextWindow();

  it('continues from the cache after Tab, line by line @each', async () => {
    says(' one\n two\n three\n');
    await open('zero');
    await window.type(':');
    await window.waitForGhostText(' one');
    const { requests } = server.counts;
    await window.press('Tab');
    await window.waitForGhostText('\n two');
    await window.press('Tab');
    await window.waitForGhostText('\n three');
    assert.equal(server.counts.requests, requests);
    assert.equal(await window.editorText(), 'zero: one\n two');
  });

  it('is accepted whole by Tab while it grows @each', async () => {
    const text = 'for (const one of all) {\n  use(one);\n}';
    for (const tokens of [8, 10, 14]) {
      await open('');
      server.fault({ text: `${text}\ndone();\n`, stall: { tokens } });
      await window.type('\n');
      await window.waitForGhostText(/^for/);
      const seen = [await window.ghostText()];
      await window.page.evaluate(startRecording);
      server.release();
      await window.press('Tab');
      await window.waitForText('for (const one of');
      const accepted = (await window.editorText()).trimStart();
      seen.push(...(await window.page.evaluate(takeRecording)).ghosts.map((ghost) => ghost.text));
      assert.ok(seen.includes(accepted) && text.startsWith(accepted), JSON.stringify({ accepted, seen }));
    }
  });

  it('is accepted in part, word by word @each', async () => {
    says('alpha beta gamma');
    await open('w ');
    await window.type(' ');
    await window.waitForGhostText('alpha beta gamma');
    const { requests } = server.counts;
    await window.press('Control+ArrowRight');
    await window.waitForGhostText(' beta gamma');
    assert.equal(await window.editorText(), 'w  alpha');
    assert.equal(server.counts.requests, requests);
    await window.press('Tab');
    await window.waitForGhostText(null);
    assert.equal(await window.editorText(), 'w  alpha beta gamma');
  });

  it('continues the selected entry of the suggestion list @each', async () => {
    says('Numbers(1, 2)');
    await open('function addNumbers() {}\nadd', 'js');
    await window.press('Control+Space');
    await window.waitForSuggestWidget();
    const request = await server.waitForRequest((one) => promptOf(one).endsWith('\nadd'));
    await request.done;
    await window.waitForGhostText('Numbers(1, 2)');
    await window.press('Tab');
    // Tab accepted the list's entry (1.100, 1.139); the rest comes from the cache.
    await window.waitForGhostText('(1, 2)');
    await window.press('Tab');
    await window.waitForText('addNumbers(1, 2)');
    assert.equal(await window.editorText(), 'function addNumbers() {}\naddNumbers(1, 2)');
  });

  it('keeps the closers that the editor adds @each', async () => {
    says('a, b);\n');
    await open('sum', 'js');
    await window.type('(');
    await window.waitForGhostText(/a, b/);
    await window.press('Tab');
    await window.waitForText('sum(a, b);');
    assert.equal(await window.editorText(), 'sum(a, b);');
  });

  it('continues after a bracket that the editor closes, with the running request @each', async () => {
    await open('sum', 'js');
    server.fault({ text: '(a, b);\n', stall: { tokens: 0 } });
    await window.command('Trigger Inline Suggestion');
    await server.waitForRequest((one) => promptOf(one) === 'sum');
    await window.type('(');
    await window.waitForText('sum()');
    server.release();
    // A user who types along sees the first word at once, and more of it with the next key.
    await window.waitForGhostText(/^a,/);
    assert.equal(server.counts.requests, 1);
    await window.type('a');
    await window.waitForGhostText(/^, b/);
    await window.press('Tab');
    await window.waitForText('sum(a, b)');
    assert.equal(server.counts.requests, 1);
  });

  it('has the line ends of its document', async () => {
    says(' {\n  return 1;\n}\n');
    await open('a();\r\nfunction f()', 'js');
    await window.press('Control+End');
    await window.type(' ');
    await window.press('Backspace');
    await window.waitForGhostText(' {\n  return 1;\n}');
    await window.press('Tab');
    await window.waitForText('return 1;');
    assert.equal(await window.editorText(), 'a();\r\nfunction f() {\r\n  return 1;\r\n}');
  });

  describe('yields the document that the model means', () => {
    interface Case {
      name: string;
      extension: string;
      /** The cursor is at `█`. */
      drawing: string;
      answer: string;
      /** Typed along with the answer, before the first Tab. */
      keys: string;
      /** Ghost text in view before each Tab, without closers of the document. */
      shown: string[];
      document: string;
    }
    const cases: Case[] = [
      {
        name: 'within a Python f-string',
        extension: 'py',
        drawing: 'name = "x"\nprint█\n',
        answer: '(f"Hello {name}")',
        keys: '(f"Hello {',
        shown: ['name'],
        document: 'name = "x"\nprint(f"Hello {name}")\n',
      },
      {
        name: 'within a shell string',
        extension: 'sh',
        drawing: 'cd /tmp\necho█\n',
        answer: ' "$(date) in ${HOME}"',
        keys: ' "$(date) in ${',
        shown: ['HOME"'],
        document: 'cd /tmp\necho "$(date) in ${HOME}"\n',
      },
      {
        name: 'within a JSX element',
        extension: 'jsx',
        drawing: 'const page = <div>█</div>;\n',
        answer: '<b>{one}</b> <i>two</i>',
        keys: '<b>{o',
        shown: ['ne}</b> <i>two</i>'],
        document: 'const page = <div><b>{one}</b> <i>two</i></div>;\n',
      },
      {
        name: 'after Enter in a block that the editor closes',
        extension: 'js',
        drawing: 'function one()█\n\nfunction two() {}\n',
        answer: ' {\n  return 1;\n}',
        keys: ' {\n',
        shown: ['return 1;'],
        document: 'function one() {\n  return 1;\n}\n\nfunction two() {}\n',
      },
      {
        name: 'above a method with the same annotation',
        extension: 'java',
        drawing: 'class A {\n  █\n\n  @Override\n  public int two() { return 2; }\n}\n',
        answer: '@Override\n  public int one() { return 1; }',
        keys: '@',
        shown: ['Override', '\n  public int one() { return 1; }'],
        document:
          'class A {\n  @Override\n  public int one() { return 1; }\n\n  @Override\n  public int two() { return 2; }\n}\n',
      },
      {
        name: 'with the space before a call',
        extension: 'js',
        drawing: 'async function f() {\n  return █load();\n}\n',
        answer: 'await ',
        keys: 'aw',
        shown: ['ait '],
        document: 'async function f() {\n  return await load();\n}\n',
      },
      {
        name: 'in a file with CRLF',
        extension: 'js',
        drawing: 'if (a)█\r\nelse c();\r\n',
        answer: ' {\n  b();\n}',
        keys: ' {\n',
        shown: ['b();'],
        document: 'if (a) {\r\n  b();\r\n}\r\nelse c();\r\n',
      },
    ];
    for (const { name, extension, drawing, answer, keys, shown, document } of cases) {
      it(`${name} @each`, async () => {
        says(answer);
        await open(drawing, extension);
        await window.command('Trigger Inline Suggestion');
        for (const key of keys) {
          await window.waitForGhostText(/./);
          await window.type(key);
        }
        for (const text of shown) {
          await window.waitForGhostText(text);
          await window.screenshot(`${name.replaceAll(' ', '-')}-before-tab`);
          await window.press('Tab');
        }
        await window.waitForGhostText(null);
        await window.screenshot(name.replaceAll(' ', '-'));
        assert.equal(await window.editorText(), document);
        assert.equal(server.counts.requests, 1);
      });
    }
  });
});
