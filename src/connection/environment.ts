import type { Environment } from './keyStore.ts';

/** The environment's variables; empty in a browser's worker, which has none. */
export const environment: Environment = (globalThis as { process?: { env?: Environment } }).process?.env ?? {};
