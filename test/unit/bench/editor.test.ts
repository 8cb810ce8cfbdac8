import assert from 'node:assert/strict';
import type { CursorContext } from '../../../src/completion/cursorContext.ts';
import type { Suggestion } from '../../../src/completion/suggestion.ts';
import { Editor } from '../../bench/typing/editor/editor.ts';
import { VirtualTime } from '../../support/clock.ts';
import { place } from './smallPlace.ts';

/** An editor at the place; the test answers for the engine. */
function open() {
  const time = new VirtualTime();
  const asked: { at: number; context: CursorContext; answer: (suggestion: Suggestion | null) => void }[] = [];
  const changed: string[] = [];
  const engine = {
    changed: ({ prefix }: CursorContext) => void changed.push(prefix.slice(place.head.length)),
    complete: (context: CursorContext) =>
      new Promise<Suggestion | null>((answer) => asked.push({ at: time.now(), context, answer })),
    end: () => undefined,
  };
  const editor = new Editor(place, engine, time, () => undefined);
  const pass = (milliseconds: number) => time.run(time.until(time.now() + milliseconds));
  const type = (text: string) => {
    for (const character of text) editor.type(character);
  };
  return { editor, asked, changed, pass, type };
}

describe('the simulated editor', () => {
  it('indents at Enter, closes brackets, and types over them', () => {
    const { editor, type } = open();
    editor.press('enter');
    type('sum(');
    assert.deepEqual([editor.typed, editor.ahead], ['\n  sum(', ')']);
    type("['a'");
    assert.deepEqual([editor.typed, editor.ahead], ["\n  sum(['a'", '])']);
    type('])');
    assert.deepEqual([editor.typed, editor.ahead], ["\n  sum(['a'])", '']);
  });

  it('gives a closer its own line at Enter between brackets, and outdents one that is typed first', () => {
    const { editor, type } = open();
    editor.press('enter');
    type('if (a) {');
    editor.press('enter');
    assert.deepEqual([editor.typed, editor.ahead], ['\n  if (a) {\n    ', '\n  }']);
    type('b;');
    editor.press('past closer');
    editor.press('enter');
    type('}');
    assert.equal(editor.typed, '\n  if (a) {\n    b;\n  }\n}');
  });

  it('asks 60 ms after the last of quick keys, and notifies of each change at once', async () => {
    const { editor, asked, changed, pass, type } = open();
    editor.press('enter');
    await pass(40);
    type('a');
    assert.deepEqual(changed, ['\n  ', '\n  a']);
    await pass(100);
    assert.deepEqual(
      asked.map(({ at, context }) => [at, context.prefix]),
      [[100, `${place.head}\n  a`]],
    );
  });

  it('shortens a ghost text while an answer is pending, and drops it when the answer is empty', async () => {
    const { editor, asked, pass, type } = open();
    editor.press('enter');
    await pass(60);
    asked[0]!.answer({ text: 'const a = 1;', replaces: 0 });
    await pass(1);
    assert.equal(editor.ghost?.text, 'const a = 1;');
    type('c');
    assert.equal(editor.ghost.text, 'onst a = 1;');
    await pass(60);
    asked[1]!.answer(null);
    await pass(1);
    assert.equal(editor.ghost, null);
  });

  it('ignores an answer that comes after the next key', async () => {
    const { editor, asked, pass, type } = open();
    editor.press('enter');
    await pass(60);
    type('c');
    asked[0]!.answer({ text: 'const', replaces: 0 });
    await pass(1);
    assert.equal(editor.ghost, null);
  });

  it('shows a range over closers only if the text contains them', async () => {
    for (const [text, shown] of [
      ['a);', true],
      ['a;', false],
    ] as const) {
      const { editor, asked, pass, type } = open();
      type(' sum(');
      await pass(60);
      asked[0]!.answer({ text, replaces: 1 });
      await pass(1);
      assert.equal(editor.ghost !== null, shown, text);
    }
  });

  it('accepts a word, a line and all, and asks again at once', async () => {
    const { editor, asked, pass } = open();
    editor.press('enter');
    await pass(60);
    asked[0]!.answer({ text: 'const a = 1;\n  return a;\n', replaces: 0 });
    await pass(1);
    editor.accept('word');
    assert.deepEqual([editor.typed, editor.ghost?.text], ['\n  const', ' a = 1;\n  return a;\n']);
    editor.accept('line');
    editor.accept('all');
    assert.deepEqual([editor.typed, editor.ghost], ['\n  const a = 1;\n  return a;\n', null]);
    await pass(10);
    assert.equal(asked.length, 2);
  });
});
