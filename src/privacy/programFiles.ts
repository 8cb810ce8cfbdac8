import { isSource } from './sourceEndings.ts';

/** A file that a program made for itself: version control, or one message or edit of a user. */
export type ProgramFile = 'versionControl' | 'temporary';

/** Folders in which version control keeps its files. */
const ofVersionControl = /\/(\.git|\.hg|\.svn|\.jj|\.sl|\.bzr|_darcs)(\/|$)/;

/**
 * Files with the message of a commit, a tag, a note or a request, which may quote a diff: git, hub, git send-email, Mercurial
 * and Sapling, Jujutsu, Subversion, Bazaar, by the names in their sources.
 */
const messageName =
  /^([a-z]+_editmsg|(merge|squash)_msg|edit_description|replace_editobj|git-rebase-todo|addp-hunk-edit\.diff|add_edit\.patch|\.gitsendemail\..*|(hg|sl)-(editor|histedit|commit)-([^.]*|.*\.(txt|diff))|.*\.(hg\.txt|jjdescription)|svn-(commit|prop).*\.tmp|bzr_log\..*)$/;

/** Copies that an editor gets, by their program's own name in any folder: kubectl and oc with a random number, visudo. */
const copyName = /^((kubectl|oc)-edit-\d{5,10}\.(ya?ml|json)|sudoers\.tmp)$/;

/** The folders for temporary files of Linux, macOS, Windows and Cygwin, and Ansible's, with a slash at the end. */
const temporaryRoot =
  /^(\/private)?\/(tmp|(var|usr)\/tmp|dev\/shm|run\/user\/\d+|var\/folders\/[^/]+\/[^/]+\/t)\/|^\/[a-z]:\/((windows|cygwin|cygwin64|msys64)\/)?te?mp\/|\/appdata\/local\/temp\/|\/\.ansible\/tmp\//i;
/** Roots in which programs put a copy directly, and people little: sudoedit's, and memory that is no disk. */
const onlyPrograms = /^(\/private)?\/((var|usr)\/tmp|dev\/shm)\/$/i;

/** What tells the random characters of mkstemp from a word. */
const random = '(?=\\w*[A-Z\\d]\\w)\\w';

/**
 * Folders in these roots: pass, passage and gopass, crontab, ansible-vault, chezmoi. Everything in them is the program's.
 */
const temporaryFolder = new RegExp(
  `^((pass|passage)\\.${random}{13}|gopass(-[a-z]+)?\\d{3,}|crontab\\.\\w{6,}|(ansible-local-|chezmoi-encrypted).*)$`,
);
/** The folder of sops, a number below 2^32 (Go's MkdirTemp), which is no date. */
const digitsFolder = /^(?!(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$)\d{8,10}$/;
/**
 * Files in these roots: kubectl under another name (`k3s-edit-`), crontab, sudoedit, click (`editor-`), shells' command
 * lines, mutt, pico, virsh, mktemp, Python.
 */
const temporaryName = new RegExp(
  `^([\\w.-]+-edit-\\d{5,10}\\.(ya?ml|json)|crontab\\.\\w{6,}|.+\\.${random}{8}|editor-(.*\\.txt|(?=\\w*\\d)\\w{8}(\\.\\w+)?)|bash-fc[.-].*|zsh${random}{6}(\\.zsh)?|` +
    `(neo)?mutt-.+-\\d+-\\d.*|pico\\.${random}{6}|virsh\\w{6}\\.xml|tmp\\.${random}{6,}(\\.\\w+)?|tmp(?=\\w*\\d)[a-z\\d_]{8}(\\.\\w+)?)$`,
);
/** The copy that sudoedit makes of a file with an extension: eight random characters before it. */
const sudoeditName = new RegExp(`^.+${random}{8}\\.[^.]+$`);
/** The files of rails (`credentials:edit`) and gh. */
const digitsName = /^\d{5,}([.-].*)?$/;

/**
 * Which kind of program's file a path names; null for none. Case does not count in fixed names, as on some file systems.
 * @param path absolute, with slashes
 * @param folder the opened folder that the file is in: what is temporary is not meant for one that is opened itself
 */
export function programFile(path: string, folder?: string): ProgramFile | null {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (ofVersionControl.test(lower) || messageName.test(name)) return 'versionControl';
  if (folder !== undefined && inRoot(folder)) return null;
  return copyName.test(name) || isTemporary(path) ? 'temporary' : null;
}

function isTemporary(path: string): boolean {
  const found = inRoot(path);
  if (!found) return false;
  const { root, parts } = found;
  const [part, ...below] = parts as [string, ...string[]];
  const isSpared = isSource(path);
  if (below.length > 0) return temporaryFolder.test(part) || (digitsFolder.test(part) && !isSpared);
  if (temporaryName.test(part)) return true;
  if (onlyPrograms.test(root)) return !isSpared || sudoeditName.test(part);
  return digitsName.test(part) && !isSpared;
}

/** The root for temporary files that a path is in, and the path's parts below; null for none. */
function inRoot(path: string): { root: string; parts: string[] } | null {
  const found = temporaryRoot.exec(path);
  if (!found) return null;
  const end = found.index + found[0].length;
  const parts = path.slice(end).split('/');
  return parts[0] === '' ? null : { root: found[0], parts };
}
