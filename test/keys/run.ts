// Packages the extension and runs the keystroke tests against it in each pinned VS Code: those of failures,
// fills, menus and pages in the newest alone, unless versions are named.
//   node test/keys/run.ts [VERSION …] [-- mocha's arguments]
import { projectDir, run } from '../vscode/install.ts';
import { runProgram } from '../vscode/lifetime.ts';
import { packageExtension } from '../vscode/packaged.ts';
import { newest, parseVersion, pinnedVersions } from '../vscode/versions.ts';

const args = process.argv.slice(2);
const end = args.includes('--') ? args.indexOf('--') : args.length;
const wanted = end > 0 ? args.slice(0, end).map(parseVersion) : pinnedVersions;

/** What VS Code draws alike in all versions, or a suite holds in each: once is enough, and keeps `npm test` short. */
const newestOnly = ['badInput', 'fill', 'firstRun', 'french', 'proxy', 'start', 'statusBar', 'trust', 'usage'].flatMap(
  (name) => ['--ignore', `test/keys/${name}.test.ts`],
);

await runProgram(async () => {
  await packageExtension();
  for (const version of wanted) {
    console.log(`\nKeystrokes in VS Code ${version}`);
    const env = { ...process.env, INFILL_VSCODE_VERSION: version };
    const left = end > 0 || version === newest ? [] : newestOnly;
    await run('mocha', ['--config', 'test/keys/.mocharc.json', ...left, ...args.slice(end + 1)], {
      cwd: projectDir,
      env,
    });
  }
  return 0;
});
