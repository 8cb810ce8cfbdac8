import { isBlank } from '../../language/lines.ts';
import type { Work } from '../../base/background.ts';
import { type Block, cut, type Source } from './cut.ts';
import type { CutFile, Declaration, Outline } from './declaration.ts';
import { namesIn } from './names.ts';
import type { SymbolTable } from './symbolTable.ts';
import { headEnd, outlineOf, membersOf } from './outline.ts';
import { type CodeLine, LineReader } from '../../language/lineReader.ts';
import { beginning } from '../../language/openStack.ts';
import type { SourceFile } from './sourceFile.ts';

/** Lines. A choice: a longer declaration is also cut into its members. */
const maxWhole = 24;
/** A choice: members that other files need are rarely nested deeper. */
const maxDepth = 3;
/** Lines. A choice: short statements without a blank line between them are joined up to this length. */
const maxJoined = 8;
const maxShort = 2;

/** Cuts a file into its declarations. The table counts its names, unless the work ends early. */
export function* cutFile(file: SourceFile, table: SymbolTable): Work<CutFile> {
  const { uri, path, language, text, isMasked = false, version } = file;
  const lines = text.split('\n');
  const reader = new LineReader(beginning(language, text));
  const code: CodeLine[] = [];
  const kept: string[] = [];
  const offsets = [0];
  for (const [index, line] of lines.entries()) {
    yield;
    const read = reader.line(line);
    code.push(read);
    const isText = read.isComment || read.isDocumentation;
    if (!isText) kept.push(line);
    offsets.push(offsets[index]! + (isText ? 0 : line.length + 1));
  }
  const compact = kept.join('\n');
  const cutter = new Cutter({ lines, code }, offsets, language, table);
  let isDone = false;
  try {
    const declarations = yield* cutter.declarations(yield* cut({ lines, code }), 0);
    isDone = true;
    const { names } = cutter;
    const bytes = bytesOf(compact, declarations);
    return { uri, path, language, version, text: compact, isMasked, declarations, names, bytes };
  } finally {
    if (!isDone) table.discount(cutter.names);
  }
}

class Cutter {
  readonly #source: Source;
  readonly #offsets: readonly number[];
  readonly #language: string;
  readonly #table: SymbolTable;
  readonly #all = new Set<number>();

  constructor(source: Source, offsets: readonly number[], language: string, table: SymbolTable) {
    this.#source = source;
    this.#offsets = offsets;
    this.#language = language;
    this.#table = table;
  }

  get names(): Uint32Array {
    return Uint32Array.from(this.#all);
  }

  *declarations(blocks: readonly Block[], depth: number): Work<Declaration[]> {
    yield;
    const found: Declaration[] = [];
    for (const block of this.#joined(blocks)) {
      const declaration = yield* this.#declaration(block, depth);
      if (declaration) found.push(declaration);
    }
    return found;
  }

  *#declaration(block: Block, depth: number): Work<Declaration | null> {
    const { lines } = this.#source;
    const end = lastLine(lines, block) + 1;
    const [from, to] = [this.#offsets[block.start]!, this.#offsets[end]! - 1];
    const names = yield* this.#namesOf(block.start, end);
    if (names.length === 0) return null;
    const isLong = end - block.head > maxWhole && depth < maxDepth;
    const members = isLong ? yield* this.declarations(yield* membersOf(this.#source, block), depth + 1) : [];
    const outline = end - block.head > maxShort ? yield* this.#outlineOf(block) : null;
    const { opening, closing } = this.#frameOf(block, end);
    const declares = new Set(this.#declaredBy(block));
    for (const member of members) for (const id of member.declares) declares.add(id);
    if (members.length === 0 && outline) for (const id of yield* this.#declaredIn(outline)) declares.add(id);
    const { start } = block;
    return { start, end, from, to, names, declares: Uint32Array.from(declares), outline, members, opening, closing };
  }

  /** Joins consecutive short statements. */
  #joined(blocks: readonly Block[]): Block[] {
    const { lines } = this.#source;
    const joined: Block[] = [];
    let isOpen = false;
    for (const block of blocks) {
      const isShort = lastLine(lines, block) + 1 - block.start <= maxShort;
      const above = joined.at(-1);
      if (above && isOpen && isShort && block.end - above.start <= maxJoined && !isBlank(lines[block.start - 1]!)) {
        joined[joined.length - 1] = { ...above, end: block.end };
      } else {
        joined.push(block);
        isOpen = isShort;
      }
    }
    return joined;
  }

  *#namesOf(start: number, end: number): Work<Uint32Array> {
    const ids = new Set<number>();
    for (let line = start; line < end; line++) {
      yield;
      for (const name of namesIn(this.#source.code[line]!.code)) ids.add(this.#idOf(name));
    }
    return Uint32Array.from(ids);
  }

  /** Counts a name at once: between two steps other files may be removed, and names that nothing counts lose their ids. */
  #idOf(name: string): number {
    const id = this.#table.added(name);
    if (!this.#all.has(id)) this.#table.count(id);
    this.#all.add(id);
    return id;
  }

  *#outlineOf(block: Block): Work<Outline | null> {
    const outline = yield* outlineOf(this.#source, block, this.#language);
    if (outline === null) return null;
    const names = new Set<number>();
    for (const line of outline) {
      yield;
      for (const name of namesIn(line)) {
        const id = this.#table.idOf(name);
        // Words in strings have no id.
        if (this.#all.has(id)) names.add(id);
      }
    }
    return { text: outline.join('\n'), names: Uint32Array.from(names) };
  }

  #declaredBy({ head }: Block): number[] {
    return declaredOn(this.#source.code[head]!.code).map((name) => this.#table.idOf(name));
  }

  *#declaredIn({ text }: Outline): Work<number[]> {
    const ids: number[] = [];
    for (const line of text.split('\n').slice(1)) {
      yield;
      ids.push(...declaredOn(line).map((name) => this.#table.idOf(name)));
    }
    return ids.filter((id) => this.#all.has(id));
  }

  #frameOf(block: Block, end: number): { opening: string; closing: string } {
    const { lines } = this.#source;
    const inner = headEnd(this.#source, block);
    const closing = /^\s*[)\]}]/.test(lines[end - 1]!) ? lines[end - 1]! : '';
    return { opening: lines.slice(block.head, inner).join('\n'), closing };
  }
}

/** The names that a line declares: the first, and the one before its parameters. */
function declaredOn(line: string): string[] {
  const left = line.split(/[={:]/, 1)[0]!;
  const [first] = namesIn(left);
  const called = /([\p{L}_$][\p{L}\p{N}_$]+)\s*(?:<[^<>()]*>)?\s*\(/u.exec(line)?.[1];
  const names = [first, ...(called === undefined ? [] : namesIn(called))];
  return names.filter((name) => name !== undefined);
}

function lastLine(lines: readonly string[], { start, end }: Block): number {
  let last = end - 1;
  while (last > start && isBlank(lines[last]!)) last--;
  return last;
}

/** An estimate: most texts take one byte a character in V8; 500 is for the objects of a file or a declaration. */
function bytesOf(text: string, declarations: readonly Declaration[]): number {
  return declarations.reduce((sum, one) => sum + bytesOfOne(one), text.length + 500);
}

function bytesOfOne({ names, declares, outline, members, opening }: Declaration): number {
  const own = 500 + 4 * (names.length + declares.length) + opening.length;
  const outlined = outline ? 200 + outline.text.length + 4 * outline.names.length : 0;
  return members.reduce((sum, one) => sum + bytesOfOne(one), own + outlined);
}
