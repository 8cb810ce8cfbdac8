import type * as vscode from 'vscode';
import { matchesGlob } from '../../base/vscode/globs.ts';
import { isHidden, plainGlob } from '../excludeSetting.ts';

/**
 * The first of the globs that excludes a file; null for none. Case does not count: some file systems ignore it, and
 * `.ENV` holds secrets like `.env`.
 * @param sparesSource whether globs that are not for hidden names spare source code in folders that they name
 */
export function excludingGlob(uri: vscode.Uri, globs: readonly string[], sparesSource = false): string | null {
  const path = uri.path.toLowerCase();
  const original = path.replace(backup, '');
  const isSpared = sparesSource && isSource(original);
  const patternsOf = (glob: string) => patterns(glob, !isSpared || isHidden(glob));
  for (const name of new Set([path, original])) {
    const file = uri.with({ path: name });
    if (!matchesGlob(file, globs.flatMap(patternsOf))) continue;
    return globs.find((glob) => matchesGlob(file, patternsOf(glob))) ?? null;
  }
  return null;
}

/** Endings that programs and people append to the names of copies. A copy holds the secrets of its original. */
const backup = /(~|\.(bak|backup|old|orig|save|swp|tmp|\d+))+(?=\/|$)/g;

/**
 * Endings of source code and prose. A fixed list: which extensions are installed must not decide what is excluded, and
 * formats in which people write settings, scripts that set variables, and unknown ones may hold secrets.
 */
const sourceEndings = new Set(
  [
    'ts mts cts tsx js mjs cjs jsx vue svelte astro html htm css scss less graphql gql mdx md rst adoc',
    'py pyi go rs rb php lua pl r java kt kts scala groovy gradle dart swift sql proto',
    'c h cc cpp cxx hpp hh hxx m mm cu cs fs vb cshtml razor zig nim d f90 sol',
    'ex exs erl hrl clj hs jl ml mli elm tf',
  ].flatMap((line) => line.split(' ')),
);

function isSource(path: string): boolean {
  return sourceEndings.has(/\.([^./]+)$/.exec(path)?.[1] ?? '');
}

/**
 * VS Code compares a glob with the whole path, but `secrets/*.ts` is meant for a folder of that name anywhere, and a glob
 * that names a folder is meant for all that is in it.
 */
function patterns(glob: string, includesFolders: boolean): string[] {
  const plain = plainGlob(glob);
  const whole = /^(\/|\*\*|[a-z]:)/i.test(plain) ? plain : `**/${plain}`;
  const pattern = whole.replace(/\/$/, '').toLowerCase();
  if (!includesFolders) return pattern.endsWith('/**') ? [] : [pattern];
  return [pattern, `${pattern}/**`];
}
