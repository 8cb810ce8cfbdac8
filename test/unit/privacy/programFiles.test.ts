import assert from 'node:assert/strict';
import { programFile } from '../../../src/privacy/programFiles.ts';

const versionControl = [
  ...['/r/.git/COMMIT_EDITMSG', '/r/.git/config', '/r/.git/hooks/pre-commit', '/r/.git', '/r/.GIT/x', '/c:/r/.git/x'],
  ...['/r/.git/modules/sub/COMMIT_EDITMSG', '/r/.git/worktrees/w/git-rebase-todo', '/elsewhere/COMMIT_EDITMSG'],
  ...['/elsewhere/MERGE_MSG', '/x/SQUASH_MSG', '/x/TAG_EDITMSG', '/x/NOTES_EDITMSG', '/x/git-rebase-todo'],
  ...['/x/addp-hunk-edit.diff', '/x/PULLREQ_EDITMSG', '/x/EDIT_DESCRIPTION', '/x/ADD_EDIT.patch', '/r/.hg/hgrc'],
  ...[
    '/tmp/hg-editor-a1b2c3.commit.hg.txt',
    '/tmp/hg-editor-x.diff',
    '/tmp/editor-a1.jjdescription',
    '/r/.svn/entries',
    '/tmp/sl-commit-a1b2c3.commit.sl.txt',
    '/tmp/hg-editor-a1b2c3',
  ],
  ...['/r/svn-commit.tmp', '/r/svn-commit.2.tmp', '/r/.jj/repo/x', '/r/.gitsendemail.msg.Ab12Cd'],
];
const temporary = [
  ...[
    '/tmp/kubectl-edit-2811439043.yaml',
    '/c:/Users/a/AppData/Local/Temp/kubectl-edit-28114.yaml',
    '/x/oc-edit-2811439043.json',
  ],
  ...['/var/tmp/shadow.Wk3fR2dN', '/var/tmp/hostsXk3fR2dN.conf', '/private/var/tmp/a', '/tmp/shadow.Wk3fR2dN'],
  ...['/tmp/crontab.Ab3dEf/crontab', '/tmp/crontab.Ab3dEfGh12', '/dev/shm/pass.AbCdEfGhIjKlM/Xy12-bank.txt'],
  ...['/private/var/folders/ab/c1/T/pass.AbCdEfGhIjKlM/bank.txt', '/tmp/gopass-edit123/secret', '/dev/shm/a'],
  ...['/tmp/1234567890/app.yaml', '/tmp/20241130-12345-abcdef-production.yml', '/tmp/12345.production.yml'],
  ...['/home/a/.ansible/tmp/ansible-local-12ab/x.yml', '/tmp/zshXy12ab', '/tmp/bash-fc.AbC123', '/tmp/mutt-host-1-2'],
  ...['/run/user/1000/gopass2811439043/secret', '/tmp/tmp.Ab12Cd34Ef', '/tmp/tmpab12_x9z.txt', '/etc/sudoers.tmp'],
  ...['/var/tmp/configXk3fR2dN.php', '/tmp/zshXy12ab.zsh', '/tmp/editor-ab1_x9zk.txt', '/tmp/editor-notes.txt'],
  ...[
    '/tmp/pico.Ab12Cd',
    '/tmp/k3s-edit-2811439043.yaml',
    '/tmp/2811439043/deep/app.yaml',
    '/var/tmp/notes.txt',
    '/private/tmp/shadow.Wk3fR2dN',
  ],
  ...['/c:/Users/a/AppData/Local/Temp/1234567890/app.yaml', '/tmp/crontab.abcdef', '/private/tmp/12345.production.yml'],
  ...['/c:/Temp/1234567890/app.yaml', '/C:/msys64/tmp/tmp.Ab12Cd34Ef', '/c:/Windows/Temp/12345.production.yml'],
  '/c:/Users/İ/AppData/Local/Temp/tmp.Ab12Cd34Ef',
];
const ordinary = [
  ...['/r/.github/workflows/a.yml', '/r/.gitignore', '/r/git/config.ts', '/r/src/commit_message.ts', '/r/x.git/a.ts'],
  ...['/tmp/a.ts', '/tmp/scratch/main.py', '/tmp/tmp.Ab12Cd34Ef/main.go', '/tmp/infill-1/a.ts', '/r/tmp/cache.js'],
  ...['/r/src/edit-1.yaml', '/r/crontab.txt', '/r/12345.ts', '/var/tmp/project/a.ts', '/dev/shm/project/a.ts'],
  ...['/tmp/20240115/analysis.py', '/tmp/20240115/notes.md', '/c:/temp/20240115/a.cs', '/tmp/12345.py'],
  ...['/proj/temp/editor-state.ts', '/tmp/editor-state.ts', '/tmp/editor-settings.json', '/proj/tmp/pico.css'],
  ...['/tmp/pico.css', '/tmp/tmp.config.ts', '/tmp/zshprompt.zsh', '/proj/tmp/gopass/main.go', '/tmp/gopass/main.go'],
  ...['/tmp/tmp_helpers.py', '/tmp/pass.utils/x.py', '/tmp/pass.configuration/x.py', '/tmp/foo.version2'],
  ...['/var/tmp/test.py', '/proj/tmp/12345.production.yml', '/r/temp/1234567890/app.yaml', '/tmp/1234567890/a.go'],
  ...[
    '/r/fixtures/user-edit-1.json',
    '/r/fixtures/user-edit-28114.json',
    '/r/kubectl-edit-1.yaml',
    '/tmp/a-edit-1.json',
  ],
  ...['/r/src/sl-commit-list.ts', '/r/src/hg-commit-parser.ts', '/r/hg-editor-modes.md'],
  ...['/r/src/temp/index.ts', '/r/message.txt', '/r/notes.diff', '/tmp/notes.markdown'],
];

describe("a program's file", () => {
  it('belongs to version control, or has one of its messages', () => {
    for (const path of versionControl) assert.equal(programFile(path), 'versionControl', path);
  });
  it('is made for one edit', () => {
    for (const path of temporary) assert.equal(programFile(path), 'temporary', path);
  });
  it('is none of a project, nor one that a user puts into a temporary folder', () => {
    for (const path of ordinary) assert.equal(programFile(path), null, path);
  });
  it('is temporary only outside a folder that is opened there', () => {
    const opened = '/tmp/1234567890';
    assert.equal(programFile(`${opened}/app.yaml`, opened), null);
    assert.equal(programFile(`${opened}/.git/config`, opened), 'versionControl');
    for (const folder of ['/tmp', '/', '/home/a']) assert.equal(programFile(`${opened}/app.yaml`, folder), 'temporary');
  });
});
