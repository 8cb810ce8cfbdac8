import { check } from './table.ts';

describe('leadingBlankLines', () => {
  check({
    'typescript: drops those of a blank line': [
      ['if (a) {\n  █\n}', '\n  b();', 'b();'],
      ['if (a) {\n  █\n}', '\n\n\n  b();', 'b();'],
      ['if (a) {\n█\n}', '\n  b();', '  b();'],
      ['█', '\n\nimport a from "a";', 'import a from "a";'],
      ['a();\n\n█', '\nb();', 'b();'],
      ['  a();\n  █', '\n  b();', 'b();'],
      ['a();\n\n█', ' \n \nb();', 'b();'],
    ],
    'typescript: leaves those that part': [
      ['a();█', '\n\nb();', '\n\nb();'],
      ['a();█', '\nb();', '\nb();'],
      ['}\n█', '\nfunction a() {}', '\nfunction a() {}'],
      ['a();█', '\n\n\n\nb();', '\n\nb();'],
      ['if (a) {█\n}', '\n\n  b();', '\n  b();'],
    ],
    'python: leaves two': [
      ['    return a\n█', '\n\ndef b():', '\n\ndef b():'],
      ['    return a\n\n█', '\ndef b():', '\ndef b():'],
      ['    return a\n\n\n█', '\ndef b():', 'def b():'],
      ['    return a█', '\n\n\ndef b():', '\n\n\ndef b():'],
    ],
    'python: drops those of a block': [
      ['def a():█', '\n\n    return b', '\n    return b'],
      ['def a():\n    █', '\n    return b', 'return b'],
    ],
    'go: drops those of a block': [['func a() {\n\t█\n}', '\n\treturn', 'return']],
    'java: drops those of a block': [['class A {\n    █\n}', '\n    int b;', 'int b;']],
    'css: drops those of a block': [['a {\n  █\n}', '\n  color: red;', 'color: red;']],
    'yaml: drops those of a block': [['a:\n  █', '\n  b: 1', 'b: 1']],
    'markdown: leaves one': [
      ['# A\n█', '\nText.', '\nText.'],
      ['# A\n\n█', '\n\nText.', 'Text.'],
    ],
  });
});
