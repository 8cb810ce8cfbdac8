import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { bracketsOf } from '../../../../src/completion/filters/brackets.ts';
import type { Suggestion } from '../../../../src/completion/filters/filter.ts';
import { controlCharacters } from '../../../../src/completion/filters/controlCharacters.ts';
import {
  cleaned,
  emptiedByCleaner,
  emptiedByFilter,
  filtered,
  fitted,
  reachesSuffix,
  repeatsItself,
} from '../../../../src/completion/filters/index.ts';
import { place } from '../place.ts';
import { type Editor, closingEditor } from './closingEditor.ts';
import { holdsInOrder } from '../../../bench/brackets.ts';
import { outlasts } from '../../longTexts.ts';
import { holds } from '../../property.ts';

const places = [
  '█',
  'const x = █',
  'const x = █;\nlast(x);',
  'foo(█)',
  'foo(█);\nbar();',
  "foo('█')",
  'foo(█, b);',
  'x = █ + 1;',
  'foo([█]);',
  'function f() {\n  █\n}\n',
  'function f() {\n  █\n  return b;\n}\n',
  'function f() {\n  if (a) {\n    █\n  }\n}\n',
  'foo(() => {█});',
  'def f():\n    █\n    return a\n',
  'func f() {\n\t█\n}\n',
];

