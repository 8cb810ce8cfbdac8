// Everything that is tested: the quick part, while npm fetches the VS Codes; then the suites and the keystrokes in them.
//   node test/all.ts
import { installVSCode, projectDir, run } from './vscode/install.ts';
import { runProgram } from './vscode/lifetime.ts';
import { pinnedVersions } from './vscode/versions.ts';

/** Of each property, `npm run check` tries fewer cases by itself. */
const env = { ...process.env, INFILL_CASES: '2000' };
const script = (name: string) => run('npm', ['run', name], { cwd: projectDir, env });

await runProgram(async () => {
  await Promise.all([script('check'), script('check:audit'), ...pinnedVersions.map(installVSCode)]);
  await script('test:suite');
  await script('test:keys');
  return 0;
});
