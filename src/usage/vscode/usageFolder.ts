import type { UsageFolder } from '../store.ts';

/** The parts of Node that the folder needs. The extension's code has no Node types. */
interface Node {
  pid: number;
  getBuiltinModule(name: 'node:fs/promises'): {
    mkdir(path: string, options: { recursive: true }): Promise<unknown>;
    readdir(path: string): Promise<string[]>;
    readFile(path: string, encoding: 'utf8'): Promise<string>;
    rename(from: string, to: string): Promise<void>;
    rm(path: string, options: { force: true }): Promise<void>;
    writeFile(path: string, text: string, options: { flush: true }): Promise<void>;
  };
}

/**
 * A folder on disk, by Node's file system. VS Code's own no longer works when the last counts are written: VS Code closes
 * the connection that `workspace.fs` needs before it calls `deactivate()` (1.100.3 and 1.139.1).
 */
export function usageFolder(path: string): UsageFolder {
  const { process } = globalThis as unknown as { process: Node };
  const fs = process.getBuiltinModule('node:fs/promises');
  const at = (name: string) => `${path}/${name}`;
  return {
    async list() {
      await fs.mkdir(path, { recursive: true });
      return fs.readdir(path);
    },
    read: (name) => fs.readFile(at(name), 'utf8'),
    async write(name, text) {
      // Renaming replaces a file in one step. The process id keeps windows apart that write the same file.
      const unfinished = at(`${name}.${process.pid}.new`);
      await fs.writeFile(unfinished, text, { flush: true });
      await fs.rename(unfinished, at(name));
    },
    remove: (name) => fs.rm(at(name), { force: true }),
  };
}
