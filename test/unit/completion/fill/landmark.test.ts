import assert from 'node:assert/strict';
import { landmarkOf, withoutPassed } from '../../../../src/completion/fill/landmark.ts';
import { place } from '../place.ts';

/** A place, and what is left of the text after the cursor where the lines before the landmark are passed. */
const landmarks: [name: string, at: string, suffix: string][] = [
  ['the next line, if it says enough', '  █\n  const total = sum(x);\n}', '\n  const total = sum(x);\n}'],
  ['the end of the block', '  █\n}\nfoo();', '\n}\nfoo();'],
  ['the end of the block behind what says little', '  █\n  return x;\n}', '\n}'],
  ['the branch that follows', 'if a:\n    █\nelse:\n    b()', '\nelse:\n    b()'],
  [
    'a line that says enough behind an annotation',
    '  █\n\n  @Test\n  void parsesQuotes() {',
    '\n  void parsesQuotes() {',
  ],
  [
    'a line behind a block',
    '\t█\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer file.Close() // x',
    '\n\tdefer file.Close() // x',
  ],
  [
    'not a line that is above, too',
    'const total = 0;\n█\nconst total = 0;\nfoo(); // the last of all',
    '\nfoo(); // the last of all',
  ],
  ['the next line where none says enough', '█\na();\nb();', '\na();\nb();'],
  ['nothing where nothing is', '█', ''],
  ['not the rest of the line', 'x = █ + 1;\na();\n\nconst total = sum(x);', ' + 1;\nconst total = sum(x);'],
];

/** A place, a text, and what is left of it without the lines that stand below. */
const ends: [at: string, text: string, left: string][] = [
  ['  █\n  return x;\n}', 'a();\n  return x;', 'a();'],
  ['  █\n  @Test\n  void parsesQuotes() {', 'void a() {}\n\n  @Test', 'void a() {}'],
  ['  █\n  a();\n  b();\n}', 'c();\n  a();\n  b();', 'c();'],
  ['  █\n  a();\n  b();\n}', 'c();\n\n  a();\n', 'c();'],
  ['  █\n  a();\n  b();\n}', 'b();', 'b();'],
  ['  █\n  a();\n  b();\n}', 'a();', ''],
  ['  x = █\n  x = a;\n}', 'a;', ''],
  ['  █\n}', 'a();\n}', 'a();\n}'],
  ['  █\n  /**\n   * Clears the memory.\n   */\n}', 'a() {}\n\n  /**', 'a() {}'],
  ['[\n  █\n  0,\n  1,\n]', '2,\n  0,', '2,\n  0,'],
];

describe('landmarkOf', () => {
  for (const [name, at, suffix] of landmarks) {
    it(`is ${name}`, () => assert.equal(landmarkOf(place(at)).context.suffix, suffix));
  }
});

describe('withoutPassed', () => {
  for (const [at, text, left] of ends) {
    it(`${JSON.stringify(at)} + ${JSON.stringify(text)}`, () => {
      assert.equal(withoutPassed(text, landmarkOf(place(at))), left);
    });
  }
});
