import * as vscode from 'vscode';
import { matchesGlob, readGlob } from '../../base/glob.ts';
import type { Wildcards } from '../../base/wildcards.ts';

/** A language in an extension's `contributes.languages`. */
interface LanguageContribution {
  id: string;
  /** With their dots, such as `.ts`. */
  extensions?: readonly string[];
  filenames?: readonly string[];
  /** Globs of whole paths, or of file names where they have no slash. */
  filenamePatterns?: readonly string[];
}

interface Languages {
  /** By file name or file extension, in lower case. */
  byName: ReadonlyMap<string, string>;
  byGlob: readonly (readonly [glob: Wildcards | null, language: string])[];
}

/** The languages of files that are not open: VS Code says only those of open documents. */
export class FileLanguages {
  #contributed: Languages | null = null;
  readonly #subscription = vscode.extensions.onDidChange(() => (this.#contributed = null));

  /** VS Code's language id; `plaintext` where it is not known. */
  of(uri: vscode.Uri): string {
    const { byName, byGlob } = (this.#contributed ??= contributedLanguages());
    const [name, ...endings] = namesOf(uri);
    return (
      byName.get(name!) ??
      byGlob.find(([glob]) => matchesGlob(uri.path, glob))?.[1] ??
      endings.map((ending) => byName.get(ending)).find((id) => id !== undefined) ??
      openLanguage(endings.at(-1)) ??
      'plaintext'
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

/** A file's name and its extensions, longest first: `a.test.ts`, `.test.ts`, `.ts`. */
function namesOf({ path }: vscode.Uri): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return [name, ...[...name.matchAll(/\./g)].map(({ index }) => name.slice(index))];
}

/** The language of an open document: in a remote window, the extension for a language may run where Infill does not. */
function openLanguage(ending: string | undefined): string | undefined {
  if (ending === undefined) return undefined;
  return vscode.workspace.textDocuments.find(({ uri }) => namesOf(uri).at(-1) === ending)?.languageId;
}

/** As in VS Code, the extension that was registered last wins. */
function contributedLanguages(): Languages {
  const byName = new Map<string, string>();
  const byGlob: [Wildcards | null, string][] = [];
  for (const { packageJSON } of vscode.extensions.all) {
    const { contributes } = packageJSON as { contributes?: { languages?: readonly LanguageContribution[] } };
    for (const { id, extensions = [], filenames = [], filenamePatterns = [] } of contributes?.languages ?? []) {
      for (const name of [...extensions, ...filenames]) byName.set(name.toLowerCase(), id);
      for (const glob of filenamePatterns) byGlob.unshift([readGlob(glob.includes('/') ? glob : `**/${glob}`), id]);
    }
  }
  return { byName, byGlob };
}
