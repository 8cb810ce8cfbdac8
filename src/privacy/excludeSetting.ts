import { readGlob } from '../base/glob.ts';

/** Globs of files that are never sent. */
export interface ExcludeGlobs {
  /** The user's and a workspace's, for all files, and for folders anywhere. */
  anywhere: readonly string[];
  /** The default's of whole hidden names, anywhere, too. */
  hidden: readonly string[];
  /**
   * The default's other ones, for what is in a workspace: `.env*` does not exclude a project in `~/.environments`. Globs
   * that are not for hidden names spare source code in folders that they name: `kubeconfig/load.go`.
   */
  inWorkspace: readonly string[];
}

/** `infill.exclude` on each level; undefined where it is not set. */
export interface ExcludeLevels {
  byDefault: unknown;
  user: unknown;
  /** The values of the workspace, of each of its folders, and of a remote machine. */
  workspace: readonly unknown[];
}

/**
 * Reads the globs that exclude files. The user can turn off globs of the default; a workspace can only add globs. Each entry
 * is read by itself, and excludes unless its value is `false`.
 * @param problems receives what is wrong, for the log
 */
export function readExclude({ byDefault, user, workspace }: ExcludeLevels, problems: string[]): ExcludeGlobs {
  const users = entriesOf(user, problems);
  const ofWorkspace = workspace.flatMap((value) => excluding(entriesOf(value, problems)));
  const anywhere = new Set([...bounded(excluding(users), problems), ...bounded(ofWorkspace, problems)]);
  const hidden: string[] = [];
  const inWorkspace: string[] = [];
  for (const glob of excluding(entriesOf(byDefault, problems))) {
    if (users.get(glob) === false) continue;
    const list = /[*?[]/.test(glob) || !isHidden(glob) ? inWorkspace : hidden;
    list.push(glob);
  }
  return { anywhere: [...anywhere], hidden, inWorkspace };
}

function excluding(entries: ReadonlyMap<string, boolean>): string[] {
  return [...entries].flatMap(([glob, excludes]) => (excludes ? [glob] : []));
}

/** A choice, twice the length of the default: longer lists would take long at each file. */
const maxCharacters = 10_000;

/** Rules that cannot be used as they are exclude everything. */
function bounded(globs: readonly string[], problems: string[]): readonly string[] {
  const characters = globs.reduce((sum, glob) => sum + glob.length, 0);
  if (characters <= maxCharacters) return globs;
  problems.push(
    `infill.exclude has globs of ${characters} characters: with more than ${maxCharacters} it excludes all.`,
  );
  return ['**'];
}

/** The globs of one level, and whether each excludes. A list or a single glob excludes all of its files. */
function entriesOf(value: unknown, problems: string[]): Map<string, boolean> {
  const entries = new Map<string, boolean>();
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject && typeof value !== 'string') {
    if (value !== undefined) problems.push(`infill.exclude is ${quoted(value)}, wanted is an object of globs.`);
    return entries;
  }
  const all: [glob: unknown, excludes: unknown][] =
    isObject && !Array.isArray(value) ? Object.entries(value) : [value].flat().map((glob) => [glob, true]);
  for (const [glob, excludes] of all) {
    const problem = `infill.exclude has ${quoted(glob)}`;
    if (typeof glob !== 'string' || glob.trim() === '') {
      problems.push(`${problem}, which is no glob.`);
      continue;
    }
    if (typeof excludes !== 'boolean') problems.push(`${problem} with ${quoted(excludes)}, which is taken for true.`);
    if (!canMatch(glob)) problems.push(`${problem}, which matches no file: it excludes nothing.`);
    entries.set(glob, excludes !== false);
  }
  return entries;
}

/** Whether a glob is for names that begin with a dot, as programs use them for their own files. */
export function isHidden(glob: string): boolean {
  return /(^|[/{,])\./.test(plainGlob(glob));
}

/**
 * A glob with slashes, and without what no path has: blanks around it and `./` at its beginning. `${workspaceFolder}/x` is
 * `/x`, which holds in the workspace.
 */
export function plainGlob(glob: string): string {
  const slashed = glob.trim().replaceAll('\\', '/');
  return slashed.replace(/^\$\{workspaceFolder(:[^}]*)?\}\/*(?=.)/, '/').replace(/^(\.\/+)+/, '');
}

/** Parts that no path has: `.`, `..`, variables, `~` for the home folder, quotes around a glob. */
const strange = /(^|\/)\.{1,2}(\/|$)|\$\{|\$env:|^\$\w+\/|^%\w+%|^~(?:\/|$)|^(["'`]).*\3$/;

/** Whether a glob can match a file. */
export function canMatch(glob: string): boolean {
  const plain = plainGlob(glob);
  return !strange.test(plain) && readGlob(plain) !== null;
}

function quoted(value: unknown): string {
  return JSON.stringify(value).slice(0, 100);
}
