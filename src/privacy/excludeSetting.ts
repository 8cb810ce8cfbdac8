/** Globs of files of which nothing is ever sent. */
export interface ExcludeGlobs {
  /** They hold for names of files, and of folders wherever those are. */
  anywhere: readonly string[];
  /**
   * They hold in a workspace for what is in it: `.env*` says nothing of a project that happens to be in `~/.environments`.
   * Those that are not hidden leave out source code in folders of that name: `kubeconfig/load.go`.
   */
  inWorkspace: readonly string[];
}

/** What `infill.exclude` is on each level; undefined where it is not set. */
export interface ExcludeLevels {
  byDefault: unknown;
  user: unknown;
  /** The workspace's own and those of its folders. */
  workspace: readonly unknown[];
}

/**
 * Reads the globs that exclude files. The user can turn off one of the default's, a workspace none at all: it can only
 * add. Each entry is judged by itself, and one that says something else than `false` excludes.
 * @param problems takes what is wrong, for the log
 */
export function readExclude({ byDefault, user, workspace }: ExcludeLevels, problems: string[]): ExcludeGlobs {
  const users = entriesOf(user, problems);
  const ofWorkspace = workspace.flatMap((value) => excludingOnes(entriesOf(value, problems)));
  const anywhere = new Set([...excludingOnes(users), ...ofWorkspace]);
  const inWorkspace: string[] = [];
  for (const glob of excludingOnes(entriesOf(byDefault, problems))) {
    if (users.get(glob) === false || anywhere.has(glob)) continue;
    if (/[*?[]/.test(glob) || !isHidden(glob)) inWorkspace.push(glob);
    else anywhere.add(glob);
  }
  return { anywhere: [...anywhere], inWorkspace };
}

function excludingOnes(entries: ReadonlyMap<string, boolean>): string[] {
  return [...entries].flatMap(([glob, excludes]) => (excludes ? [glob] : []));
}

/** The globs of one level, and whether they exclude. A list of globs, or a single one, excludes all of them. */
function entriesOf(value: unknown, problems: string[]): Map<string, boolean> {
  const entries = new Map<string, boolean>();
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject && typeof value !== 'string') {
    if (value !== undefined) problems.push(`infill.exclude is ${shown(value)}, wanted is an object of globs.`);
    return entries;
  }
  const all: [glob: unknown, excludes: unknown][] =
    isObject && !Array.isArray(value) ? Object.entries(value) : [value].flat().map((glob) => [glob, true]);
  for (const [glob, excludes] of all) {
    const said = `infill.exclude has ${shown(glob)}`;
    if (typeof glob !== 'string' || glob.trim() === '') {
      problems.push(`${said}, which is no glob.`);
      continue;
    }
    if (typeof excludes !== 'boolean') problems.push(`${said} with ${shown(excludes)}, which is taken for true.`);
    if (!canHold(glob)) problems.push(`${said}, which VS Code cannot read as a glob: it excludes nothing.`);
    entries.set(glob, excludes !== false);
  }
  return entries;
}

/** Whether a glob is for names with a dot at their beginning: what programs keep for themselves has those. */
export function isHidden(glob: string): boolean {
  return /(^|[/{,])\./.test(plainGlob(glob));
}

/** A glob without blanks around it, and without the `./` that many write before a path: no path has that. */
export function plainGlob(glob: string): string {
  return glob.trim().replace(/^(\.\/+)+/, '');
}

/** Characters, classes and, not one within another, alternatives: for the rest VS Code has a glob that never holds (1.139.1). */
const readable = /^([^[\]{}]|\[[^][^\]]*\]|\{([^[\]{}]|\[[^][^\]]*\])*\})*$/;

/** Whether there are files that VS Code's globs find by this one. */
function canHold(glob: string): boolean {
  const plain = plainGlob(glob);
  // No path has such parts.
  if (!readable.test(plain) || plain.split('/').some((part) => part === '.' || part === '..')) return false;
  try {
    for (const [one] of plain.matchAll(/\[[^][^\]]*\]/g)) new RegExp(one);
    return true;
  } catch {
    return false;
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 100);
}
