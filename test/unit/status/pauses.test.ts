import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Pauses } from '../../../src/status/pauses.ts';
import { ManualClock } from '../../support/clock.ts';
import { storage } from '../../support/storage.ts';

function setUp() {
  const kept = storage();
  const clock = new ManualClock();
  let changes = 0;
  const open = () => {
    const pauses = new Pauses(kept, clock);
    pauses.onDidChange(() => changes++);
    return pauses;
  };
  return { open, clock, changes: () => changes };
}

const uri = (text: string) => ({ toString: () => text }) as unknown as vscode.Uri;

describe('pauses', () => {
  it('end a snooze in time, and say so', async () => {
    const { open, clock, changes } = setUp();
    const pauses = open();
    const end = clock.date() + 300_000;
    await pauses.snooze(end);
    assert.equal(pauses.snoozedUntil, end);
    await clock.advance(299_999);
    assert.deepEqual([pauses.snoozedUntil, changes()], [end, 1]);
    await clock.advance(1);
    assert.deepEqual([pauses.snoozedUntil, changes()], [null, 2]);
  });

  it('end a snooze when the user wants it, and for good', async () => {
    const { open, clock, changes } = setUp();
    const pauses = open();
    await pauses.snooze(clock.date() + 300_000);
    await pauses.snooze(0);
    assert.equal(pauses.snoozedUntil, null);
    await clock.advance(300_000);
    assert.equal(changes(), 2);
    assert.equal(clock.pending, 0);
  });

  it('outlive a reload: of files and of a snooze, and wake from it', async () => {
    const { open, clock, changes } = setUp();
    const before = open();
    const end = clock.date() + 300_000;
    await before.snooze(end);
    await before.setFile(uri('file:///a.ts'), true);
    before.dispose();
    const after = open();
    assert.deepEqual([after.snoozedUntil, after.isOff(uri('file:///a.ts'))], [end, true]);
    await clock.advance(300_000);
    assert.equal(changes(), 3);
    await after.setFile(uri('file:///a.ts'), false);
    assert.equal(open().isOff(uri('file:///a.ts')), false);
  });

  it('hold for all cells of a notebook', async () => {
    const pauses = setUp().open();
    await pauses.setFile(uri('vscode-notebook-cell:/a.ipynb#W0'), true);
    assert.equal(pauses.isOff(uri('vscode-notebook-cell:/a.ipynb#W1')), true);
    assert.equal(pauses.isOff(uri('vscode-notebook-cell:/b.ipynb#W0')), false);
    await pauses.setFile(uri('vscode-notebook-cell:/a.ipynb#W1'), false);
    assert.equal(pauses.isOff(uri('vscode-notebook-cell:/a.ipynb#W0')), false);
  });

  it('forget untitled documents, whose names come again, and the oldest of very many files', async () => {
    const { open } = setUp();
    const before = open();
    await before.setFile(uri('untitled:Untitled-1'), true);
    assert.equal(before.isOff(uri('untitled:Untitled-1')), true);
    for (let file = 0; file <= 500; file++) await before.setFile(uri(`file:///${file}`), true);
    const after = open();
    const names = ['untitled:Untitled-1', 'file:///0', 'file:///1', 'file:///500'];
    assert.deepEqual(
      names.map((name) => after.isOff(uri(name))),
      [false, false, true, true],
    );
  });
});
