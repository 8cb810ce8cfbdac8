import * as vscode from 'vscode';
import type { UsageFolder } from '../store.ts';

/** The folder of usage in the extension's own storage, which all windows of a user share. */
export function usageFolder(storage: vscode.Uri): UsageFolder {
  const { fs } = vscode.workspace;
  const folder = vscode.Uri.joinPath(storage, 'usage');
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    list: async () => {
      try {
        return (await fs.readDirectory(folder)).map(([name]) => name);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    read: async (name) => new TextDecoder().decode(await fs.readFile(at(name))),
    // VS Code may be killed while it writes; a new name for a whole file is given or not.
    write: async (name, text) => {
      await fs.writeFile(at(`${name}.new`), new TextEncoder().encode(text));
      await fs.rename(at(`${name}.new`), at(name), { overwrite: false });
    },
    remove: async (name) => {
      try {
        await fs.delete(at(name));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}
