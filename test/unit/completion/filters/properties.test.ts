import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { bracketsOf } from '../../../../src/completion/filters/brackets.ts';
import type { Suggestion } from '../../../../src/completion/filters/filter.ts';
import { cleaned, filtered, fitted, repeatsItself } from '../../../../src/completion/filters/index.ts';
import { place } from '../place.ts';
import { type Editor, closingEditor } from './closingEditor.ts';

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

describe('filters', () => {
  it('show text without white space at its end, which holds in order what it takes in', () => {
    fc.assert(
      fc.property(fc.oneof(answer, junk), somewhere, (text, context) => {
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
      }),
    );
  });

  it('do nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(answer, junk), somewhere, (text, context) => {
        const once = fitted(text, context);
        if (once !== null) assert.deepEqual(fitted(once.text, context), once);
      }),
    );
  });

  it('show plain new code as it is', () => {
    fc.assert(
      fc.property(code, fc.constantFrom('█', '\n█\n', 'start();\n█\nfinish();\n'), (text, drawing) => {
        fc.pre(!repeatsItself(text));
        assert.deepEqual(filtered(text, place(drawing)), { text, replaces: 0 });
      }),
    );
  });

  it('show the same beginning when more of the text has come', () => {
    fc.assert(
      fc.property(answer, somewhere, fc.nat(), (text, context, at) => {
        fc.pre(!repeatsItself(text));
        const part = cleaned(text.slice(0, at % text.length), context).trimEnd();
        assert.ok(part === '' || cleaned(text, context).startsWith(part));
      }),
    );
  });

  it('show the rest to whoever types along, but for what the editor has closed by itself', () => {
    fc.assert(
      fc.property(answer, somewhere, (text, context) => {
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
          const rest = fitted(whole.slice(typed), editor.context);
          const expected = shown.text.slice(typed);
          const message = `after typing ${JSON.stringify(shown.text.slice(0, typed))}: ${JSON.stringify(rest)}`;
          const left = expected.slice(rest?.text.length ?? 0).trimStart();
          if (accepted(editor.context, rest) === result) continue;
          assert.ok(expected.startsWith(rest?.text ?? ''), message);
          assert.ok(
            left === '' || left[0] === editor.context.suffix.slice(rest?.replaces ?? 0).trimStart()[0],
            message,
          );
          assert.ok(isWellFormed(accepted(editor.context, rest)), message);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** The document after an accept. */
function accepted({ prefix, suffix }: CursorContext, shown: Suggestion | null): string {
  return prefix + (shown?.text ?? '') + suffix.slice(shown?.replaces ?? 0);
}

/** Whether no bracket closes nothing, and no string is left open. */
function isWellFormed(document: string): boolean {
  const { closers, quote } = bracketsOf(document, { language: 'typescript' });
  return closers.length === 0 && quote === null;
}
