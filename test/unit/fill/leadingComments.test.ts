import assert from 'node:assert/strict';
import { leadingComments } from '../../../src/fill/leadingComments.ts';

/** By language: lines, and how many of them are comments that lead. */
const cases: Record<string, [text: string, count: number, above?: string][]> = {
  typescript: [
    ['// a', 1],
    ['  // a\n\t// b\nfoo();', 2],
    ['foo();\n// a', 0],
    ['foo(); // a', 0],
    ['', 0],
    ['/* a */\nfoo();', 1],
    ['/* a */ foo();', 0],
    ['/**\n * a\n */\nfoo();', 3],
    ['/* a\n b */ foo();', 0],
    ['// a\n/* never ended\nfoo();', 1],
    ['/*/\nfoo();\n*/', 3],
    ['\n// a\n\n// b\n\nfoo();', 4],
    ['\n\nfoo();', 0],
    ['# a', 0],
  ],
  typescriptreact: [
    ['{/* a */}\n<p>', 1, '<div>\n'],
    ['{/* a\n b */}\n<p>', 2, '<div>\n'],
    ['{a}', 0],
    ['// a', 1],
  ],
  python: [
    ['# a\n#b\nfoo()', 2],
    ['#[1] a\nfoo()', 1],
    ['// a', 0],
    ['"""a"""', 0],
  ],
  php: [
    ['// a\n# b', 2],
    ["#[Pure]\n# b'", 0],
  ],
  html: [
    ['<!-- a -->\n<p>', 1],
    ['<!--\na\n-->\n<p>', 3],
    ['<!-- a --><p>', 0],
    ['// a\nfoo();', 0],
    ['// a\nfoo();', 1, '<script>\n'],
  ],
  markdown: [
    ['# Title', 0],
    ['<!-- a -->\n# Title', 1],
  ],
  css: [
    ['/* a */\na {', 1],
    ['// a', 0],
  ],
  scss: [['// a', 1]],
  vue: [
    ['<!-- a -->\n<p>', 1],
    ['// b\n/* c */', 2, '<script>\n'],
  ],
  handlebars: [['{{!-- a --}}\n<p>', 1]],
  sql: [['-- a\n/* b */\nselect', 2]],
  lua: [
    ['-- a\nfoo()', 1],
    ['--[[ a\nb ]]\nfoo()', 2],
    ['--[[ never ended', 0],
  ],
  haskell: [['{- a -}\n-- b', 2]],
  ruby: [['=begin\na\n=end\n# b\nfoo', 4]],
  powershell: [['<# a\nb #>\n# c', 3]],
  clojure: [[';; a\n(foo)', 1]],
  latex: [['% a\n\\foo', 1]],
  ini: [['; a\n# b\n[c]', 2]],
  bat: [['rem a\nREM\n:: b\n@rem c\nremove', 4]],
  vb: [["' a\nRem b\nReminder()", 2]],
  yaml: [['# a\nb: c', 1]],
  dockerfile: [['# a\nRUN b', 1]],
  c: [['// a\n#include <b.h>', 1]],
};

describe('leadingComments', () => {
  for (const [language, rows] of Object.entries(cases)) {
    for (const [text, count, above] of rows) {
      it(`${language}: ${JSON.stringify(text)}`, () => {
        assert.equal(leadingComments(text.split('\n'), language, above), count);
      });
    }
  }
});
