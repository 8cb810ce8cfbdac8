import type { CursorContext } from '../../completion/cursorContext.ts';
import type { Work } from '../../base/background.ts';
import type { CutFile, Declaration } from '../index/declaration.ts';
import type { SourceName } from '../../completion/snippet.ts';
import type { Hint } from '../sources/hint.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import { type Relevance, Scorer } from './relevance.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** A declaration that may be shown, whole or in outline. */
export interface Candidate extends Relevance {
  file: CutFile;
  declaration: Declaration;
  /** What it is a member of, the outermost first. */
  within: readonly Declaration[];
  isOutline: boolean;
  text: string;
  names: Uint32Array;
  source: SourceName;
}

/** Longer ones are shown in outline, or by their members, in characters. */
const maxWhole = 3_000;

/** A file and all that leads to it. */
interface Led {
  file: CutFile;
  hints: Hint[];
}

/** All that leads lead to, but for what the model sees anyway. */
export function* candidatesFor(
  context: CursorContext,
  surroundings: SurroundingNames,
  hints: readonly Hint[],
  declarationIndex: DeclarationIndex,
): Work<Candidate[]> {
  const scorer = new Scorer(surroundings, declarationIndex);
  const found: Candidate[] = [];
  function* collect(declaration: Declaration, within: readonly Declaration[], led: Led): Work<void> {
    yield;
    const { file } = led;
    const { start, end, from, to, names, outline, members } = declaration;
    const own = { file, declaration, within, ...scorer.score(declaration, led.hints) };
    const text = file.text.slice(from, to);
    const isOwnWindow = file.uri === context.uri && end > context.startLine && start < surroundings.endLine;
    if (!isOwnWindow && !surroundings.text.includes(text)) {
      if (text.length <= maxWhole) found.push({ ...own, isOutline: false, text, names });
      if (outline !== null) found.push({ ...own, isOutline: true, ...outline });
    }
    for (const member of members) yield* collect(member, [...within, declaration], led);
  }
  for (const led of byFile(hints, declarationIndex)) {
    for (const declaration of led.file.declarations) yield* collect(declaration, [], led);
  }
  return found;
}

function byFile(hints: readonly Hint[], declarationIndex: DeclarationIndex): Led[] {
  const files = new Map<string, Led>();
  for (const lead of hints) {
    const known = files.get(lead.uri);
    const file = known?.file ?? declarationIndex.get(lead.uri);
    if (known) known.hints.push(lead);
    else if (file) files.set(lead.uri, { file, hints: [lead] });
  }
  return [...files.values()];
}
