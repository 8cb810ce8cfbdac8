import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The extensions of VS Code's own that most tests need: a theme, and the languages of their files. All that VS Code
 * comes with (1.139.1: 99, among them Copilot's) makes a window's start a quarter dearer, and its language servers work
 * on every file of theirs that is opened.
 */
export const plainBuiltIns = [
  'theme-defaults',
  'cpp',
  'javascript',
  'json',
  'markdown-basics',
  'python',
  'typescript-basics',
];

/** Those of the suites: of definitions (`node_modules` has TypeScript itself), of notebooks, and of what git ignores. */
export const suiteBuiltIns = [
  ...plainBuiltIns,
  'git',
  'git-base',
  'ipynb',
  'node_modules',
  'typescript-language-features',
];

/**
 * Makes a folder of some of VS Code's built-in extensions.
 * @returns the server's arguments by which it has no others
 */
export async function onlyBuiltIns(vscodeDir: string, dir: string, names: readonly string[]): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  for (const name of names) await symlink(join(vscodeDir, 'extensions', name), join(dir, name));
  return ['--builtin-extensions-dir', dir];
}
