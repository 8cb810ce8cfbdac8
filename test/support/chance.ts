/** A repeatable source of numbers in [0, 1): the same seed gives the same sequence (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Random values that depend only on the seed text. */
export class Chance {
  readonly #random: () => number;

  constructor(seed: string) {
    this.#random = seededRandom(hashOf(seed));
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + this.#random() * (high - low);
  }

  /** True with this probability. */
  happens(share: number): boolean {
    return this.#random() < share;
  }

  /** A whole number in [0, count). */
  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  logNormal(median: number, sigma: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
    return median * Math.exp(sigma * normal);
  }

  /** A whole number of 0 or more, from a geometric law. */
  geometric(mean: number): number {
    return Math.floor(Math.log(1 - this.#random()) / Math.log(mean / (mean + 1)));
  }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
