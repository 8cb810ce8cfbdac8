import { check } from './table.ts';

describe('line breaks at the beginning', () => {
  check({
    'typescript: drops those that double the indentation at the beginning of a block': [
      ['if (a) {\n  █\n}', '\n  b();', 'b();'],
      ['if (a) {\n  █\n}', '\n\n\n  b();', 'b();'],
    ],
    'typescript: leaves all others': [
      ['if (a) {\n█\n}', '\n  b();', '\n  b();'],
      ['a();\n\n█', '\nb();', '\nb();'],
      ['  a();\n  █', '\n  b();', '\n  b();'],
      ['if (a) {\n  b();\n  █\n', '\n}', '\n}'],
      ['/* a:\n   █\n*/', '\n   b', '\n   b'],
    ],
    'typescript: leaves those that separate statements': [
      ['a();█', '\n\nb();', '\n\nb();'],
      ['a();█', '\nb();', '\nb();'],
      ['}\n█', '\nfunction a() {}', '\nfunction a() {}'],
      ['a();█', '\n\n\n\nb();', '\n\n\n\nb();'],
    ],
    'python: leaves two blank lines before a definition': [
      ['    return a\n█', '\n\ndef b():', '\n\ndef b():'],
      ['    return a\n\n█', '\ndef b():', '\ndef b():'],
      ['    return a█', '\n\n\ndef b():', '\n\n\ndef b():'],
    ],
    'python: drops those at the beginning of a block': [['def a():\n    █', '\n    return b', 'return b']],
    'go: drops those at the beginning of a block': [['func a() {\n\t█\n}', '\n\treturn', 'return']],
    'java: drops those at the beginning of a block': [['class A {\n    █\n}', '\n    int b;', 'int b;']],
    'css: drops those at the beginning of a block': [['a {\n  █\n}', '\n  color: red;', 'color: red;']],
    'yaml: drops those at the beginning of a block': [['a:\n  █', '\n  b: 1', 'b: 1']],
    'markdown: leaves them': [
      ['# A\n█', '\nText.', '\nText.'],
      ['# A\n\n█', '\n\nText.', '\n\nText.'],
    ],
  });
});
