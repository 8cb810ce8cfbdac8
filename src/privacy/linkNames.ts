/** More links on a way lead round in circles; Linux gives up here, too. */
const maxLinks = 40;

/**
 * The names under which links lead to a file, one for each link on the way: of itself, of a folder above it, of what
 * another link leads to.
 * @param path absolute, with slashes, such as `/a/b`, `c:/a/b`, `//server/share/a`
 * @param readlink where a link leads by its own word, with slashes; null for what is none
 * @returns null where they lead round in circles
 */
export async function linkNames(
  path: string,
  readlink: (path: string) => Promise<string | null>,
): Promise<string[] | null> {
  const names: string[] = [];
  let { root, parts: rest } = split(path);
  /** The part of the way that has been gone: no links are in it. */
  let gone: string[] = [];
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    const here = step(gone, part);
    const target = here.length > gone.length ? await readlink(root + here.join('/')) : null;
    if (target === null) {
      gone = here;
      continue;
    }
    if (names.length === maxLinks) return null;
    const to = split(target);
    if (to.root !== '') [root, gone] = [to.root, []];
    rest = [...to.parts, ...rest];
    names.push(root + rest.reduce(step, gone).join('/'));
  }
  return names;
}

/** One step on the way. */
function step(gone: readonly string[], part: string): string[] {
  if (part === '' || part === '.') return [...gone];
  return part === '..' ? gone.slice(0, -1) : [...gone, part];
}

/** @returns `root` with a slash at its end; '' for a path that is relative */
function split(path: string): { root: string; parts: string[] } {
  const root = /^(\/\/[^/]+\/[^/]+\/|([a-z]:)?\/)?/i.exec(path)![0];
  return { root, parts: path.slice(root.length).split('/') };
}
