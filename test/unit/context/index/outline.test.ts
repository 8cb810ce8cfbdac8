import assert from 'node:assert/strict';
import { cut } from '../../../../src/context/index/cut.ts';
import { headEnd, membersOf, outlineOf } from '../../../../src/context/index/outline.ts';
import { LineReader } from '../../../../src/language/lineReader.ts';
import { beginning } from '../../../../src/language/openStack.ts';
import { drained, steps } from '../../../support/work.ts';

function sourceOf(text: string, language: string) {
  const reader = new LineReader(beginning(language, text));
  const lines = text.split('\n');
  return { lines, code: lines.map((line) => reader.line(line)) };
}

describe('outlineOf', () => {
  const cases: [name: string, language: string, text: string, outline: string | null][] = [
    [
      'leaves the signatures of a class',
      'typescript',
      'export class Store {\n  readonly #all = new Map();\n\n  /** One. */\n  find(id: string): Parcel {\n    return this.#all.get(id);\n  }\n}',
      'export class Store {\n  readonly #all = new Map();\n  find(id: string): Parcel;\n}',
    ],
    [
      'leaves the signature of a function',
      'typescript',
      'export function weigh(parcel: Parcel): number {\n  return parcel.weight;\n}',
      'export function weigh(parcel: Parcel): number;',
    ],
    [
      'leaves the signature of an arrow function',
      'typescript',
      'const weigh = (parcel: Parcel): number => {\n  return parcel.weight;\n};',
      'const weigh = (parcel: Parcel): number => { … };',
    ],
    [
      'closes what a function without a name is an argument of',
      'javascript',
      "router.on('parcel', async function (parcel) {\n  await weigh(parcel);\n}, once);",
      "router.on('parcel', async function (parcel) { … }, once);",
    ],
    [
      'leaves a signature that goes over some lines',
      'typescript',
      'function send(\n  parcel: Parcel,\n  to: Place,\n): void {\n  post(parcel, to);\n}',
      'function send(\n  parcel: Parcel,\n  to: Place,\n): void;',
    ],
    [
      "leaves the methods of Python's classes",
      'python',
      'class Store:\n    size = 3\n\n    def find(self, key):\n        return self.all[key]\n\n    def clear(self):\n        self.all = {}\n        self.size = 0\n',
      'class Store:\n    size = 3\n    def find(self, key):\n        return self.all[key]\n    def clear(self): ...',
    ],
    [
      'leaves the signature of a function in Go',
      'go',
      'func (s *Store) Find(id string) (Parcel, bool) {\n\tp, ok := s.all[id]\n\treturn p, ok\n}',
      'func (s *Store) Find(id string) (Parcel, bool)',
    ],
    [
      'leaves the functions of an impl in Rust',
      'rust',
      "impl<'a> Store<'a> {\n    pub fn find(&self, id: &str) -> Option<&Parcel> {\n        let found = self.all.get(id);\n        found\n    }\n}",
      "impl<'a> Store<'a> {\n    pub fn find(&self, id: &str) -> Option<&Parcel>;\n}",
    ],
    [
      'leaves the methods of a class in Java',
      'java',
      'public class Store {\n    private int size;\n\n    public Parcel find(String id) {\n        Parcel one = all.get(id);\n        return one;\n    }\n}',
      'public class Store {\n    private int size;\n    public Parcel find(String id);\n}',
    ],
    ['is nothing for what has no inside', 'typescript', 'const size = 3;', null],
  ];
  for (const [name, language, text, outline] of cases) {
    it(name, () => {
      const source = sourceOf(text, language);
      const [block] = drained(cut(source));
      assert.equal(drained(outlineOf(source, block!, language))?.join('\n') ?? null, outline);
    });
  }
});

describe('outlineOf, of much', () => {
  it('pauses between members', () => {
    const methods = Array.from({ length: 1_800 }, (_, index) => `  m${index}() {\n    return 1;\n  }\n`);
    const source = sourceOf(`class Store {\n${methods.join('\n')}}`, 'typescript');
    const [block] = drained(cut(source));
    assert.ok(steps(outlineOf(source, block!, 'typescript')) > 1_800);
    assert.ok(steps(cut(source)) > 1);
    assert.ok(steps(membersOf(source, block!)) > 1_800);
  });

  it('leaves out what is nested very deep', () => {
    const depth = 250;
    const opening = Array.from({ length: depth }, (_, index) => `${' '.repeat(index)}class C${index} {`);
    const closing = Array.from({ length: depth }, (_, index) => `${' '.repeat(depth - 1 - index)}}`);
    const source = sourceOf([...opening, `${' '.repeat(depth)}a = 1;`, ...closing].join('\n'), 'typescript');
    const [block] = drained(cut(source));
    const outline = drained(outlineOf(source, block!, 'typescript'))!;
    assert.ok(outline.includes('      class C6 {'));
    assert.ok(outline.length < 20, outline.join('\n'));
  });
});

describe('membersOf', () => {
  it('are the blocks between the first and the last line', () => {
    const source = sourceOf('class Store {\n  find() {\n    return 1;\n  }\n\n  clear() {}\n}', 'typescript');
    const [block] = drained(cut(source));
    assert.equal(headEnd(source, block!), 1);
    assert.deepEqual(
      drained(membersOf(source, block!)).map(({ start, end }) => [start, end]),
      [
        [1, 5],
        [5, 6],
      ],
    );
  });
});
