import type * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { hash } from '../../base/hash.ts';

/** Name of the key in the workspace's storage. */
const storageKey = 'infill.promptCacheKey';

/**
 * The `prompt_cache_key` of a workspace. It is kept, so that a beginning that prompts share is billed at a tenth after a
 * reload of the window, too. It is random, so it is no secret and identifies nothing.
 * @param memento the workspace's storage
 */
export function cacheKeyOf(memento: vscode.Memento, clock: Clock): string {
  const stored = memento.get<unknown>(storageKey);
  if (typeof stored === 'string') return stored;
  const key = hash(String(clock.random()));
  void memento.update(storageKey, key);
  return key;
}
