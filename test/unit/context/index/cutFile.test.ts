import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutFile } from '../../../../src/context/index/cutFile.ts';
import type { CutFile, Declaration } from '../../../../src/context/index/declaration.ts';
import { SymbolTable } from '../../../../src/context/index/symbolTable.ts';
import { drained, steps } from '../../../support/work.ts';
import { file } from '../files.ts';
import { holds } from '../../../support/property.ts';

function cutOf(path: string, text: string): { cut: CutFile; table: SymbolTable } {
  const table = new SymbolTable();
  return { cut: drained(cutFile(file(path, text), table)), table };
}

function textsOf({ text, declarations }: CutFile): string[] {
  return declarations.map(({ from, to }) => text.slice(from, to));
}

describe('cutFile', () => {
  it('takes a step for each line', () => {
    const text = `${'a '.repeat(2_450)}\n`.repeat(20);
    assert.ok(steps(cutFile(file('a.ts', text), new SymbolTable())) >= 20);
  });

  it('cuts a file into its declarations, without comments and blank lines', () => {
    const { cut } = cutOf(
      'a.ts',
      '// A file.\n\n/** One. */\nexport function one() {\n  // first\n\n  return 1;\n}\n\nconst two = 2; // too\n',
    );
    assert.deepEqual(textsOf(cut), ['export function one() {\n  return 1;\n}', 'const two = 2; // too']);
    assert.deepEqual(
      cut.declarations.map(({ start, end }) => [start, end]),
      [
        [2, 8],
        [9, 10],
      ],
    );
  });

  it("leaves out Python's documentation, but no other strings", () => {
    const { cut } = cutOf(
      'a.py',
      'def one():\n    """Gives\n    one."""\n    text = """a\n    b"""\n    return text\n',
    );
    assert.deepEqual(textsOf(cut), ['def one():\n    text = """a\n    b"""\n    return text']);
  });

  it('joins consecutive short statements', () => {
    const { cut } = cutOf('a.ts', "import { a1 } from './a.ts';\nimport { b1 } from './b.ts';\n\nconst c1 = 1;\n");
    assert.equal(cut.declarations.length, 2);
  });

  it('lists the names that a declaration and its members declare', () => {
    const { cut, table } = cutOf('a.ts', 'export class Store {\n  find(id: string) {\n    return load(id);\n  }\n}\n');
    const names = [...cut.declarations[0]!.declares].map((id) => table.nameOf(id));
    assert.deepEqual(names.sort(), ['Store', 'find']);
  });

  it('has the members of a long declaration, and the lines around them', () => {
    const members = Array.from({ length: 12 }, (_, at) => `  method${at}() {\n    return ${at};\n  }\n`);
    const { cut } = cutOf('a.ts', `class Store {\n${members.join('\n')}}\n`);
    const [store] = cut.declarations;
    assert.equal(store!.members.length, 12);
    assert.deepEqual([store!.opening, store!.closing], ['class Store {', '}']);
  });

  it('takes many steps for a long file', () => {
    const text = 'export function weigh(parcel: Parcel) {\n  return parcel.weight;\n}\n\n'.repeat(500);
    const work = cutFile(file('a.ts', text), new SymbolTable());
    let steps = 0;
    while (!work.next().done) steps++;
    assert.ok(steps > 500, String(steps));
  });

  it('counts no name of a file when the work ends early', () => {
    const table = new SymbolTable();
    const work = cutFile(file('a.ts', 'function weigh(parcel) {\n  return parcel;\n}\n\nlet other = 1;\n'), table);
    while (table.size === 0) assert.equal(work.next().done, false);
    work.return(undefined as never);
    assert.equal(table.size, 0);
  });

  const line = fc.constantFrom(
    ...['', 'class A {', '  b() {', '    c();', '  }', '}', 'def f():', '    return x', '/* open', '*/', '// note'],
    ...['"""', "'", '`${', '}`', '@dec', 'if (a) {', 'else', '#define X \\', '(', ')', '\tfoo[', ']', 'export {'],
  );
  const languages = fc.constantFrom('a.ts', 'a.py', 'a.go', 'a.rs', 'a.java', 'a.h');
  it('has no line twice, whatever the text is', async () => {
    await holds([fc.array(line, { maxLength: 60 }), languages], (lines, path) => {
      const { cut } = cutOf(path, lines.join('\n'));
      assertApart(cut.declarations, 0, lines.length);
    });
  });

  it('has every name outside comments', async () => {
    await holds([fc.array(line, { maxLength: 60 }), languages], (lines, path) => {
      const { cut } = cutOf(path, lines.join('\n'));
      const inDeclarations = new Set(cut.declarations.flatMap(({ names }) => [...names]));
      assert.deepEqual(inDeclarations, new Set(cut.names));
    });
  });
});

function assertApart(declarations: readonly Declaration[], from: number, to: number): void {
  let end = from;
  for (const one of declarations) {
    assert.ok(one.start >= end && one.end > one.start && one.end <= to, `${one.start} to ${one.end}, after ${end}`);
    assertApart(one.members, one.start, one.end);
    end = one.end;
  }
}
