import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'dist', '__pycache__']);
const MAX_FILE_BYTES = 512 * 1024;
/** Prose does not belong in code. */
const PROSE = /\.(md|txt)$/i;

/**
 * Reads the source files of a folder and its subfolders, path to content, in the order of their names. They are read
 * once: text that a user deletes while trying Infill stays known.
 */
export function readCorpus(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const path of listFiles(folder)) {
    const text = readFileSync(path, 'utf8');
    if (!text.includes('\0')) files.set(path, text);
  }
  return files;
}

function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : listFiles(path);
    const isSource = entry.isFile() && !PROSE.test(path) && statSync(path).size <= MAX_FILE_BYTES;
    return isSource ? [path] : [];
  });
}
