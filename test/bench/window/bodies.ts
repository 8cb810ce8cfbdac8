import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { projectDir } from '../../vscode/install.ts';
import { places } from '../typing/places.ts';

/** A function body that is removed from a file and typed again in a window. */
export interface Body {
  /** Path below `node_modules`, with the line of the header. */
  name: string;
  /** The file's extension, with its dot. */
  extension: string;
  /** The file up to the end of the header line, where the cursor is. */
  head: string;
  /** From the line end of the header to the end of the body's last line. */
  text: string;
  /** The rest of the file, from the line end of the body's last line. */
  tail: string;
}

const wanted = 6;
const lineCount = { min: 4, max: 14 };
/** Number of characters to type, without indentation. */
const keyCount = { min: 120, max: 280 };
const fileBytes = { min: 3_000, max: 60_000 };

/** The header of a function or method, not of a statement. */
const header = /^(?!\s*(?:\}|if|else|for|while|switch|try|catch|do)\b)(?!\s*\}).*\)[^()]*\{$/;
/** Text that no one types key by key, or that the editor continues by itself. */
const untypable = /[^\n -~]|\/\*|[ \t]\n|https?:/;

/**
 * One body from each of six packages. The packages and bodies are those with the lowest hash of their path, so the
 * choice is neutral; files of the typing replay are left out.
 */
export function bodies(): Body[] {
  const taken = new Set(places().map(({ file }) => file));
  const paths = globSync('node_modules/**/*.{js,ts,mjs}', { cwd: projectDir })
    .filter((path) => !/\.d\.ts$|\.min\.|\/dist\/|\/tests?\/|\/node_modules\/.*\/node_modules\//.test(path))
    .filter((path) => !taken.has(path))
    .sort((a, b) => hashOf(a) - hashOf(b));
  const found = new Map<string, Body>();
  for (const path of paths) {
    const packageName = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)![1]!;
    if (found.has(packageName)) continue;
    const [body] = bodiesOf(path).sort((a, b) => hashOf(a.name) - hashOf(b.name));
    if (body) found.set(packageName, body);
    if (found.size === wanted) return [...found.values()];
  }
  throw new Error('node_modules holds too few files to type: run npm ci.');
}

/** Number of keys for a body: its characters without the indentation. */
export function keysOf({ text }: Body): number {
  return text.replaceAll(/\n[ \t]*/g, '\n').length;
}

function bodiesOf(path: string): Body[] {
  const text = readFileSync(join(projectDir, path), 'utf8');
  if (text.length < fileBytes.min || text.length > fileBytes.max || text.includes('\r')) return [];
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const body = header.test(line) ? bodyAfter(lines, index) : null;
    return body
      ? [{ ...body, name: `${path.replace('node_modules/', '')}:${index + 1}`, extension: extname(path) }]
      : [];
  });
}

function bodyAfter(lines: readonly string[], at: number): Pick<Body, 'head' | 'text' | 'tail'> | null {
  const indent = indentOf(lines[at]!);
  const end = lines.findIndex((line, index) => index > at && line.startsWith(`${indent}}`));
  const inside = lines.slice(at + 1, end);
  const isDeeper = inside.every((line) => line === '' || indentOf(line).length > indent.length);
  if (end < 0 || !isDeeper || inside.length < lineCount.min || inside.length > lineCount.max) return null;
  const body = {
    head: lines.slice(0, at + 1).join('\n'),
    text: inside.map((line) => `\n${line}`).join(''),
    tail: `\n${lines.slice(end).join('\n')}`,
  };
  if (untypable.test(`${body.text}\n`)) return null;
  const keys = keysOf({ ...body, name: '', extension: '' });
  return keys >= keyCount.min && keys <= keyCount.max ? body : null;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)![0];
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
