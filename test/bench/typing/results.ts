import { fewestRequests } from './engines/clairvoyant.ts';
import { earliest } from './engines/earliest.ts';
import { ablations, type Engine, infill, type World } from './engines/engines.ts';
import { type Figures, figures, sum, type Tally } from './figures.ts';
import { common, naive } from './engines/peers.ts';
import type { Place } from './places.ts';
import { replay } from './replay.ts';
import type { User } from './typist.ts';

export const users: readonly User[] = ['types', 'accepts'];

/** One engine with one user, over all places. */
export interface Run {
  engine: string;
  user: User;
  figures: Figures;
  perFile: Record<string, Figures>;
  /** Faults, with place and text. */
  incidents: { flickers: string[]; jumps: string[]; duplicates: string[] };
}

/** The lower bounds for the number of requests. */
export interface Fewest {
  requestsPer100Keys: number;
  /** One request at each key that has no right text left, with the answer that it gets. */
  oneByOnePer100Keys: number;
}

export interface Results {
  runs: Run[];
  fewest: Fewest;
  /** Infill, and Infill without one mechanism each, over every second place. */
  mechanisms: Run[];
}

const engines: Readonly<Record<string, (world: World) => Engine>> = { Infill: infill, naive, common };

/** Types all places with every engine and both users. */
export async function results(places: readonly Place[], options: { mechanisms: boolean }): Promise<Results> {
  const runs: Run[] = [];
  for (const user of users) {
    for (const [name, create] of Object.entries(engines)) {
      runs.push(await run(name, user, places, (place) => replay(place, user, create)));
    }
    runs.push(await run('earliest', user, places, (place) => earliest(place, user)));
  }
  return { runs, fewest: await fewest(places), mechanisms: options.mechanisms ? await worth(places) : [] };
}

/** The figures without a mechanism show its value. */
async function worth(places: readonly Place[]): Promise<Run[]> {
  const some = places.filter((_, index) => index % 2 === 0);
  const runs: Run[] = [];
  for (const user of users) {
    runs.push(await run('Infill', user, some, (place) => replay(place, user, infill)));
    for (const [name, create] of Object.entries(ablations)) {
      runs.push(await run(`without ${name}`, user, some, (place) => replay(place, user, create)));
    }
  }
  return runs;
}

async function run(
  engine: string,
  user: User,
  places: readonly Place[],
  type: (place: Place) => Promise<Tally>,
): Promise<Run> {
  const byFile = new Map<string, Tally[]>();
  for (const place of places) byFile.set(place.file, [...(byFile.get(place.file) ?? []), await type(place)]);
  const { flickers, jumps, duplicates, ...all } = sum([...byFile.values()].flat());
  return {
    engine,
    user,
    figures: figures({ ...all, flickers, jumps, duplicates }),
    perFile: Object.fromEntries([...byFile].map(([file, tallies]) => [file, figures(sum(tallies))])),
    incidents: { flickers, jumps, duplicates },
  };
}

/** For the visibility that Infill reaches in each place. */
async function fewest(places: readonly Place[]): Promise<Fewest> {
  let [keys, chosen, oneByOne] = [0, 0, 0];
  for (const place of places) {
    const tally = await replay(place, 'types', infill);
    const requests = await fewestRequests(place, tally.right);
    keys += tally.keys;
    chosen += requests.chosen;
    oneByOne += requests.oneByOne;
  }
  return { requestsPer100Keys: (100 * chosen) / keys, oneByOnePer100Keys: (100 * oneByOne) / keys };
}
