import { check } from './table.ts';

describe('controlCharacters', () => {
  check({
    'typescript: drops what nobody sees': [
      ['█', 'a\u0000b', 'ab'],
      ['█', 'a\uD83Db', 'ab'],
      ['█', 'a\u202Eb', 'ab'],
      ['█', '\u001b[31ma', 'a'],
      ['█', '\ufeffa', 'a'],
      ['█', 'a\rb', 'ab'],
      ['█', 'a\u2066\u200f\u061cb', 'ab'],
      ['█', 'a\u200b\u2060\u2028b', 'ab'],
      ['█', 'a\u{e0041}\u{e007f}b', 'ab'],
    ],
    'typescript: leaves the rest': [
      ['█', 'a😀b', 'a😀b'],
      ['█', '\tindented', '\tindented'],
      ["a = '█'", '👩\u200d💻 می\u200cخواهم', '👩\u200d💻 می\u200cخواهم'],
      ["a = '█'", 'äöü 你好 שלום', 'äöü 你好 שלום'],
    ],
  });
});

describe('trailingSpace', () => {
  check({
    'typescript: shows none': [
      ['█', 'a();  \n', 'a();'],
      ['█', '  \n\t\n', null],
      ['█', '', null],
      ['x = █', 'a \t', 'a'],
    ],
    'markdown: shows none': [['█', 'a  \n', 'a']],
    'python: leaves it within': [['█', 'a = 1  # b', 'a = 1  # b']],
  });
});
