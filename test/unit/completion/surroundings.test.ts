import assert from 'node:assert/strict';
import { type Lines, surroundings } from '../../../src/completion/surroundings.ts';

function linesOf(text: string): Lines & { read: Set<number> } {
  const lines = text.split('\n');
  const read = new Set<number>();
  return { count: lines.length, text: (line) => (read.add(line), lines[line]!), read };
}

describe('surroundings', () => {
  it('is the whole document if it fits into the budget', () => {
    const around = surroundings(linesOf('one\ntwo\nthree'), 1, 1, { prefixTokens: 100, suffixTokens: 100 });
    assert.deepEqual(around, { prefix: 'one\nt', suffix: 'wo\nthree', startLine: 0, endsDocument: true });
  });

  it('begins a cut prefix at a multiple of 16 lines and ends a cut suffix at a line border', () => {
    const text = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');
    const { prefix, suffix, startLine } = surroundings(linesOf(text), 90, 4, { prefixTokens: 180, suffixTokens: 10 });
    assert.equal(startLine, 32);
    assert.ok(prefix.startsWith('line 32\n'));
    assert.ok(prefix.endsWith('\nline'));
    assert.equal(suffix, ' 90\nline 91\nline 92\nline 93');
  });

  it('keeps its beginning while the user types on', () => {
    const text = Array.from({ length: 100 }, () => 'a line of code').join('\n');
    const starts = [80, 81, 82, 83].map(
      (line) => surroundings(linesOf(text), line, 0, { prefixTokens: 200, suffixTokens: 10 }).startLine,
    );
    assert.deepEqual(new Set(starts).size, 1);
  });

  it('reads no more of a long file than it needs', () => {
    const lines = linesOf('a line of code\n'.repeat(100_000));
    surroundings(lines, 50_000, 3, { prefixTokens: 1_000, suffixTokens: 200 });
    assert.ok(lines.read.size < 300, `${lines.read.size} lines read`);
  });

  it('cuts a line longer than the budget, on both sides', () => {
    const around = surroundings(linesOf('x'.repeat(1_000)), 0, 500, { prefixTokens: 10, suffixTokens: 5 });
    assert.deepEqual(around, { prefix: 'x'.repeat(30), suffix: 'x'.repeat(15), startLine: 0, endsDocument: false });
  });

  it('leaves out a word that a cut would split, whose rest could be a part of a key', () => {
    const key = 'ghp_q7Zt2LmX9vB4kRs8WcJ3dNf6GhY1pQa5TuE0';
    const line = `f("${key}", x, y, "${key}")`;
    const cursor = line.indexOf('y');
    const limits = { prefixTokens: 15, suffixTokens: 14 };
    const { prefix, suffix } = surroundings(linesOf(line), 0, cursor, limits);
    assert.deepEqual([prefix, suffix], ['", x, ', 'y, "']);
  });

  it('never splits a surrogate pair', () => {
    const around = surroundings(linesOf('😀'.repeat(100)), 0, 100, { prefixTokens: 5, suffixTokens: 5 });
    assert.equal(around.prefix, '😀'.repeat(7));
    assert.equal(around.suffix, '😀'.repeat(7));
  });

  it('does not drop long lines for a stable beginning', () => {
    const text = Array.from({ length: 40 }, () => 'x'.repeat(499)).join('\n');
    for (let line = 12; line < 40; line++) {
      const { prefix } = surroundings(linesOf(text), line, 0, { prefixTokens: 2_000, suffixTokens: 10 });
      assert.ok(prefix.length > 4_000, `line ${line}: ${prefix.length} characters`);
    }
  });
});
