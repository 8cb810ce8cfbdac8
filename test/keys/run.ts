// Packages the extension and runs the keystroke tests against it in each pinned VS Code.
//   node test/keys/run.ts [VERSION …] [-- mocha's arguments]
import { projectDir, run } from '../vscode/install.ts';
import { runProgram } from '../vscode/lifetime.ts';
import { packageExtension } from '../vscode/packaged.ts';
import { parseVersion, pinnedVersions } from '../vscode/versions.ts';

const args = process.argv.slice(2);
const end = args.includes('--') ? args.indexOf('--') : args.length;
const wanted = end > 0 ? args.slice(0, end).map(parseVersion) : pinnedVersions;

await runProgram(async () => {
  await packageExtension();
  for (const version of wanted) {
    console.log(`\nKeystrokes in VS Code ${version}`);
    const env = { ...process.env, INFILL_VSCODE_VERSION: version };
    await run('mocha', ['--config', 'test/keys/.mocharc.json', ...args.slice(end + 1)], { cwd: projectDir, env });
  }
  return 0;
});
