import { existsSync } from 'node:fs';
import { join } from 'node:path';

const path = join(import.meta.dirname, '../../src/completion/mechanisms.ts');

/** The names of the engine's mechanisms that can be switched off; none where it has no switches. */
export async function mechanisms(): Promise<string[]> {
  if (!existsSync(path)) return [];
  const exported = Object.values((await import(path)) as Record<string, unknown>);
  return exported.filter((one) => Array.isArray(one)).flat() as string[];
}
