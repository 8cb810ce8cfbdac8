import { check } from './table.ts';

describe('the rest of the line', () => {
  check({
    'typescript: cuts where the answer repeats it': [
      ['foo(█, b);', 'a, b);', 'a'],
      ['x = █;', '1;', '1'],
      ['const x = █;', '1;\nconst y = 2;', '1;\nconst y = 2'],
      ['x = █ + 1;', 'y + 1;', 'y'],
      ['if (█ && b) {', 'a && b) {\n  c();\n}', 'a'],
      ['const █ = foo();', 'x = foo();\nbar();', 'x'],
      ['█return x;', 'if (a) return x;', 'if (a) '],
      ['foo█ bar', 'x bar', 'x'],
      ['import { █ } from "a";', 'b } from "a";', 'b'],
      ['const a: █ = 1;', 'number = 1;', 'number'],
    ],
    'typescript: cuts where the answer repeats its beginning': [
      ['foo(█, bar);', 'a, ba', 'a'],
      ['const █ = 5;', 'x =', 'x'],
      ['x█.foo()', 'y.', 'y'],
      ['foo(█, b);', 'a,', 'a'],
      ['x = █ + y + z;', 'w + y', 'w'],
      ['a = █ ? b : c;', 'd ? b', 'd'],
    ],
    'typescript: shows nothing if the answer only repeats it': [
      ['foo(a█, b);', ', b);', null],
      ['a();█ b();', ' b();', null],
      ['x = 1█;', ';', null],
    ],
    'typescript: leaves text that only looks similar': [
      ['█s = 1;', 'class', 'class'],
      ['foo(█) + b;', 'g(a) + b', 'g(a) + b'],
      ['x = █;', '() => { a;\n}', '() => { a;\n}'],
      ['foo(█, b);', '[1, 2]', '[1, 2]'],
      ['a█able();', 'en', 'en'],
      ['x = █ + 1;', 'y + 12', 'y + 12'],
      ['foo(█, b);', 'a', 'a'],
    ],
    'python: middle of a line': [
      ['for █ in range(3):', 'i in range(3):\n    print(i)', 'i'],
      ['def f(█) -> int:', 'a, b) -> int:\n    return a', 'a, b'],
      ['if █:', 'a is None:', 'a is None'],
      ['from █ import b', 'a import b', 'a'],
      ['x = █ if a else b', '1 if a', '1'],
    ],
    'go: middle of a line': [
      ['func █() error {', 'run() error {', 'run'],
      ['for █ := range a {', 'i, b := range a {', 'i, b'],
      ['a, █ := f()', 'err := f()', 'err'],
    ],
    'rust: middle of a line': [
      ['let █ = a.b()?;', 'mut c = a.b()?;', 'mut c'],
      ['fn f(█) -> u8 {', 'a: u8) -> u8 {\n    a\n}', 'a: u8'],
      ['match a { █ => b, }', 'Some(c) => b, }', 'Some(c)'],
    ],
    'java: middle of a line': [
      ['public █ get() {', 'String get() {', 'String'],
      ['for (int i = 0; █; i++) {', 'i < n; i++) {', 'i < n'],
    ],
    'c: middle of a line': [['int █(void)', 'main(void)\n{', 'main']],
    'cpp: middle of a line': [
      ['std::█ a;', 'string a;', 'string'],
      ['auto a = █->b();', 'c->b();', 'c'],
    ],
    'csharp: middle of a line': [['public int █ { get; set; }', 'A { get; set; }', 'A']],
    'ruby: middle of a line': [
      ['█ unless a', 'return unless a', 'return'],
      ['a.each do |█|', 'b|', 'b'],
    ],
    'php: middle of a line': [
      ['foreach ($a as █) {', '$b => $c) {', '$b => $c'],
      ['$a = █ ?? 1;', '$b ?? 1;', '$b'],
    ],
    'html: tags': [
      ['<li>█</li>', 'a</li>', 'a'],
      ['<p>█</p>', 'a <b>b</b></p>', 'a <b>b</b>'],
      ['<a █>b</a>', 'href="c">b</a>', 'href="c"'],
    ],
    'javascriptreact: tags': [
      ['<li>{█}</li>', 'a}</li>', 'a'],
      ['return <div>█</div>;', '<b>c</b></div>;', '<b>c</b>'],
    ],
    'css: declarations': [
      ['a { color: █; }', 'red; }', 'red'],
      ['█ { color: red; }', 'a:hover { color', 'a:hover'],
    ],
    'yaml: comments': [['a: █ # b', '1 # b', '1']],
    'markdown: prose': [
      ['The █ jumps over the dog.', 'fox jumps over the dog.', 'fox'],
      ['The █ jumps over the dog.', 'quick fox', 'quick fox'],
    ],
    'shellscript: pipes': [
      ['cat █ | sort', 'a.txt | sort', 'a.txt'],
      ['for i in █; do', 'a b; do', 'a b'],
    ],
    'sql: clauses': [
      ['select █ from a where b = 1;', 'c, d from a where b = 1;', 'c, d'],
      ['select a from b █ order by a;', 'where c = 1 order by', 'where c = 1'],
    ],
  });
});
