import * as vscode from 'vscode';
import type { Hint } from '../sources/snippetHint.ts';
import { LookUps } from '../sources/lookUps.ts';
import { detached } from '../../base/detachedString.ts';
import type { Clock } from '../../base/clock.ts';
import { type Name, namesAround } from '../sources/namesAround.ts';
import type { HintPosition, HintSource } from './hintSource.ts';

/** A choice: a language server takes some 5 to 50 ms for each name. */
const maxNames = 24;

/** Hints at the definitions of the names around the cursor and of their types, as VS Code's language servers find them. */
export class DefinitionHints implements HintSource {
  readonly name = 'definitions';
  readonly mayComeLater = true;
  readonly #lookUps: LookUps;

  constructor(clock: Clock) {
    this.#lookUps = new LookUps(clock);
  }

  async hints({ document, position }: HintPosition): Promise<readonly Hint[]> {
    const { version, languageId } = document;
    const names = namesAround(document.lineCount, (line) => document.lineAt(line).text, position);
    const wanted = names.slice(0, maxNames);
    const lookUps = wanted.map((one) => ({ key: keyOf(document, one.name), run: () => hintsFrom(document, one) }));
    // A change of the text moves the names.
    await this.#lookUps.run(languageId, lookUps, () => document.version === version);
    return wanted.flatMap(({ name }, at) =>
      (this.#lookUps.known(keyOf(document, name)) ?? []).map((hint) => ({
        ...hint,
        weight: hint.weight * nearness(at),
      })),
    );
  }

  onFileChange(uri: string): void {
    this.#lookUps.onFileChange(uri);
  }
}

async function hintsFrom({ uri }: vscode.TextDocument, { name, line, character }: Name): Promise<Hint[]> {
  const position = new vscode.Position(line, character);
  const found = await definitionsAt('vscode.executeDefinitionProvider', uri, position);
  const isElsewhere = (target: vscode.Location) => target.uri.toString() !== uri.toString();
  // The prompt has what this document declares, but its type may be elsewhere.
  const isKnown = found.length > 0 && found.every(isElsewhere);
  const types = isKnown ? [] : await definitionsAt('vscode.executeTypeDefinitionProvider', uri, position);
  return [...found, ...types].filter(isElsewhere).map(({ uri: file, range }) => ({
    uri: file.toString(),
    source: 'definitions' as const,
    lines: [range.start.line, range.end.line] as const,
    weight: 1,
    name: detached(name),
  }));
}

function keyOf(document: vscode.TextDocument, name: string): string {
  return `${document.uri.toString()} ${name}`;
}

/** The nearest name has the weight 1, the last one half of that: a choice. */
function nearness(at: number): number {
  return 1 - (at / maxNames) * 0.5;
}

async function definitionsAt(command: string, uri: vscode.Uri, position: vscode.Position): Promise<vscode.Location[]> {
  const found = await vscode.commands
    .executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(command, uri, position)
    .then(undefined, () => undefined);
  return (found ?? []).map((one) => {
    return 'targetUri' in one ? new vscode.Location(one.targetUri, one.targetRange) : one;
  });
}
