import { latencySource, type LatencyProfile } from '../../server/latency.ts';
import { PromptCache } from '../../server/promptCache.ts';
import { tokenize } from '../../server/tokens.ts';
import { MistralClient } from '../../../src/mistral/client.ts';
import { Editor } from '../typing/editor/editor.ts';
import { ablations, infill } from '../typing/engines/engines.ts';
import type { Answer } from '../typing/model.ts';
import { arrivals, modelOf } from './model.ts';
import type { GhostAt, Rest } from './report.ts';
import { keyMs, restMs, type RestPlace } from './places.ts';
import { VirtualTime } from '../../support/clock.ts';
import { Service } from '../typing/service.ts';
import type { Suggestion } from '../../../src/completion/suggestion.ts';

/** Types to each place and rests there, in virtual time, with growth or without. */
export async function rests(places: readonly RestPlace[], latency: LatencyProfile, grows = true): Promise<Rest[]> {
  const schedule = latencySource(latency, 7);
  const seen: Rest[] = [];
  for (const place of places) seen.push(await restAt(place, latency.perToken, () => schedule().first, grows));
  return seen;
}

async function restAt(place: RestPlace, tokenMs: number, firstMs: () => number, grows: boolean): Promise<Rest> {
  const { name, file, language, head, typed, rest, tail } = place;
  const clock = new VirtualTime();
  const model = modelOf(place);
  const said: { at: number; characters: number }[] = [];
  let requests = 0;
  const answer = ({ prompt, max_tokens: max }: { prompt: string; max_tokens?: number | null }): Answer => {
    requests++;
    const known = model.complete(prompt);
    const tokens = tokenize(known?.text ?? '').slice(0, max ?? undefined);
    const first = firstMs();
    const times = tokens.map((_, index) => clock.now() + first + index * tokenMs);
    said.push(...arrivals(place, known?.at ?? 0, tokens, times));
    return { tokens, finishReason: 'stop', firstMs: first };
  };
  const service = new Service({ answer }, clock, new PromptCache(), tokenMs);
  const client = new MistralClient({ endpoint: 'https://api.mistral.ai', key: 'bench', fetch: service.fetch, clock });
  const replace = (suggestion: Suggestion): boolean => editor.replace(suggestion);
  const ghosts: GhostAt[] = [];
  const body = typed + rest;
  const indent = /^[ \t]+/m.exec(body)?.[0] ?? '  ';
  const editor: Editor = new Editor(
    { name, file, language, indent, head, body, tail },
    (grows ? infill : ablations.growth!)({ clock, client, replace }),
    clock,
    () => ghosts.push({ at: clock.now(), text: editor.ghost?.text ?? null }),
  );
  let lastKeyAt = 0;
  const work = async () => {
    for (const key of typed) {
      await clock.until(clock.now() + keyMs);
      lastKeyAt = clock.now();
      if (key === '\n') editor.press('enter');
      else editor.type(key);
    }
    await clock.until(clock.now() + restMs);
  };
  await clock.run(work());
  editor.close();
  return { place, lastKeyAt, ghosts, said: said.filter(({ at }) => at <= clock.now()), requests };
}
