import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const projectDir = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(projectDir, file), 'utf8');

describe('SECURITY.md', () => {
  const text = read('SECURITY.md');
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (Claim|What|---)/.test(line));

  it('names a test for every claim', () => {
    assert.ok(rows.length > 20);
    assert.deepEqual(
      rows.filter((row) => !row.split(' | ').at(-1)!.startsWith('test/')),
      [],
    );
  });

  it('names tests that there are', () => {
    for (const named of rows.flatMap((row) => row.split(' | ').at(-1)!.split('; '))) {
      const file = /^test\/[\w/.]+\.ts/.exec(named)![0];
      assert.ok(existsSync(join(projectDir, file)), file);
      for (const [, title] of named.matchAll(/\*([^*]+)\*/g))
        assert.ok(read(file).includes(`it('${title}'`), `${file}: ${title}`);
    }
  });
});

describe('what is sent', () => {
  it('leaves by the client and its fetch alone', () => {
    const files = readdirSync(join(projectDir, 'src'), { recursive: true, encoding: 'utf8' });
    const sends =
      /globalThis\.fetch|(?<![.\w])fetch\(|XMLHttpRequest|WebSocket|sendBeacon|node:(?:https?|net|tls|dgram|dns)/;
    const senders = files
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => sends.test(code(read(`src/${file}`))));
    assert.deepEqual(senders.sort(), ['editor/fetchBySettings.ts', 'mistral/client.ts']);
  });
});

/** Without comments. */
function code(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
}
