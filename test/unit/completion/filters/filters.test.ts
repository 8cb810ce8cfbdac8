import assert from 'node:assert/strict';
import { filtered } from '../../../../src/completion/filters/index.ts';
import { place } from '../place.ts';

/** At a place, what is shown of a text; null for nothing. `|` ends what the text takes in after the cursor. */
const cases: Record<string, [at: string, text: string, shown: string | null, replaces?: number][]> = {
  'closers after the cursor': [
    ['foo(█)', 'a, b)', 'a, b'],
    ['foo(█)', 'bar(a)', 'bar(a)'],
    ['foo(█)', 'bar(a))', 'bar(a)'],
    ['foo(█)', 'a);', 'a);', 1],
    ['foo([█])', 'a]);', 'a]);', 2],
    ['foo(█)', 'a, () => {\n  b();\n});', 'a, () => {\n  b();\n});', 1],
    ['foo(█);', 'a);', 'a'],
    ["foo('█')", "a')", 'a'],
    ["foo('█')", "a');", "a');", 2],
    ["x = '█'", "a'", 'a'],
    ["x = '█'", "a';", "a';", 1],
    ['x = [█]', '1, 2]', '1, 2'],
    ['x = █;', '1;', '1'],
    ['foo(█)', 'a', 'a'],
    ['if (a) {█}', ' b(); }', ' b();'],
  ],
  'what stands below the cursor': [
    ['a();\n█\nb();\n', 'c();\nb();', 'c();'],
    ['a();\n█\nreturn b;\n', 'return b;', null],
    ['{\n  █\n}', 'return a;\n}', 'return a;'],
    ['{\n  █\n}\n', 'return a;\n}\n', 'return a;'],
    ['  █\n  return b;\n}', 'c();\n  return b;\n}\n\nfunction d() {', 'c();'],
    ['█\n}\n', 'if (a) {\n  b();\n}', 'if (a) {\n  b();\n}'],
    ['█\n    return total\n', 'total += 1\n    return tot', 'total += 1'],
    ['foo█ bar', 'x bar', 'x'],
  ],
  'what nobody sees': [
    ['█', 'a\u0000b', 'ab'],
    ['█', 'a\uD83Db', 'ab'],
    ['█', 'a😀b', 'a😀b'],
    ['█', 'a\u202Eb', 'ab'],
    ['█', '\u001b[31ma', '[31ma'],
    ['█', 'a();  \n', 'a();'],
    ['█', '  \n\t\n', null],
    ['█', '', null],
    ['█', '\tindented', '\tindented'],
  ],
};

describe('filtered', () => {
  for (const [group, rows] of Object.entries(cases)) {
    describe(group, () => {
      for (const [at, text, shown, replaces = 0] of rows) {
        it(`${JSON.stringify(at)} + ${JSON.stringify(text)}`, () => {
          assert.deepEqual(filtered(text, place(at)), shown === null ? null : { text: shown, replaces });
        });
      }
    });
  }
});
