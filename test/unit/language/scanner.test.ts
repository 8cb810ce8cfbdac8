import assert from 'node:assert/strict';
import { beginning, kindOf } from '../../../src/language/openStack.ts';
import { Scanner } from '../../../src/language/scanner.ts';

function read(language: string, text: string): Scanner {
  const scanner = new Scanner(beginning(language, text));
  scanner.read(text);
  return scanner;
}

describe('the scanner', () => {
  /** Texts in which every opener is closed. */
  const whole: [language: string, text: string][] = [
    ['typescript', 'const a = `x ${f({ b: 1 })} (`;\n'],
    ['typescript', 'const a = /[(\\]]/.test(b);\n'],
    ['typescriptreact', 'x = <a href="b">c</a>;\nconst a = "a \\" (";\nf();\n'],
    ['typescriptreact', 'x = <a href="x\ny">don\'t {f(1)}</a>;\n'],
    ['python', 'print(f"Hello {name[\'(\']}")\n'],
    ['python', '"""a (\n"""\nx = r"\\d"\n'],
    ['rust', "fn f<'a>(c: &'a str) { g('(', r#\"}\"#); }\n"],
    ['kotlin', "if (c == '\"') {\n  x()\n}\n"],
    ['java', 'try (var a = x(); var b = y()) {\n}\n'],
    ['c', '#if A\nif (x) {\n#else\nif (y) {\n#endif\n}\n'],
    ['shellscript', 'case $x in\n  a) b ;;\nesac\ncat <<EOF\n(\nEOF\n'],
    ['shellscript', 'x=${#y} # (\n'],
    ['ruby', 'def f\n  return if x\n  a.each do |b|\n  end\nend\n'],
    ['crystal', 'struct Foo\n  x\nend\n'],
    ['lua', '--[[ ( ]] f([[ ) ]])\nif a then b() end\n'],
    ['elixir', 'def f(a) do\n  g(?(, "#{a}")\nend\n'],
    ['pascal', 'type T = class\n  F: string;\nend;\n'],
    ['matlab', "function f\n  x = y';\nend\n"],
    ['r', 'x = r"[a(]"\n'],
    ['yaml', 'run: |\n  echo "1) a" (\nnext: []\n'],
    ['swift', 'print("a \\(f("b")) (")\n'],
    ['html', '<ul><li>a<li>b</ul><script>if (a < b) { c("</p>") }</script>\n'],
    ['latex', '\\begin{a} $f(x)$ \\{ \\end{a} % {\n'],
  ];
  for (const [language, text] of whole) {
    it(`finds ${language} balanced: ${JSON.stringify(text)}`, () => {
      const { top, errors } = read(language, text);
      assert.equal(errors, 0);
      assert.equal(top.kind, 'root');
    });
  }

  /** The kind of text that the next character belongs to. */
  const kinds: [language: string, text: string, kind: string][] = [
    ['python', 'print(f"a {', 'code'],
    ['python', 'print("a {', 'string'],
    ['typescript', '// a', 'comment'],
    ['typescript', 'f(`a\n', 'string'],
    ['shellscript', 'cat <<EOF\na', 'string'],
    ['shellscript', 'cat <<EOF\na\nEOF\n', 'code'],
    ['terraform', 'a = 1 # ` b\n', 'code'],
    ['php', '<?php\n# a {', 'comment'],
    ['vue', '<script>\n', 'code'],
    ['vue', '<p>{{ ', 'code'],
    ['markdown', '```js\n', 'string'],
    ['yaml', 'a: |\n  b', 'string'],
  ];
  for (const [language, text, kind] of kinds) {
    it(`is in ${kind} after ${language} ${JSON.stringify(text)}`, () => {
      assert.equal(kindOf(read(language, text).top), kind);
    });
  }

  /** V8 refuses a pattern as long as these marks. */
  const openers: [language: string, opener: string][] = [
    ['markdown', '`'.repeat(200_000)],
    ['rust', `x = r${'#'.repeat(200_000)}"a`],
    ['shellscript', `cat <<${'E'.repeat(200_000)}`],
  ];
  for (const [language, opener] of openers) {
    it(`reads a mark of any length in ${language}`, () => {
      assert.equal(kindOf(read(language, `${opener}\na`).top), 'string');
    });
  }
});
