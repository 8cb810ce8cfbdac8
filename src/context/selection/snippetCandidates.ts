import type { CursorContext } from '../../completion/cursorContext.ts';
import type { Work } from '../../base/background.ts';
import type { CutFile, Declaration } from '../index/declaration.ts';
import type { SourceName } from '../../completion/prompt/snippet.ts';
import type { Hint } from '../sources/snippetHint.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import { type Relevance, Scorer } from './relevance.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** A declaration that may become part of a snippet, whole or in outline. */
export interface Candidate extends Relevance {
  file: CutFile;
  declaration: Declaration;
  /** The declarations that it is nested in, outermost first. */
  within: readonly Declaration[];
  isOutline: boolean;
  text: string;
  names: Uint32Array;
  source: SourceName;
}

/** Characters. A choice: a longer declaration would fill most of a prompt, and its outline or its members say enough. */
const maxWhole = 3_000;

interface HintedFile {
  file: CutFile;
  hints: Hint[];
}

/** The declarations of all hinted files, without those that the prompt has anyway. */
export function* candidatesFor(
  context: CursorContext,
  surroundings: SurroundingNames,
  hints: readonly Hint[],
  declarationIndex: DeclarationIndex,
): Work<Candidate[]> {
  const scorer = new Scorer(surroundings, declarationIndex);
  const found: Candidate[] = [];
  function* collect(declaration: Declaration, within: readonly Declaration[], hinted: HintedFile): Work<void> {
    yield;
    const { file } = hinted;
    const { start, end, from, to, names, outline, members } = declaration;
    const scored = { file, declaration, within, ...scorer.score(declaration, hinted.hints) };
    const text = file.text.slice(from, to);
    const isAroundCursor = file.uri === context.uri && end > context.startLine && start < surroundings.endLine;
    if (!isAroundCursor && !surroundings.text.includes(text)) {
      if (text.length <= maxWhole) found.push({ ...scored, isOutline: false, text, names });
      if (outline !== null) found.push({ ...scored, isOutline: true, ...outline });
    }
    for (const member of members) yield* collect(member, [...within, declaration], hinted);
  }
  for (const hinted of hintedFiles(hints, declarationIndex)) {
    for (const declaration of hinted.file.declarations) yield* collect(declaration, [], hinted);
  }
  return found;
}

/** The indexed files among those that are hinted at, each with its hints. */
function hintedFiles(hints: readonly Hint[], declarationIndex: DeclarationIndex): HintedFile[] {
  const files = new Map<string, HintedFile>();
  for (const hint of hints) {
    const known = files.get(hint.uri);
    const file = known?.file ?? declarationIndex.get(hint.uri);
    if (known) known.hints.push(hint);
    else if (file) files.set(hint.uri, { file, hints: [hint] });
  }
  return [...files.values()];
}
