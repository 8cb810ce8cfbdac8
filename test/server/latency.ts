import { seededRandom } from '../support/chance.ts';

export interface LatencyProfile {
  /** Milliseconds to the first token, as the median of a log-normal distribution. */
  firstToken: number;
  /** Spread of the first token's logarithm; 0 gives every request the median. */
  sigma: number;
  /** Milliseconds from one token to the next. */
  perToken: number;
}

export const NO_LATENCY: LatencyProfile = { firstToken: 0, sigma: 0, perToken: 0 };

/** Similar to a hosted code model: nine of ten first tokens come within 350 ms. */
export const REALISTIC_LATENCY: LatencyProfile = { firstToken: 220, sigma: 0.35, perToken: 8 };

/** When each token of an answer leaves, in milliseconds from the request's arrival. */
export interface Schedule {
  first: number;
  perToken: number;
}

/** Draws one schedule after the other; the same seed gives the same ones. */
export function latencySource(profile: LatencyProfile, seed: number): () => Schedule {
  const random = seededRandom(seed);
  return () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return { first: profile.firstToken * Math.exp(profile.sigma * normal), perToken: profile.perToken };
  };
}
