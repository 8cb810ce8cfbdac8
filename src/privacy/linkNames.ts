/** Linux's own limit for the links in a path (MAXSYMLINKS). */
const maxLinks = 40;

/**
 * The paths that links give to a file, one for each link that is followed: of the file, of a folder above it, of the target
 * of another link.
 * @param path absolute, with slashes, such as `/a/b`, `c:/a/b`, `//server/share/a`
 * @param readlink returns the target as the link has it, with slashes; null for what is no link
 * @returns null for a loop
 */
export async function linkNames(
  path: string,
  readlink: (path: string) => Promise<string | null>,
): Promise<string[] | null> {
  const names: string[] = [];
  let { root, parts: rest } = split(path);
  /** The beginning of the path in which all links are resolved. */
  let resolved: string[] = [];
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    const here = step(resolved, part);
    const target = here.length > resolved.length ? await readlink(root + here.join('/')) : null;
    if (target === null) {
      resolved = here;
      continue;
    }
    if (names.length === maxLinks) return null;
    const to = split(target);
    if (to.root !== '') [root, resolved] = [to.root, []];
    rest = [...to.parts, ...rest];
    names.push(root + rest.reduce(step, resolved).join('/'));
  }
  return names;
}

/** Appends a part to a path. */
function step(path: readonly string[], part: string): string[] {
  if (part === '' || part === '.') return [...path];
  return part === '..' ? path.slice(0, -1) : [...path, part];
}

/** @returns `root` with a slash at its end; `''` for a relative path */
function split(path: string): { root: string; parts: string[] } {
  const root = /^(\/\/[^/]+\/[^/]+\/|([a-z]:)?\/)?/i.exec(path)![0];
  return { root, parts: path.slice(root.length).split('/') };
}
