import assert from 'node:assert/strict';
import { sensibleStop, wholeWords } from '../../../src/completion/shownExtent.ts';
import { place } from '../../support/place.ts';

/** A place, a text, and its visible part; null while more must arrive. */
const cases: [name: string, at: string, text: string, shown: string | null, isRunning?: boolean, language?: string][] =
  [
    ['waits for the end of the first line', 'const x = █', 'foo(a', null],
    ['shows a line once the next begins', 'const x = █', 'foo(a);\n', 'foo(a);'],
    ['shows one line of several', 'const x = █', 'foo(a);\nconst y = 2;\nbar();', 'foo(a);'],
    ['shows the whole text once the answer ends', 'const x = █', 'foo(a', 'foo(a', false],
    ['stays on the line where code follows the cursor', 'foo(█, b)', 'a {\n  x\n}\n', 'a {'],
    ['continues past blank lines at the start', 'let a = 1;█', '\n\nlet b = 2;\nlet c', '\n\nlet b = 2;'],
    ['shows the whole block that the line opens', '█', 'if (a) {\n  b();\n}\nc();', 'if (a) {\n  b();\n}'],
    ['waits for the end of the block', '█', 'if (a) {\n  b();\n', null],
    ['shows the block that the line above opens', 'function f() {\n  █\n}', 'a();\n  b();\n}\n', 'a();\n  b();\n}'],
    ['keeps blank lines within a block', '█', 'if (a) {\n  b();\n\n  c();\n}\nd', 'if (a) {\n  b();\n\n  c();\n}'],
    [
      'ends a Python block before the next statement',
      'def f(a):█',
      '\n    return a\n\ndef g',
      '\n    return a\n',
      true,
    ],
    ['ends before an else', 'if a:█', '\n    b()\nelse:\n    c()\nd', '\n    b()'],
    [
      'shows a whole Ruby method',
      '█',
      'def add(a, b)\n  a + b\nend\n\ndef',
      'def add(a, b)\n  a + b\nend',
      true,
      'ruby',
    ],
    [
      'shows a whole Lua function',
      '█',
      'function add(a, b)\n  return a + b\nend\nadd(',
      'function add(a, b)\n  return a + b\nend',
      true,
      'lua',
    ],
    ['shows a shell block whole', '█', 'if true; then\n  a\nfi\nb', 'if true; then\n  a\nfi', true, 'shellscript'],
    ['shows a line of markup', '█', '<ul>\n', '<ul>'],
    ['shows nothing of an empty text', '█', '', '', false],
  ];

describe('sensibleStop', () => {
  for (const [name, at, text, shown, isRunning = true, language] of cases) {
    it(name, () => {
      const length = sensibleStop(text, isRunning, place(at, language ? { language } : {}));
      assert.equal(length === null ? null : text.slice(0, length), shown);
    });
  }
});

describe('wholeWords', () => {
  const cuts: [text: string, shown: string | null][] = [
    ['const a = b', 'const a = '],
    ['if (a) {\n  b();\n  con', 'if (a) {\n  b();'],
    ['Это прив', 'Это '],
    ['con', null],
    ['', null],
  ];
  for (const [text, shown] of cuts) {
    it(JSON.stringify(text), () => {
      const length = wholeWords(text);
      assert.equal(length === null ? null : text.slice(0, length), shown);
    });
  }
});
