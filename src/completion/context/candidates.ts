import type { CursorContext } from '../cursorContext.ts';
import type { Work } from './background.ts';
import type { CutFile, Declaration } from './declaration.ts';
import type { Lead, SourceName } from './lead.ts';
import type { Library } from './library.ts';
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
const longestWhole = 3_000;

/** Declarations that are looked at between two chances to pause. */
const declarationsAtOnce = 20;

/** A file and all that leads to it. */
interface Led {
  file: CutFile;
  leads: Lead[];
}

/** All that leads lead to, but for what the model sees anyway. */
export function* candidatesFor(
  context: CursorContext,
  surroundings: SurroundingNames,
  leads: readonly Lead[],
  library: Library,
): Work<Candidate[]> {
  const scorer = new Scorer(surroundings, library);
  const found: Candidate[] = [];
  let seen = 0;
  function* collect(declaration: Declaration, within: readonly Declaration[], led: Led): Work<void> {
    if (++seen % declarationsAtOnce === 0) yield;
    const { file } = led;
    const { start, end, from, to, names, outline, members } = declaration;
    const own = { file, declaration, within, ...scorer.score(declaration, led.leads) };
    const text = file.text.slice(from, to);
    const isOwnWindow = file.uri === context.uri && end > context.startLine && start < surroundings.endLine;
    if (!isOwnWindow && !surroundings.text.includes(text)) {
      if (text.length <= longestWhole) found.push({ ...own, isOutline: false, text, names });
      if (outline !== null) found.push({ ...own, isOutline: true, ...outline });
    }
    for (const member of members) yield* collect(member, [...within, declaration], led);
  }
  for (const led of byFile(leads, library)) {
    yield;
    for (const declaration of led.file.declarations) yield* collect(declaration, [], led);
  }
  return found;
}

function byFile(leads: readonly Lead[], library: Library): Led[] {
  const files = new Map<string, Led>();
  for (const lead of leads) {
    const known = files.get(lead.uri);
    const file = known?.file ?? library.get(lead.uri);
    if (known) known.leads.push(lead);
    else if (file) files.set(lead.uri, { file, leads: [lead] });
  }
  return [...files.values()];
}
