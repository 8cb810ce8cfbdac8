/** Words that programs and people add to the name of a copy: editors, dpkg, rpm, pacman, ucf, and a date. */
const words = [
  'bak\\d*|backup\\d*|bck|bkp|old\\d*|orig|original|sav|save|saved|copy\\d*|copie|kopie|new|prev|previous|last|tmp|temp|disabled|off',
  'sw[a-p]|dpkg-(old|new|dist|bak|tmp)|rpm(save|new|orig)|pac(save|new|orig)|ucf-(old|new|dist)',
  '\\d{1,3}|(19|20)\\d\\d([-_.]?\\d\\d){0,2}([-_.t ]?\\d\\d([-_.:h]?\\d\\d){1,2})?|\\d{10}|\\d{13}',
].join('|');
/** What comes last: `.bak`, `_bak`, `-2024-01-31`, ` copy`, ` (1)`, `~`. */
const mark = new RegExp(`(~|[-._ ]+(${words})|\\.\\d+|[-._ ]*\\((${words})([- ](${words}))?\\))$`);
const before = /^(copy of|copie de|kopie von|backup of|(bak|backup|old)[-_. ]) ?(?=.)/;

/** A choice: more than a few marks on marks are no backup. */
const maxNames = 8;

/**
 * The names that the original of a copy may have, with its own first: of `server.key.bak`, `#server.key#`, `.server.key.swp`,
 * `server.key.txt`, `rootkey (1).csv`, `secrets_old/a.txt`. A copy holds the secrets of its original.
 * @param path in lower case, with slashes
 */
export function originalNames(path: string): string[] {
  const found = new Set([path]);
  for (const one of found) {
    if (found.size >= maxNames) break;
    for (const next of [withoutMarks, withoutText, withoutMarkInStem, swapped]) found.add(next(one));
  }
  return [...found];
}

/** Takes one mark from each part of a path. */
function withoutMarks(path: string): string {
  return path.split('/').map(withoutMark).join('/');
}

function withoutMark(name: string): string {
  const bare =
    /^#(.+)#$/.exec(name)?.[1] ??
    name
      .replace(/^\.#(?=.)/, '')
      .replace(mark, '')
      .replace(before, '');
  return bare === '' ? name : bare;
}

function withoutText(path: string): string {
  return path.replace(/(?<=[^/])\.txt$/, '');
}

/** Takes a mark from before the extension of the file: `rootkey (1).csv`. */
function withoutMarkInStem(path: string): string {
  return path.replace(/([^/]+)(\.[^./]+)$/, (_, stem: string, extension: string) => withoutMark(stem) + extension);
}

/** The file of which Vim keeps a swap file, hidden by a dot. */
function swapped(path: string): string {
  return path.replace(/\/\.([^/]+)\.sw[a-p]$/, '/$1');
}
