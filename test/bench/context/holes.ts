import type { SourceFile } from '../../../src/context/index/sourceFile.ts';
import type { CursorContext } from '../../../src/completion/cursorContext.ts';
import { surroundings } from '../../../src/completion/surroundings.ts';
import { Chance } from '../../support/chance.ts';
import { Document } from '../typing/editor/document.ts';
import { bodies, type Place } from '../typing/places.ts';
import type { Package } from './packages.ts';
import { wordsIn, writtenNames } from './words.ts';

/** A place where lines were removed from a file, for the model to write. */
export interface Hole {
  name: string;
  /** The file without the lines. */
  file: SourceFile;
  context: CursorContext;
  missing: string;
  /** Names in the lines that the file's text around the cursor does not contain. */
  wanted: ReadonlySet<string>;
}

/** The defaults of the settings. */
const budget = { prefixTokens: 2_000, suffixTokens: 500 };
/** Maximum number of holes per file. */
const maxPerFile = 3;

/** Holes spread over a package's files: the rest of a function is missing, from one of its lines on. */
export function holesOf({ name, files }: Package, max: number): Hole[] {
  const found = [...files.values()].flatMap((file) => {
    const holes = bodies(file.text, `${name}/${file.path}`, file.language).map((place) => holeIn(place, file));
    return spread(
      holes.filter(({ wanted }) => wanted.size > 0),
      maxPerFile,
    );
  });
  return spread(found, max);
}

function holeIn({ name, head, body, tail }: Place, file: SourceFile): Hole {
  const chance = new Chance(name);
  const lines = body.split('\n').slice(1);
  const kept = chance.below(lines.length);
  const missing = lines.slice(kept).join('\n');
  const indent = /^[ \t]*/.exec(missing)![0];
  const before = [head, ...lines.slice(0, kept), indent].join('\n');
  const text = before + tail;
  const { line, character } = new Document(before).end;
  const around = surroundings(new Document(text), line, character, budget);
  const context = { ...around, language: file.language, uri: file.uri, explicit: false };
  const known = wordsIn(`${around.prefix}\n${around.suffix}`);
  const wanted = new Set(writtenNames(missing, file.language).filter((one) => !known.has(one)));
  return { name, file: { ...file, text, version: name }, context, missing, wanted };
}

function spread<T>(all: readonly T[], max: number): T[] {
  if (all.length <= max) return [...all];
  return Array.from({ length: max }, (_, index) => all[Math.floor(((index + 0.5) * all.length) / max)]!);
}
