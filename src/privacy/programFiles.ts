/** A file that a program made for itself: version control, or one message or edit of a user. */
export type ProgramFile = 'versionControl' | 'temporary';

/** Folders in which version control keeps its files. */
const ofVersionControl = /\/(\.git|\.hg|\.svn|\.jj|\.sl|\.bzr|_darcs)(\/|$)/;

/**
 * Files with the message of a commit, a tag, a note or a request, which may quote a diff: git, hub, git send-email, Mercurial
 * and Sapling, Jujutsu, Subversion, Bazaar, by the names in their sources.
 */
const messageName =
  /^([a-z]+_editmsg|(merge|squash)_msg|edit_description|replace_editobj|git-rebase-todo|addp-hunk-edit\.diff|add_edit\.patch|\.gitsendemail\..*|(hg|sl)-(editor|histedit|commit)-.*|.*\.(hg\.txt|jjdescription)|svn-(commit|prop).*\.tmp|bzr_log\..*)$/;

/** Copies that an editor gets, by their program's own name: kubectl and oc, visudo. */
const copyName = /^([\w.]+-edit-\d+\.(ya?ml|json)|sudoers\.tmp)$/;

/** What is in a folder for temporary files, of any user and system. */
const inTemporary = /\/(?:tmp|temp|shm|var\/folders\/[^/]+\/[^/]+\/t|run\/user\/\d+)\/(?=([^/]+)(\/|$))/g;

/**
 * Folders and files there: pass, passage and gopass, crontab, ansible-vault, chezmoi, sops (digits alone), sudoedit (eight random
 * characters), rails and gh (digits first), click (`editor-`), shells' command lines, mutt, pico, virsh, mktemp and Python.
 */
const temporaryFolder = /^((pass|passage)\.\w{4,}|gopass.*|crontab\.\w+|ansible-local-.*|chezmoi-encrypted.*|\d{6,})$/;
const temporaryName =
  /^(crontab\.\w+|.+\.(?=\w*\d)\w{8}|\d{5,}([.-].*)?|editor-.*|bash-fc.*|zsh\w{4,}(\.zsh)?|(neo)?mutt-.*|pico\.\w+|virsh\w{6}\.xml|tmp\.\w{6,}(\.\w+)?|tmp[a-z0-9_]{8}(\.\w+)?)$/;
/** Folders where programs put a copy directly, and people nothing: sudoedit's, and memory that is no disk. */
const onlyPrograms = /^(\/private)?(\/(var|usr)\/tmp|\/dev\/shm)\/[^/]+$/;

/**
 * Which kind of program's file a path names; null for none. Case does not count, as on some file systems.
 * @param path absolute, with slashes
 */
export function programFile(path: string): ProgramFile | null {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (ofVersionControl.test(lower) || messageName.test(name)) return 'versionControl';
  if (copyName.test(name) || onlyPrograms.test(lower)) return 'temporary';
  const isTemporary = [...lower.matchAll(inTemporary)].some(([, part, end]) =>
    (end === '' ? temporaryName : temporaryFolder).test(part!),
  );
  return isTemporary ? 'temporary' : null;
}
