import { check } from './table.ts';

describe('controlCharacters', () => {
  check({
    'typescript: drops invisible characters': [
      ['█', 'a\u0000b', 'ab'],
      ['█', 'a\uD83Db', 'ab'],
      ['█', 'a\u202Eb', 'ab'],
      ['█', '\u001b[31ma', 'a'],
      ['█', '\ufeffa', 'a'],
      ['█', 'a\rb', 'ab'],
      ['█', 'a\u2066\u200f\u061cb', 'ab'],
      ['█', 'a\u200b\u2060\u2028b', 'ab'],
      ['█', 'a\u{e0041}\u{e007f}b', 'ab'],
      ['█', 'a\u3164\uffa0\u115f\u1160b', 'ab'],
      ['█', 'a\ufe0f\ufe00\u{e0100}\u{e01ef}b', 'ab'],
      ['█', 'a\u00ad\u034f\u180e\u17b4b', 'ab'],
      ['█', 'a\ufff9\ufffa\ufffb\u{1d173}\u{1d17a}\u{1bca0}\u{e0200}b', 'ab'],
      ['█', 'a\u2800\u2800b', 'ab'],
      ['█', 'a☎\ufe0f\ufe0f\u{e0100}b', 'a☎\ufe0fb'],
      ['█', 'a葛\u{e0100}\u{e0101}b', 'a葛\u{e0100}b'],
      ['█', 'a1\ufe0fb', 'a1b'],
      ['█', 'is\u200dAdmin(\u200cuser\u200d\u200c);', 'isAdmin(user);'],
    ],
    'typescript: keeps all other characters': [
      ['█', 'a😀b', 'a😀b'],
      ['█', '\tindented', '\tindented'],
      ["a = '█'", '👩\u200d💻 می\u200cخواهم', '👩\u200d💻 می\u200cخواهم'],
      [
        "a = '█'",
        '☎\ufe0e ❤\ufe0f 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3 👍🏽',
        '☎\ufe0e ❤\ufe0f 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3 👍🏽',
      ],
      ["a = '█'", '葛\u{e0100}城 ᠠ\u180b क्\u200dष', '葛\u{e0100}城 ᠠ\u180b क्\u200dष'],
      ["a = '█'", '⠁\u2800\u2800⠃ 한글', '⠁\u2800\u2800⠃ 한글'],
      ["a = '█'", 'äöü 你好 שלום', 'äöü 你好 שלום'],
    ],
  });
});

describe('trailingSpace', () => {
  check({
    'typescript: is dropped at the end': [
      ['█', 'a();  \n', 'a();'],
      ['█', '  \n\t\n', null],
      ['█', '', null],
      ['x = █', 'a \t', 'a'],
    ],
    'markdown: is dropped at the end': [['█', 'a  \n', 'a']],
    'python: is kept within a line': [['█', 'a = 1  # b', 'a = 1  # b']],
  });
});
