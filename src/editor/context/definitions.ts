import * as vscode from 'vscode';
import type { Lead } from '../../completion/context/lead.ts';
import { ownText } from '../../completion/context/ownText.ts';
import type { Clock } from '../../mistral/clock.ts';
import { type Name, namesAround } from './namesAround.ts';
import type { Place, Source } from './place.ts';

/** So many names are looked up at a place; a language server takes some 5 to 50 ms for each. */
const mostNames = 24;
/** Names that are asked about at once: the language server has the user's own questions to answer, too. */
const atOnce = 2;
/** What takes longer is left for the next time, in milliseconds. */
const budgetMs = 1_500;
/** An answer holds so long, in milliseconds: what it depends on is in many files. */
const validMs = 60_000;
/**
 * That there is none elsewhere holds so long at first, and twice as long each time. As long as the language's extension has
 * led to no other file, it may still be starting, and its answers hold no longer than this: TypeScript's says for its first
 * seconds that an import defines its name (1.139.1).
 */
const validIfNoneMs = 2_000;
const mostAnswers = 1_000;

interface Answer {
  leads: readonly Lead[];
  until: number;
  /** How often in a row there were none. */
  misses: number;
}

/** Finds the definitions of the names around the cursor, and of their types, by what the language's extension knows. */
export class Definitions implements Source {
  readonly name = 'definitions';
  readonly mayComeLater = true;
  readonly #clock: Clock;
  /** By document and name. */
  readonly #answers = new Map<string, Answer>();
  readonly #asking = new Map<string, Promise<void>>();
  /** The languages whose extensions have led to another file. */
  readonly #awake = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async leads({ document, position }: Place): Promise<readonly Lead[]> {
    const names = namesAround(document.lineCount, (line) => document.lineAt(line).text, position);
    const wanted = names.slice(0, mostNames);
    const end = this.#clock.now() + budgetMs;
    const unknown = wanted.filter(({ name }) => !this.#known(document, name));
    const { version } = document;
    const askNext = async (): Promise<void> => {
      const next = unknown.shift();
      // The places of names that were found are no more where they were.
      if (!next || this.#clock.now() > end || document.version !== version) return;
      await this.#ask(document, next);
      return askNext();
    };
    await Promise.all(Array.from({ length: atOnce }, askNext));
    return wanted.flatMap(({ name }, at) =>
      (this.#known(document, name) ?? []).map((lead) => ({ ...lead, weight: lead.weight * nearness(at) })),
    );
  }

  changed(uri: string): void {
    for (const [key, { leads }] of this.#answers) {
      if (leads.some((lead) => lead.uri === uri)) this.#answers.delete(key);
    }
  }

  #known(document: vscode.TextDocument, name: string): readonly Lead[] | undefined {
    const answer = this.#answers.get(keyOf(document, name));
    return answer && answer.until > this.#clock.now() ? answer.leads : undefined;
  }

  /** A name that an earlier place still waits for is not asked about once more. */
  #ask(document: vscode.TextDocument, name: Name): Promise<void> {
    const key = keyOf(document, name.name);
    const running = this.#asking.get(key);
    if (running) return running;
    const asked = this.#answer(key, document, name).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asked);
    return asked;
  }

  async #answer(key: string, document: vscode.TextDocument, { name, line, character }: Name): Promise<void> {
    const { uri } = document;
    const position = new vscode.Position(line, character);
    const found = await definitionsAt('vscode.executeDefinitionProvider', uri, position);
    const isHere = found.some((target) => target.uri.toString() === uri.toString());
    // What is declared in this document is seen there; its type may be elsewhere.
    const types =
      found.length === 0 || isHere ? await definitionsAt('vscode.executeTypeDefinitionProvider', uri, position) : [];
    const leads = [...found, ...types]
      .filter((target) => target.uri.toString() !== uri.toString())
      .map(({ uri: file, range }) => ({
        uri: file.toString(),
        source: 'definitions' as const,
        lines: [range.start.line, range.end.line] as const,
        weight: 1,
        name: ownText(name),
      }));
    if (leads.length > 0) this.#awake.add(document.languageId);
    const before = this.#awake.has(document.languageId) ? (this.#answers.get(key)?.misses ?? 0) : 0;
    const misses = leads.length > 0 ? 0 : before + 1;
    const valid = misses === 0 ? validMs : Math.min(validMs, validIfNoneMs * 2 ** (misses - 1));
    this.#answers.delete(key);
    this.#answers.set(key, { leads, until: this.#clock.now() + valid, misses });
    if (this.#answers.size > mostAnswers) this.#answers.delete(this.#answers.keys().next().value!);
  }
}

function keyOf(document: vscode.TextDocument, name: string): string {
  return `${document.uri.toString()} ${name}`;
}

/** A name that stands nearer counts more; the last one half. */
function nearness(at: number): number {
  return 1 - (at / mostNames) * 0.5;
}

async function definitionsAt(command: string, uri: vscode.Uri, position: vscode.Position): Promise<vscode.Location[]> {
  const found = await vscode.commands
    .executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(command, uri, position)
    .then(undefined, () => undefined);
  return (found ?? []).map((one) => {
    return 'targetUri' in one ? new vscode.Location(one.targetUri, one.targetRange) : one;
  });
}