/** Statements, whole and well-formed, on one line or several. */
const expression = fc.letrec<{ any: string; call: string; list: string; object: string; atom: string }>((tie) => ({
  atom: fc.constantFrom('a', 'b', 'x1', '42', "'s'", '"t (u"', 'foo', 'bar.baz', '`v`'),
  call: fc
    .tuple(tie('atom'), fc.array(tie('any'), { maxLength: 2 }))
    .map(([name, args]) => `fn${name.length}(${args.join(', ')})`),
  list: fc.array(tie('any'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
  object: tie('any').map((value) => `{ a: ${value} }`),
  any: fc.oneof({ maxDepth: 3, withCrossShrink: true }, tie('atom'), tie('call'), tie('list'), tie('object')),
})).any;
const statement = fc.oneof(
  expression.map((value) => `${value};`),
  fc.tuple(expression, expression).map(([a, b]) => `const c = ${a} + ${b};`),
  fc.tuple(expression, expression).map(([a, b]) => `if (${a}) {\n  ${b};\n}`),
);
const code = fc.array(statement, { minLength: 1, maxLength: 3 }).map((statements) => statements.join('\n'));
/** What a model may give: code, perhaps with closers that it repeats, blank lines and spaces. */
const answer = fc
  .tuple(
    fc.constantFrom('', ' ', '\n', '  '),
    code,
    fc.constantFrom('', ')', ');', '}', '\n}', '\n  }\n}', ']);', ' \n'),
  )
  .map((parts) => parts.join(''));
const somewhere = fc.constantFrom(...places).map((drawing) => place(drawing));
/** Anything at all, rich in what the filters look at. */
const junk = fc
  .array(
    fc.oneof(
      fc.constantFrom('[PREFIX]', '<|', '```', 'end', '  ', ' ', '\t', '\n'),
      fc.constantFrom(...'( ) [ ] { } < > " \' ` ; , . + = : # / * | \\'.split(' ')),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));
/** UTF-16 units in any order, halves of pairs too. */
const broken = fc
  .array(fc.constantFrom('\ud83d', '\ude00', '\u200b', '\u001b[31m', 'a', ')', '\r\n', '😀'), { maxLength: 12 })
  .map((parts) => parts.join(''));
const anything = fc.oneof(
  answer,
  junk,
  junk.map((text) => text.replace(/[^]{3}/gu, '$&\n')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  broken,
);
const languages = fc.constantFrom('typescript', 'python', 'rust', 'markdown', 'makefile', 'plaintext', 'go');

describe('filters', () => {
  it('show text without white space at its end, which holds in order what it takes in', async () => {
    await holds([fc.oneof(answer, junk), somewhere], (text, context) => {
      const shown = filtered(text, context);
      if (shown === null) return;
      assert.equal(shown.text, shown.text.trimEnd());
      assert.notEqual(shown.text, '');
      const taken = context.suffix.slice(0, shown.replaces);
      assert.ok(!taken.includes('\n'));
      let from = 0;
      for (const character of taken) {
        from = shown.text.indexOf(character, from) + 1;
        assert.ok(from > 0, `${JSON.stringify(taken)} in ${JSON.stringify(shown.text)}`);
      }
    });
  });

  it('do nothing the second time', async () => {
    await holds([fc.oneof(answer, junk), somewhere], (text, context) => {
      const once = fitted(text, context);
      if (once !== null) assert.deepEqual(fitted(once.text, context), once);
    });
  });

  it('show plain new code as it is', async () => {
    await holds([code, fc.constantFrom('█', '\n█\n', 'start();\n█\nfinish();\n')], (text, drawing) => {
      fc.pre(!repeatsItself(text));
      assert.deepEqual(filtered(text, place(drawing)), { text, replaces: 0 });
    });
  });

  it('show the same beginning when more of the text has come', async () => {
    await holds([answer, somewhere, fc.nat()], (text, context, at) => {
      fc.pre(!repeatsItself(text));
      const part = cleaned(text.slice(0, at % text.length), context).trimEnd();
      assert.ok(part === '' || cleaned(text, context).startsWith(part));
    });
  });

  it('show the rest to whoever types along, but for what the editor has closed by itself', async () => {
    await holds([answer, somewhere, fc.nat({ max: 4 })], (text, context, turn) => {
      // Statements within a string: nobody types that.
      fc.pre(!context.prefix.endsWith("'"));
      const whole = cleaned(text, context);
      const shown = fitted(whole, context);
      if (shown === null) return;
      assert.ok(whole.startsWith(shown.text));
      const result = accepted(context, shown);
      // Statements between arguments may be cut where the suffix's comma stands in them: nobody accepts that.
      fc.pre(isWellFormed(result) && bracketsOf(result, { language: 'typescript' }).open.length === 0);
      let editor: Editor = closingEditor(context);
      for (let typed = 1; typed < shown.text.length; typed++) {
        editor = editor.type(shown.text[typed - 1]!);
        // What the editor has closed on the next line cannot be typed over: the user has closed it twice.
        if (!isWellFormed(accepted(editor.context, null))) return;
        // Every fifth key is enough for one case.
        if (typed % 5 !== turn) continue;
        const rest = fitted(whole.slice(typed), editor.context);
        const expected = shown.text.slice(typed);
        const message = `after typing ${JSON.stringify(shown.text.slice(0, typed))}: ${JSON.stringify(rest)}`;
        const left = expected.slice(rest?.text.length ?? 0).trimStart();
        if (accepted(editor.context, rest) === result) continue;
        assert.ok(expected.startsWith(rest?.text ?? ''), message);
        assert.ok(left === '' || left[0] === editor.context.suffix.slice(rest?.replaces ?? 0).trimStart()[0], message);
        assert.ok(isWellFormed(accepted(editor.context, rest)), message);
      }
    });
  });

  it('say nothing that the model has not said, in whole characters, whatever stands where', async () => {
    await holds(
      [anything, anything, anything, languages, fc.boolean()],
      (text, prefix, suffix, language, isFromTop) => {
        const context = place('█', { prefix, suffix: suffix.toWellFormed(), language, startLine: isFromTop ? 0 : 7 });
        const visible = controlCharacters(text, context);
        assert.ok(holdsInOrder(text, visible));
        const clean = cleaned(text, context);
        // White space apart: it is indented as the document is.
        assert.ok(squashed(visible).includes(squashed(clean)), `cleaned: ${JSON.stringify(clean)}`);
        assert.ok(linesOf(clean) <= linesOf(text), `cleaned: ${JSON.stringify(clean)}`);
        assert.ok(clean.isWellFormed());
        const shown = fitted(clean, context);
        if (shown === null) {
          const emptied = emptiedByCleaner(text, context) ?? emptiedByFilter(clean, context);
          assert.equal(emptied === null, text.trim() === '');
          return;
        }
        assert.ok(clean.startsWith(shown.text));
        assert.ok(shown.text.isWellFormed());
      },
      [['\ud83d\u001b[31m\ude00', '', '', 'typescript', false]],
    );
  });

  it('come to an end with texts that repeat themselves', () => {
    const places = ["f('█')\nfoo(a);\n", '  if (a) {\n    █\n  }\n'].map((drawing) => place(drawing));
    outlasts((text) => {
      for (const context of places) filtered(text, context);
      repeatsItself(text);
      reachesSuffix(text, places[0]!);
    });
  });

  it('come to an end in documents that repeat themselves', () => {
    outlasts((text) => {
      const around = place('█', { prefix: text.slice(-12_000), suffix: text.slice(0, 3_000) });
      const said = text.slice(0, 20_000);
      filtered(text.slice(0, 5_000), around);
      filtered('a {\n  b()\n}', around);
      fitted(said, { ...around, prefix: 'f(' });
      fitted(said, { ...around, prefix: '', suffix: text[0]! });
    });
  });
});

function squashed(text: string): string {
  return text.replace(/\s+/g, '');
}

function linesOf(text: string): number {
  return text.split('\n').length;
}

/** The document after an accept. */
function accepted({ prefix, suffix }: CursorContext, shown: Suggestion | null): string {
  return prefix + (shown?.text ?? '') + suffix.slice(shown?.replaces ?? 0);
}

/** Whether no bracket closes nothing, and no string is left open. */
function isWellFormed(document: string): boolean {
  const { closers, quote } = bracketsOf(document, { language: 'typescript' });
  return closers.length === 0 && quote === null;
}
