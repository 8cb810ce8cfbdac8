import * as vscode from 'vscode';
import { type IgnoreRules, ignoreRules, isIgnored } from '../../completion/context/ignoreRules.ts';

/** The files of one name in the workspace's folders that say, in gitignore's syntax, what is to be left alone. */
export class IgnoreFiles {
  readonly name: string;
  /** By the folder's address; kept until `forget`. */
  #rules = new Map<string, Promise<IgnoreRules | undefined>>();

  /** @param name such as `.gitignore` */
  constructor(name: string) {
    this.name = name;
  }

  /** Whether they ignore a file of the workspace; of one outside they say nothing. */
  async ignores(file: vscode.Uri): Promise<boolean> {
    const top = vscode.workspace.getWorkspaceFolder(file)?.uri;
    if (!top || top.path === file.path) return false;
    const names = file.path.slice(top.path.replace(/\/$/, '').length + 1).split('/');
    const folders = names.map((_, depth) => names.slice(0, depth).join('/'));
    const rules = await Promise.all(folders.map((folder) => this.#rulesIn(vscode.Uri.joinPath(top, folder))));
    return isIgnored(names.join('/'), (folder) => rules[folders.indexOf(folder)]);
  }

  /** They have changed. */
  forget(): void {
    this.#rules.clear();
  }

  #rulesIn(folder: vscode.Uri): Promise<IgnoreRules | undefined> {
    const key = folder.toString();
    let rules = this.#rules.get(key);
    if (!rules) this.#rules.set(key, (rules = read(vscode.Uri.joinPath(folder, this.name))));
    return rules;
  }
}

/** Rules that cannot be read may be any. */
const everything = ignoreRules('*');

async function read(file: vscode.Uri): Promise<IgnoreRules | undefined> {
  try {
    return ignoreRules(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : '';
    return ['FileNotFound', 'FileNotADirectory', 'FileIsADirectory'].includes(code) ? undefined : everything;
  }
}
