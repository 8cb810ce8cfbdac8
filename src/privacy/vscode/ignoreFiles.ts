import * as vscode from 'vscode';
import { everything, type IgnoreRules, ignoreRules, isIgnored, rulesText } from '../ignoreRules.ts';
import { exists } from './repositories.ts';
import { outermostFolder } from './workspaceUris.ts';

/** Returns the top folder whose rules hold for a file. */
type TopOf = (file: vscode.Uri) => vscode.Uri | undefined | Promise<vscode.Uri | undefined>;

/** The files in the workspace's folders that list ignored files in the syntax of `.gitignore`. */
export class IgnoreFiles {
  readonly #names: readonly string[];
  readonly #topOf: TopOf;
  /** By the folder's URI; kept until `forget`. */
  #rules = new Map<string, Promise<IgnoreRules | undefined>>();

  /**
   * @param names of the files in each folder, such as `.gitignore`; later ones win
   * @param topOf by default the outermost of the workspace folders
   */
  constructor(names: string | readonly string[], topOf: TopOf = (file) => outermostFolder(file)?.uri) {
    this.#names = [names].flat();
    this.#topOf = topOf;
  }

  /** Whether a file is ignored; false for one without a top folder. */
  async ignores(file: vscode.Uri): Promise<boolean> {
    const top = await this.#topOf(file);
    if (!top || top.path === file.path) return false;
    const names = file.path.slice(top.path.replace(/\/$/, '').length + 1).split('/');
    const folders = names.map((_, depth) => names.slice(0, depth).join('/'));
    const rules = await Promise.all(folders.map((folder) => this.#rulesIn(vscode.Uri.joinPath(top, folder))));
    return isIgnored(names.join('/'), (folder) => rules[folders.indexOf(folder)]);
  }

  /** The files may have changed. */
  forget(): void {
    this.#rules.clear();
  }

  #rulesIn(folder: vscode.Uri): Promise<IgnoreRules | undefined> {
    const key = folder.toString();
    let rules = this.#rules.get(key);
    if (!rules) this.#rules.set(key, (rules = read(this.#names.map((name) => vscode.Uri.joinPath(folder, name)))));
    return rules;
  }
}

async function read(files: readonly vscode.Uri[]): Promise<IgnoreRules | undefined> {
  const texts = await Promise.all(files.map(textOf));
  const found = files.filter((_, at) => texts[at] !== undefined);
  if (found.length === 0) return undefined;
  if (texts.includes(null)) return everything;
  const text = texts.filter((one) => one !== undefined).join('\n');
  // Only rules that bring files back need to know.
  return ignoreRules(text, /^!/m.test(text) && !(await exists(inUpperCase(found[0]!))));
}

/** A file system that finds a file by this name ignores case: VS Code does not say. */
function inUpperCase(file: vscode.Uri): vscode.Uri {
  return file.with({ path: file.path.replace(/[^/]+$/, (name) => name.toUpperCase()) });
}

/** Undefined where the file does not exist, null where it cannot be read. */
async function textOf(file: vscode.Uri): Promise<string | null | undefined> {
  try {
    return rulesText(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : '';
    return ['FileNotFound', 'FileNotADirectory', 'FileIsADirectory'].includes(code) ? undefined : null;
  }
}
