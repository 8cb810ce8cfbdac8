import * as vscode from 'vscode';
import { maxFileCharacters, type Unfit } from '../unfit.ts';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import { fileNames } from './fileNames.ts';
import type { GitIgnored } from './gitIgnored.ts';
import type { Exclusions } from './exclusions.ts';
import type { WorkspacePlaces } from './workspacePlaces.ts';

/** Why a file is no snippet, by what it is; what its text says comes on top (`unfitFor`). */
export type SnippetExclusion = 'untrusted' | 'excluded' | 'outside' | 'linked' | 'git-ignored' | 'gone' | Unfit;

/** Which files may be given to the model as snippets while the user types in another one. */
export class SnippetFiles {
  readonly #exclusions: Exclusions;
  readonly #places: WorkspacePlaces;
  readonly #gitIgnored: GitIgnored;

  constructor(exclusions: Exclusions, places: WorkspacePlaces, gitIgnored: GitIgnored) {
    this.#exclusions = exclusions;
    this.#places = places;
    this.#gitIgnored = gitIgnored;
  }

  /** Why a file is no snippet now; null where it may be one. Asks the file system and git: nothing for a keystroke's way. */
  async refusalOf(uri: vscode.Uri): Promise<SnippetExclusion | null> {
    if (!vscode.workspace.isTrusted) return 'untrusted';
    if (!isDocument({ uri }) || uri.scheme === 'untitled') return 'outside';
    if (!vscode.workspace.getWorkspaceFolder(uri)) return 'outside';
    if (await this.#exclusions.evaluate(uri)) return 'excluded';
    const names = await fileNames(uri);
    if (!names) return 'linked';
    // Under a name that is not known it may be anything.
    if (names.hasMore) return 'linked';
    const places = await Promise.all(names.all.map((name) => this.#places.of(name)));
    if (places.some((ofName) => ofName.length === 0)) return 'outside';
    const distinct = [...new Map(places.flat().map((place) => [place.toString(), place])).values()];
    const ignored = await Promise.all(distinct.map((place) => this.#gitIgnored.isIgnored(place)));
    if (ignored.includes(true) || distinct.some(({ path }) => ofVersionControl.test(path))) return 'git-ignored';
    const stat = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => null);
    if (!stat) return 'gone';
    return stat.size > maxFileCharacters * maxBytesPerCharacter ? 'large' : null;
  }
}

/** What version control keeps for itself is no text of the project. */
const ofVersionControl = /\/\.(git|hg|svn|jj)\//;
/** Of UTF-8; what is within the bound by that is counted again once it is read. */
const maxBytesPerCharacter = 3;
