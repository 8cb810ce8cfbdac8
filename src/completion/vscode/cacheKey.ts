import type * as vscode from 'vscode';
import { hash } from '../../base/hash.ts';
import type { Clock } from '../../base/clock.ts';

/** Where the key is kept. */
const name = 'infill.promptCacheKey';

/**
 * The `prompt_cache_key` of a workspace: what its prompts begin with in common is billed at a tenth, after a reload of the
 * window, too. Random, so that it is no secret and names nothing.
 * @param kept the workspace's storage
 */
export function cacheKeyOf(kept: vscode.Memento, clock: Clock): string {
  const known = kept.get<unknown>(name);
  if (typeof known === 'string') return known;
  const key = hash(String(clock.random()));
  void kept.update(name, key);
  return key;
}
