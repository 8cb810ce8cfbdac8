import * as vscode from 'vscode';
import { maxFileCharacters, type Unfit } from '../unsuitableFile.ts';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import { fileNames } from './fileNames.ts';
import type { GitIgnored } from './gitIgnored.ts';
import type { Exclusions } from './exclusions.ts';
import type { WorkspaceUris } from './workspaceUris.ts';

/** Why a file may not become a snippet. */
export type SnippetExclusion = 'untrusted' | 'excluded' | 'outside' | 'linked' | 'git-ignored' | 'gone' | Unfit;

/** Decides which files may be sent as snippets while the user types in another one. */
export class SnippetFiles {
  readonly #exclusions: Exclusions;
  readonly #workspaceUris: WorkspaceUris;
  readonly #gitIgnored: GitIgnored;

  constructor(exclusions: Exclusions, workspaceUris: WorkspaceUris, gitIgnored: GitIgnored) {
    this.#exclusions = exclusions;
    this.#workspaceUris = workspaceUris;
    this.#gitIgnored = gitIgnored;
  }

  /**
   * Null where the file may become a snippet, as far as its text, which `unfitFor` judges, allows. Calls the file system and
   * git, so it is too slow for a keystroke.
   */
  async exclusionOf(uri: vscode.Uri): Promise<SnippetExclusion | null> {
    if (!vscode.workspace.isTrusted) return 'untrusted';
    if (!isDocument({ uri }) || uri.scheme === 'untitled') return 'outside';
    if (!vscode.workspace.getWorkspaceFolder(uri)) return 'outside';
    if (await this.#exclusions.evaluate(uri)) return 'excluded';
    const names = await fileNames(uri);
    if (!names) return 'linked';
    // Its unknown names may be excluded.
    if (names.hasMore) return 'linked';
    const uris = await Promise.all(names.all.map((name) => this.#workspaceUris.of(name)));
    if (uris.some((ofName) => ofName.length === 0)) return 'outside';
    const distinct = [...new Map(uris.flat().map((one) => [one.toString(), one])).values()];
    const ignored = await Promise.all(distinct.map((one) => this.#gitIgnored.isIgnored(one)));
    if (ignored.includes(true)) return 'git-ignored';
    const stat = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => null);
    if (!stat) return 'gone';
    return stat.size > maxFileCharacters * maxBytesPerCharacter ? 'large' : null;
  }
}

/** In UTF-8, of a UTF-16 unit. `unfitFor` counts the characters of what is read. */
const maxBytesPerCharacter = 3;
