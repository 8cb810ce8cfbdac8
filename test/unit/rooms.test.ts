import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The rooms of src/ and what each may import besides itself. */
const rooms: Record<string, { rooms: string[]; packages: string[] }> = {
  language: { rooms: [], packages: [] },
  mistral: { rooms: [], packages: ['eventsource-parser'] },
  completion: { rooms: ['language', 'mistral'], packages: ['ignore', 'lru-cache'] },
  page: { rooms: ['completion'], packages: [] },
  editor: { rooms: ['language', 'mistral', 'completion', 'page'], packages: ['vscode'] },
  '': { rooms: ['mistral', 'completion', 'editor'], packages: ['vscode'] },
};

const src = join(import.meta.dirname, '../../src');

function roomOf(path: string): string {
  const [first, ...rest] = relative(src, path).split(sep);
  return rest.length === 0 ? '' : first!;
}

describe('rooms', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

  it('are where the code is', () => {
    assert.deepEqual([...new Set(files.map((file) => roomOf(join(src, file))))].sort(), Object.keys(rooms).sort());
  });

  for (const file of files) {
    it(`${file} imports only what its room may`, () => {
      const path = join(src, file);
      const room = roomOf(path);
      const allowed = rooms[room]!;
      const imports = readFileSync(path, 'utf8').matchAll(
        /^\s*(?:import|export)\b[^;]*?from '([^']+)'|import\('([^']+)'\)/gm,
      );
      for (const [, from, dynamic] of imports) {
        const target = from ?? dynamic!;
        if (target.startsWith('.')) {
          const other = roomOf(join(dirname(path), target));
          assert.ok(other === room || allowed.rooms.includes(other), `${file} imports ${target}`);
        } else {
          assert.ok(allowed.packages.includes(target), `${file} imports ${target}`);
        }
      }
    });
  }
});
