import assert from 'node:assert/strict';
import { type Arrival } from '../../../../src/completion/suggestion.ts';
import { fit } from '../../../../src/completion/fit/fit.ts';
import { place } from '../../../support/place.ts';
import { check } from './table.ts';

describe('closers right of the cursor', () => {
  check({
    'typescript: takes in closers that the text has itself': [
      ['foo(█)', 'a, b)', 'a, b)', 1],
      ['foo(█)', 'a);', 'a);', 1],
      ['foo(█)', 'bar(a))', 'bar(a))', 1],
      ['foo([█])', 'a]);', 'a]);', 2],
      ['foo({█})', ' a: 1 });', ' a: 1 });', 2],
      ['foo({█})', ' a: 1 }, b);', ' a: 1 }, b);', 2],
      ['foo(█);', 'a);', 'a);', 2],
      ['foo(() => {█});', '\n  a();\n});', '\n  a();\n});', 3],
      ['foo(█)', 'a, () => {\n  b();\n});', 'a, () => {\n  b();\n});', 1],
      ['x = [█]', '1, 2];', '1, 2];', 1],
      ['x = [█];', '1, 2];', '1, 2];', 2],
      ['if (a) {█}', ' b(); }', ' b(); }', 1],
      ['f(`${█}`)', 'a}`);', 'a}`);', 3],
      ["foo('█')", "a')", "a')", 2],
      ["foo('█');", "a');", "a');", 3],
      ["foo('█')", "a', b);", "a', b);", 2],
      ["x = '█'", "a';", "a';", 1],
      ['const a: Array<█>', 'string> = [];', 'string> = [];', 1],
      ['foo(\n  a,█)', ' b);', ' b);', 1],
      ['foo({█}, a);', '\n  b: 1,\n}, a);', '\n  b: 1,\n}, a);', 6],
      ['it(() => {\n  foo(█)', 'a);', 'a);', 1],
    ],
    'typescript: cuts before a closer that it cannot take in': [
      ['foo(█);', 'a)', 'a'],
      ['foo(█) {', 'a)', 'a'],
      ['if (█) {', 'a) {', 'a'],
      ['if (█) {\n}', 'a) {\n  b();', 'a'],
      ['if (foo(█) && b) {', 'a);', 'a'],
      ['foo([█])', 'a];', 'a'],
      ["foo('█', b)", "a'", 'a'],
      ["foo('█', b)", "a', b)", 'a'],
      ['x = `${█} b`', 'a}', 'a'],
    ],
    'typescript: shows nothing if the answer only repeats closers': [
      ['foo(█)', ')', null],
      ['foo(a█);', ');', null],
      ["x = 'a█'", "'", null],
      ['foo(() => {\n  a();\n█});', '});', null],
    ],
    'typescript: blocks that the editor has closed below': [
      ['function f() {\n define(a, {\n  set() {\n    own();█\n  }\n})\n}\n', '\n  },', null],
      ['function f() {\n define(a, {\n  set() {\n    █\n  }\n})\n}\n', 'own();\n  },', 'own();'],
    ],
    'typescript: keeps answers without redundant closers whole': [
      ['foo(█)', 'bar(a)', 'bar(a)'],
      ['foo(█)', 'a', 'a'],
      ['foo(bar(█)', 'a)', 'a)'],
      ['foo(bar(█)', 'a))', 'a))', 1],
      ['foo(█)', '":)"', '":)"'],
      ["foo('█')", "a' + 'b", "a' + 'b"],
      ["foo('█')", 'a (b)', 'a (b)'],
      ['foo("█")', "don't", "don't"],
      ['foo(█)', '() => {\n  a();\n}', '() => {\n  a();\n}'],
      ['const a: Map<█>', 'string, Array<number>', 'string, Array<number>'],
      ['foo(a█', ');', ');'],
      ['foo(█)', 'a => a > 1', 'a => a > 1'],
    ],
    'python: strings and calls': [
      ['print(█)', 'a, b)', 'a, b)', 1],
      ['print("█")', 'a: %s" % a)', 'a: %s" % a)', 2],
      ["d = {'█'}", "a': 1}", "a': 1}", 2],
      ["print(f'█')", "{a}')", "{a}')", 2],
      ['"""█"""', 'Adds."""', 'Adds."""', 3],
      ['def f():\n    """Adds.\n    █"""', 'Twice.\n    """', 'Twice.\n    """', 3],
      ["# don't print(█)", 'a)', 'a)', 1],
      ['x = [█]', 'f(a) for a in b', 'f(a) for a in b'],
    ],
    'go: calls': [
      ['fmt.Println(█)', '"a", b)', '"a", b)', 1],
      ['m := map[string]int{█}', '"a": 1}', '"a": 1}', 1],
      ['if err := f(█); err != nil {', 'a); err != nil {', 'a'],
      ['go func() {█}()', '\n\twork()\n}()', '\n\twork()\n}()', 3],
    ],
    'rust: macros, generics and lifetimes': [
      ['println!("█")', '{}", a);', '{}", a);', 2],
      ['vec![█]', '1, 2];', '1, 2];', 1],
      ["fn f<'a>(█)", "a: &'a str)", "a: &'a str)", 1],
      ['let a: Vec<█>', 'Option<u8>> = vec![];', 'Option<u8>> = vec![];', 1],
      ['foo(█)', '|a| a.b()', '|a| a.b()'],
    ],
    'java: calls': [
      ['System.out.println(█);', '"a");', '"a");', 2],
      ['List<█>', 'String> a = new ArrayList<>();', 'String> a = new ArrayList<>();', 1],
      ['foo(new Bar(█));', 'a));', 'a));', 3],
    ],
    'c: calls': [
      ['printf("█");', '%d\\n", a);', '%d\\n", a);', 3],
      ["if (c == '█')", "a')", "a')", 2],
      ['int a[] = {█};', '1, 2};', '1, 2};', 2],
    ],
    'cpp: templates': [
      ['std::vector<█>', 'int> a;', 'int> a;', 1],
      ['std::map<█> a;', 'int, int>', 'int, int'],
      ['auto f = [&](█)', 'int a) { return a; };', 'int a) { return a; };', 1],
    ],
    'csharp: calls': [
      ['Console.WriteLine($"█");', '{a}");', '{a}");', 3],
      ['var a = b.Where(█)', 'x => x > 1);', 'x => x > 1);', 1],
    ],
    'ruby: calls': [
      ['puts "█"', '#{a}"', '#{a}"', 1],
      ['a.map {█}', ' |b| b + 1 }', ' |b| b + 1 }', 1],
      ['a = %w[█]', 'b c]', 'b c]', 1],
    ],
    'php: arrays': [
      ["$a['█']", "b'] = 1;", "b'] = 1;", 2],
      ['foo([█]);', "'a' => 1]);", "'a' => 1]);", 3],
    ],
    'html: attributes': [
      ['<a href="█">', '/b">', '/b">', 2],
      ['<div█>', ' class="a">', ' class="a">', 1],
      ['<div class="█"></div>', 'a"', 'a'],
      ['<b>█</b>', 'a < b', 'a < b'],
    ],
    'javascriptreact: attributes': [
      ['<a onClick={█}>', '() => b()}>', '() => b()}>', 2],
      ['<a onClick={█}>', '() => b()', '() => b()'],
    ],
    'css: functions': [
      ['a { color: rgb(█) }', '0, 0, 0)', '0, 0, 0'],
      ['a {█}', ' color: red; }', ' color: red; }', 1],
      ['a { width: calc(█);', '1px + 2px);', '1px + 2px);', 2],
    ],
    'yaml: strings': [
      ["a: '█'", "b'", "b'", 1],
      ['a: [█]', 'b, c]', 'b, c]', 1],
    ],
    'shellscript: quotes': [
      ['echo "█"', '$a"', '$a"', 1],
      ['a=$(█)', 'ls "$b")', 'ls "$b")', 1],
      ['if [ █ ]; then', '"$a" = b ]; then', '"$a" = b'],
    ],
    'sql: calls': [
      ['select count(█)', '*) from a', '*) from a', 1],
      ["where a = '█'", "b'", "b'", 1],
    ],
    'markdown: links': [['[a](█)', 'b.md)', 'b.md)', 1]],
    'json: values': [['{"a": "█"}', 'b", "c": 1}', 'b", "c": 1}', 2]],
  });

  describe('of the editor', () => {
    const fitted = (drawing: string, answer: string, ahead: number, arrival: Arrival) => {
      const suggestion = fit(answer, place(drawing, { ahead }), arrival);
      return suggestion && [suggestion.text, suggestion.replaces];
    };

    it('are replaced although the answer breaks further down', () => {
      const answer = ') && a) {\n  b();\n}\nc());\n';
      assert.deepEqual(fitted('if (f(█))', answer, 2, 'whole'), [') && a) {\n  b();\n}\nc()', 2]);
    });

    it('are replaced while the answer runs', () => {
      assert.deepEqual(fitted('x = f(█)', ') && a', 1, 'running'), [') && a', 1]);
      assert.equal(fitted('x = f(█)', ') && a', 0, 'running'), null);
    });
  });
});
