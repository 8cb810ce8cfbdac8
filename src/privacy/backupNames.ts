/** Words that only programs add to the name of a copy: editors, diff, dpkg, rpm, pacman, ucf. */
const programWords =
  'bak\\d*|orig|sw[a-p]|dpkg-(old|new|dist|bak|tmp)|rpm(save|new|orig)|pac(save|new|orig)|ucf-(old|new|dist)';
/** Words that people add as well, and a date. */
const words = [
  programWords,
  'backup\\d*|bck|bkp|old\\d*|original|sav|save|saved|copy\\d*|copie|kopie|new|prev|previous|last|tmp|temp|disabled|off',
  '\\d{1,3}|(19|20)\\d\\d([-_.]?\\d\\d){0,2}([-_.t ]?\\d\\d([-_.:h]?\\d\\d){1,2})?|\\d{10}|\\d{13}',
].join('|');
/** What comes last: `.bak`, `_bak`, `-2024-01-31`, ` copy`, ` (1)`, `~`. */
const mark = new RegExp(`(~|[-._ ]+(${words})|\\.\\d+|[-._ ]*\\((${words})([- ](${words}))?\\))$`);
const programMark = new RegExp(`(~|\\.(${programWords}))$`);
const before = /^(copy of|copie de|kopie von|backup of|(bak|backup|old)[-_. ]) ?(?=.)/;

/** A choice: more than a few marks on marks are no backup. */
const maxNames = 8;

/**
 * The names that the original of a copy may have, with its own first: of `server.key.bak`, `#server.key#`, `.server.key.swp`,
 * `server.key.txt`, `rootkey (1).csv`, `secrets_old/a.txt`. A copy holds the secrets of its original.
 * @param path in lower case, with slashes
 * @param isLoose whether words count that people use otherwise, too: `api-new.ts` may be no copy of `api.ts`
 */
export function originalNames(path: string, isLoose: boolean): string[] {
  const found = new Set([path]);
  const steps = isLoose
    ? [inParts(withoutMark), withoutText, inStem(withoutMark), swapped]
    : [inParts(withoutProgramMark), inStem(withoutProgramMark), swapped];
  for (const one of found) {
    if (found.size >= maxNames) break;
    for (const step of steps) found.add(step(one));
  }
  return [...found];
}

type Step = (name: string) => string;

/** Takes one mark from each part of a path. */
function inParts(step: Step): Step {
  return (path) => path.split('/').map(step).join('/');
}

/** Takes a mark from before the extension of the file: `rootkey (1).csv`. */
function inStem(step: Step): Step {
  return (path) => path.replace(/([^/]+)(\.[^./]+)$/, (_, stem: string, extension: string) => step(stem) + extension);
}

function withoutMark(name: string): string {
  return bare(name, (one) => one.replace(mark, '').replace(before, ''));
}

function withoutProgramMark(name: string): string {
  return bare(name, (one) => one.replace(programMark, ''));
}

function withoutText(path: string): string {
  return path.replace(/(?<=[^/])\.txt$/, '');
}

/** The file of which Vim keeps a swap file, hidden by a dot. */
function swapped(path: string): string {
  return path.replace(/\/\.([^/]+)\.sw[a-p]$/, '/$1');
}

/** Emacs's marks, `#name#` and `.#name`, are taken off as well. A name has at least a character. */
function bare(name: string, step: Step): string {
  return /^#(.+)#$/.exec(name)?.[1] ?? (step(name.replace(/^\.#(?=.)/, '')) || name);
}
