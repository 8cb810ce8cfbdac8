import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The built-in extensions that most tests need: a theme, and the languages of their files. All built-in extensions (99
 * in 1.139.1, Copilot's included) make a window's start a quarter slower, and their language servers process every
 * opened file.
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

/** For the suites: definitions (`node_modules` has TypeScript itself), notebooks, and files that git ignores. */
export const suiteBuiltIns = [
  ...plainBuiltIns,
  'git',
  'git-base',
  'ipynb',
  'node_modules',
  'typescript-language-features',
];

/**
 * Makes a folder with some of VS Code's built-in extensions.
 * @returns the server's arguments for it
 */
export async function onlyBuiltIns(vscodeDir: string, dir: string, names: readonly string[]): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  for (const name of names) await symlink(join(vscodeDir, 'extensions', name), join(dir, name));
  return ['--builtin-extensions-dir', dir];
}
