import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Profile } from './profile.ts';

/**
 * Has VS Code's server speak a language, as a language pack would: in the registry of packs it finds one for it, without
 * a word of VS Code's own, which stays English. The extension gets its texts in that language (1.139.1).
 * @returns the server's arguments for it
 */
export async function speak(language: string, { userDataDir }: Profile): Promise<string[]> {
  const words = join(userDataDir, `vscode.${language}.json`);
  await writeFile(words, JSON.stringify({ contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `test.language-pack-${language}` }, version: '1.0.0' }];
  const pack = { hash: language, label: language, extensions, translations: { vscode: words } };
  await writeFile(join(userDataDir, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
  return ['--locale', language];
}
