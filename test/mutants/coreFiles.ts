import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from '../vscode/install.ts';

/**
 * The files of `src` that know neither the editor nor a page, relative to the project's folder.
 * @param within folders and files of `src` to which they are limited; empty for all
 */
export function coreFiles(within: readonly string[] = []): string[] {
  return globSync('src/**/*.ts', { cwd: projectDir })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('src/usage/page/') && !isOfEditor(file))
    .filter((file) => within.length === 0 || within.some((name) => `${file}/`.startsWith(`${inSource(name)}/`)))
    .sort();
}

function inSource(name: string): string {
  const path = name.replace(/\/$/, '');
  return path.startsWith('src/') ? path : `src/${path}`;
}

function isOfEditor(file: string): boolean {
  return file.includes('/vscode/') || /from 'vscode'/.test(readFileSync(join(projectDir, file), 'utf8'));
}
