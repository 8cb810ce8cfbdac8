import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleaned, droppedByCleaning } from '../../../../src/completion/fit/clean.ts';
import { type Arrival } from '../../../../src/completion/suggestion.ts';
import { droppedByFit, fit, reachesSuffix } from '../../../../src/completion/fit/fit.ts';
import { withoutInvisible } from '../../../../src/completion/fit/leaks.ts';
import { loopStart } from '../../../../src/completion/fit/loops.ts';
import { knownLanguages } from '../../../../src/language/table/index.ts';
import { holdsInOrder } from '../../../bench/typing/editor/brackets.ts';
import { outlasts } from '../../../support/texts.ts';
import { holds } from '../../../support/property.ts';
import { place } from '../../../support/place.ts';
import { closingEditor } from './closingEditor.ts';
import { documentWith } from './table.ts';

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
  atom: fc.constantFrom('a', 'b', 'x1', '42', "'s'", "'it)'", '"t (u"', 'foo', 'bar.baz', '`v`'),
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
/** A possible answer: code, perhaps with repeated closers, blank lines and spaces. */
const answer = fc
  .tuple(
    fc.constantFrom('', ' ', '\n', '  '),
    code,
    fc.constantFrom('', ')', ');', '}', '\n}', '\n  }\n}', ']);', ' \n'),
  )
  .map((parts) => parts.join(''));
const somewhere = fc.constantFrom(...places).map((drawing) => place(drawing));
/** Arbitrary text, rich in what the rules look at. */
const junk = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '[PREFIX]',
        '<|',
        '```',
        'end',
        '  ',
        ' ',
        '\t',
        '\n',
        '"""',
        '/*',
        '*/',
        '<div>',
        '</div>',
        '#if',
        '{%',
      ),
      fc.constantFrom(...'( ) [ ] { } < > " \' ` ; , . + = : # / * | \\'.split(' ')),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));
/** UTF-16 code units in any order, lone surrogates included. */
const broken = fc
  .array(fc.constantFrom('\ud83d', '\ude00', '\u200b', '\u001b[31m', 'a', ')', '\r\n', '😀'), { maxLength: 12 })
  .map((parts) => parts.join(''));
const anything = fc.oneof(answer, junk, fc.string({ unit: 'binary', maxLength: 20 }), broken);
const languages = fc.constantFrom(...knownLanguages);
const arrivals = fc.constantFrom<Arrival>('running', 'cut off', 'whole');

describe('fitting', () => {
  it('shows a beginning of the answer that contains, in order, the characters that it replaces', async () => {
    await holds([fc.oneof(answer, junk), somewhere, arrivals], (text, context, arrival) => {
      const shown = fit(text, context, arrival);
      if (shown === null) return;
      assert.notEqual(shown.text, '');
      assert.ok(text.startsWith(shown.text));
      const taken = context.suffix.slice(0, shown.replaces);
      assert.ok(!taken.includes('\n'));
      assert.ok(holdsInOrder(shown.text, taken), `${JSON.stringify(taken)} in ${JSON.stringify(shown.text)}`);
    });
  });

  it('shows plain new code unchanged', async () => {
    await holds([code, fc.constantFrom('█', '\n█\n', 'start();\n█\nfinish();\n')], (text, drawing) => {
      fc.pre(loopStart(text) === null);
      const context = place(drawing);
      assert.equal(
        documentWith(context, fit(cleaned(text, context), context)),
        drawing.replace('█', () => text),
      );
    });
  });

  it('yields the same document for code in a block, whatever lines below the model repeats', async () => {
    const endings = fc.constantFrom('', '\n}', '\n}\n', '\n}\n\nnext();');
    await holds([code, endings], (text, ending) => {
      fc.pre(loopStart(text) === null);
      const body = text.replaceAll('\n', '\n  ');
      const context = place('function f() {\n  █\n}\n\nnext();\n');
      const fitted = fit(cleaned(body + ending, context), context);
      assert.equal(documentWith(context, fitted), `function f() {\n  ${body}\n}\n\nnext();\n`);
    });
  });

  it('shows only a beginning of the whole answer while it arrives', async () => {
    await holds([answer, somewhere, fc.nat()], (text, context, at) => {
      fc.pre(loopStart(text) === null);
      const part = cleaned(text.slice(0, at % text.length), context).trimEnd();
      assert.ok(cleaned(text, context).startsWith(part));
    });
  });

  it('grows to the whole answer where the editor has closed what was typed', async () => {
    await holds([statement, fc.nat()], (text, at) => {
      const [line] = text.split('\n', 1);
      const head = line!.slice(0, 1 + (at % line!.length));
      let editor = closingEditor(place('█'), 0);
      for (const character of head) editor = editor.type(character);
      const { prefix, suffix } = editor.context;
      fc.pre(prefix === head && suffix !== '');
      const context = { ...editor.context, ahead: suffix.length };
      const rest = text.slice(head.length);
      let shown = '';
      for (let length = 1; length <= rest.length; length++) {
        const now = fit(rest.slice(0, length), context, length < rest.length ? 'running' : 'whole')?.text ?? '';
        assert.ok(now.startsWith(shown.trimEnd()), `${JSON.stringify(shown)}, then ${JSON.stringify(now)}`);
        shown = now;
      }
      assert.equal(documentWith(context, fit(rest, context)), text);
    });
  });

  it('shows only text of the model, in whole characters, in any language', async () => {
    await holds(
      [anything, anything, anything, languages, arrivals, fc.boolean()],
      (text, prefix, suffix, language, arrival, isFromTop) => {
        const context = place('█', { prefix, suffix: suffix.toWellFormed(), language, startLine: isFromTop ? 0 : 7 });
        const visible = withoutInvisible(text);
        assert.ok(holdsInOrder(text, visible));
        const clean = cleaned(text, context);
        // White space is ignored: cleaning adapts the indentation.
        assert.ok(squashed(visible).includes(squashed(clean)), `cleaned: ${JSON.stringify(clean)}`);
        assert.ok(linesOf(clean) <= linesOf(text), `cleaned: ${JSON.stringify(clean)}`);
        assert.ok(clean.isWellFormed());
        const shown = fit(clean, context, arrival);
        if (shown === null) {
          if (arrival === 'running') return;
          const dropped = droppedByCleaning(text, context) ?? droppedByFit(clean, context);
          assert.equal(dropped === null, text.trim() === '');
          return;
        }
        assert.ok(clean.startsWith(shown.text));
        assert.ok(shown.text.isWellFormed());
      },
      [['\ud83d\u001b[31m\ude00', '', '', 'typescript', 'whole', false]],
    );
  });

  it('terminates for texts that repeat themselves', () => {
    const around = ["f('█')\nfoo(a);\n", '  if (a) {\n    █\n  }\n'].map((drawing) => place(drawing));
    outlasts((text) => {
      for (const context of around) fit(cleaned(text, context), context);
      loopStart(text);
      reachesSuffix(text, around[0]!);
    });
  });

  it('terminates in documents that repeat themselves', () => {
    outlasts((text) => {
      const around = place('█', { prefix: text.slice(-12_000), suffix: text.slice(0, 3_000) });
      const said = text.slice(0, 20_000);
      fit(cleaned(text.slice(0, 5_000), around), around);
      fit('a {\n  b()\n}', around);
      fit(said, { ...around, prefix: 'f(' });
      fit(said, { ...around, prefix: '', suffix: text[0]! });
    });
  });
});

function squashed(text: string): string {
  return text.replace(/\s+/g, '');
}

function linesOf(text: string): number {
  return text.split('\n').length;
}
