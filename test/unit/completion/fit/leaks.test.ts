import { check } from './table.ts';

describe('promptMarkers', () => {
  check({
    'typescript: cuts at a marker': [
      ['█', 'a(); [SUFFIX]b();', 'a();'],
      ['█', 'a();[SUFFIX]b();', 'a();'],
      ['█', 'a();\n[PREFIX]b();', 'a();'],
      ['█', 'a();<|endoftext|>', 'a();'],
      ['█', 'a();<fim_suffix>b();', 'a();'],
      ['█', 'a();\n<|file_sep|>b.ts', 'a();'],
      ['█', 'a();\n+++++ src/b.ts\nb();', 'a();'],
      ['█', '[PREFIX]a();', null],
      ['█', 'a();<EOT>', 'a();'],
    ],
    'typescript: drops the marker before the answer': [
      ['█', '[MIDDLE]a();', 'a();'],
      ['█', '<fim_middle>a();', 'a();'],
      ['█', '<|fim_middle|>a();', 'a();'],
    ],
    'typescript: leaves code that resembles a marker': [
      ['x = █', 'parts[SUFFIX];', 'parts[SUFFIX];'],
      ['x = parts█', '[PREFIX];', '[PREFIX];'],
      ["usage('[PREFIX]');\nusage('█", "a [PREFIX]');", "a [PREFIX]');"],
      ['x = █', 'a++ + ++b;', 'a++ + ++b;'],
    ],
    'fsharp: leaves pipes': [['let a = █', 'f <| b |> c', 'f <| b |> c']],
    'python: cuts at a marker': [
      ['█', 'a()\n[SUFFIX]', 'a()'],
      ['█', 'a()\n+++++ b.py\nb()', 'a()'],
    ],
    'shellscript: leaves an index': [['echo █', '"${a[PREFIX]}"', '"${a[PREFIX]}"']],
    'restructuredtext: leaves underlines': [['█', 'Title\n+++++', 'Title\n+++++']],
  });
});

describe('codeFences', () => {
  check({
    'typescript: takes code out of a fence': [
      ['█', '```ts\na();\n```', 'a();'],
      ['█', '```\na();\n```\nThis calls a.', 'a();'],
      ['█', 'a();\n```', 'a();'],
      ['█', '```', null],
      ['if (a) {\n  █\n}', '```typescript\nb();\n```', 'b();'],
    ],
    'python: takes code out of a fence': [['█', '```python\na()\n```', 'a()']],
    'sql: takes code out of a fence': [['█', '```sql\nselect a;\n```', 'select a;']],
    'python: leaves documentation': [
      ['def f():\n    """A.\n\n    █', '```\n    f()\n    ```', '```\n    f()\n    ```'],
    ],
    'rust: leaves documentation': [['█', '/// ```\n/// a();\n/// ```', '/// ```\n/// a();\n/// ```']],
    'markdown: leaves fences': [
      ['█', '```ts\na();\n```', '```ts\na();\n```'],
      ['```ts\n█', 'a();\n```', 'a();\n```'],
    ],
    'typescript: leaves templates': [['a = █', '`b`', '`b`']],
  });
});

describe('needlessClosers', () => {
  check({
    'typescript: drops closers that close nothing': [
      ['█', '}', null],
      ['a();\n█', '});', null],
      ['/** A. */\n█', '*/', null],
      ['a();█', ')', null],
    ],
    'typescript: shows closers that are missing': [
      ['a(b█', ');', ');'],
      ['if (a) {\n  b();\n█', '}', '}'],
      ['/**\n * A.\n █', '*/', '*/'],
      ['a()█', ';', ';'],
      ['a(() => {\n  b();\n█', '});', '});'],
    ],
    'html: comments': [
      ['<!-- a █', '-->', '-->'],
      ['<!-- a -->\n█', '-->', null],
    ],
    'css: comments': [
      ['a {\n█', '}', '}'],
      ['█', '*/', null],
    ],
  });
});
