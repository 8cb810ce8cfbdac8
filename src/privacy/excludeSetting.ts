/** Globs of files that are never sent. */
export interface ExcludeGlobs {
  /** For all files, and for folders anywhere. */
  anywhere: readonly string[];
  /**
   * For what is in a workspace: `.env*` does not exclude a project in `~/.environments`. Globs that are not for hidden names
   * spare source code in folders that they name: `kubeconfig/load.go`.
   */
  inWorkspace: readonly string[];
}

/** `infill.exclude` on each level; undefined where it is not set. */
export interface ExcludeLevels {
  byDefault: unknown;
  user: unknown;
  /** The values of the workspace and of each of its folders. */
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
  const anywhere = new Set([...excluding(users), ...ofWorkspace]);
  const inWorkspace: string[] = [];
  for (const glob of excluding(entriesOf(byDefault, problems))) {
    if (users.get(glob) === false || anywhere.has(glob)) continue;
    if (/[*?[]/.test(glob) || !isHidden(glob)) inWorkspace.push(glob);
    else anywhere.add(glob);
  }
  return { anywhere: [...anywhere], inWorkspace };
}

function excluding(entries: ReadonlyMap<string, boolean>): string[] {
  return [...entries].flatMap(([glob, excludes]) => (excludes ? [glob] : []));
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
    if (!canMatch(glob)) problems.push(`${problem}, which VS Code cannot read as a glob: it excludes nothing.`);
    entries.set(glob, excludes !== false);
  }
  return entries;
}

/** Whether a glob is for names that begin with a dot, as programs use them for their own files. */
export function isHidden(glob: string): boolean {
  return /(^|[/{,])\./.test(plainGlob(glob));
}

/** A glob without blanks around it, and without `./` at its beginning, which no path has. */
export function plainGlob(glob: string): string {
  return glob.trim().replace(/^(\.\/+)+/, '');
}

/** Characters, classes, and alternatives that are not nested: VS Code reads other globs as ones that match nothing (1.139.1). */
const readable = /^([^[\]{}]|\[[^][^\]]*\]|\{([^[\]{}]|\[[^][^\]]*\])*\})*$/;

/** Whether VS Code's glob can match a file. */
function canMatch(glob: string): boolean {
  const plain = plainGlob(glob);
  // No path has the parts `.` and `..`.
  if (!readable.test(plain) || plain.split('/').some((part) => part === '.' || part === '..')) return false;
  try {
    for (const [one] of plain.matchAll(/\[[^][^\]]*\]/g)) new RegExp(one);
    return true;
  } catch {
    return false;
  }
}

function quoted(value: unknown): string {
  return JSON.stringify(value).slice(0, 100);
}
