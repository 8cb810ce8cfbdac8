import assert from 'node:assert/strict';
import { RecentLog } from '../../../src/diagnostics/recentLog.ts';

describe('the recent log', () => {
  it('writes at each level, and keeps the last hundred lines with their time', () => {
    const written: string[] = [];
    const at = (level: string) => (line: string) => void written.push(`${level} ${line}`);
    const channel = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    const log = new RecentLog(channel, () => new Date(0));
    log.warn('a');
    log.error('b');
    for (let line = 0; line < 98; line++) log.debug(String(line));
    log.info('last');
    assert.deepEqual(written.slice(0, 3), ['warn a', 'error b', 'debug 0']);
    assert.equal(log.lines.length, 100);
    // Of what says least the oldest goes first.
    assert.equal(log.lines[0], '1970-01-01T00:00:00.000Z warn a');
    assert.ok(!log.lines.some((line) => line.endsWith('debug 0')));
    assert.equal(log.lines.at(-1), '1970-01-01T00:00:00.000Z info last');
  });

  it('keeps no value of a setting for reports, such as a glob', () => {
    const written: string[] = [];
    const write = (line: string) => void written.push(line);
    const log = new RecentLog({ debug: write, info: write, warn: write, error: write }, () => new Date(0));
    log.warn('infill.exclude has "[plum", which VS Code cannot read as a glob: it excludes nothing.');
    assert.match(written.join(), /plum/);
    assert.deepEqual(log.lines, ['1970-01-01T00:00:00.000Z warn infill.exclude']);
  });

  it('cuts a line of more than a thousand characters', () => {
    const written: string[] = [];
    const write = (line: string) => void written.push(line);
    const log = new RecentLog({ debug: write, info: write, warn: write, error: write });
    log.info('a'.repeat(1_000));
    log.info('a'.repeat(100_000));
    assert.deepEqual(
      written.map(({ length }) => length),
      [1_000, 1_001],
    );
  });
});
