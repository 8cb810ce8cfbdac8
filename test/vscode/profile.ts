import { cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectDir } from './install.ts';
import { applicationSettings } from './packaged.ts';

/** The workspace to try Infill in. */
export const demoDir = resolve(import.meta.dirname, '../fixtures/demo');

/** The sample of *Infill: Open Sample*, completed. */
export const sampleDir = resolve(import.meta.dirname, '../fixtures/sample');

/** User settings of every VS Code here; VS Code in a browser saves files automatically otherwise. */
const quietSettings = {
  'files.autoSave': 'off',
  'files.exclude': { '**/node_modules': true },
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** Without moving parts of the window, and without services that no one uses. */
export const plainWindow = {
  'chat.agentHost.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.stickyScroll.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true, // it starts npm
  'workbench.enableExperiments': false,
  'workbench.localHistory.enabled': false,
  'workbench.reduceMotion': 'on',
};

/** For tests: without parts that no test looks at, too. 31 tests of fills take a tenth less processor time. */
export const bareWindow = {
  ...plainWindow,
  'breadcrumbs.enabled': false,
  'editor.bracketPairColorization.enabled': false,
  'editor.folding': false,
  'editor.glyphMargin': false,
  'editor.guides.indentation': false,
  'editor.lightbulb.enabled': 'off',
  'editor.links': false,
  'editor.matchBrackets': 'never',
  'editor.renderLineHighlight': 'none',
  'editor.selectionHighlight': false,
  'editor.tabSize': 2,
  'explorer.autoReveal': false,
  // The TypeScript server inserts end tags whenever it is ready: before a key, after it, or never.
  'javascript.autoClosingTags': false,
  'js/ts.autoClosingTags.enabled': false,
  'typescript.autoClosingTags': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'workbench.activityBar.location': 'hidden',
  'workbench.editor.editorActionsLocation': 'hidden',
  'workbench.editor.languageDetection': false,
  'workbench.editor.showIcons': false,
  'workbench.layoutControl.enabled': false,
};

/** The new folders of one VS Code, in one temporary folder. */
export interface Profile {
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Folder for the built-in extensions of a window. */
  readonly builtInDir: string;
  /** A copy of the demo workspace. */
  readonly workspace: string;
  /** Folder in which a test lets time pass, and changes settings, for a test build. */
  readonly clockDir: string;
  readonly remove: () => Promise<void>;
}

/** Makes the folders of one VS Code, with these settings of the user and of the machine that the window is on. */
export async function createProfile(settings: object = {}, machine: object = {}): Promise<Profile> {
  const root = await mkdtemp(join(tmpdir(), 'infill-'));
  const profile = {
    userDataDir: join(root, 'user-data'),
    extensionsDir: join(root, 'extensions'),
    builtInDir: join(root, 'built-in'),
    workspace: join(root, 'demo'),
    clockDir: join(root, 'clock'),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
  await mkdir(profile.extensionsDir);
  await mkdir(profile.clockDir);
  await cp(demoDir, profile.workspace, { recursive: true });
  // The demo's TypeScript needs Node's types, and its folder has no package.
  await mkdir(join(profile.workspace, 'node_modules'));
  await symlink(join(projectDir, 'node_modules/@types'), join(profile.workspace, 'node_modules/@types'));
  for (const dir of settingsDirs) await mkdir(join(profile.userDataDir, dir), { recursive: true });
  await writeSettings(profile, settings, machine);
  return profile;
}

/**
 * A window in a browser is a remote one: VS Code reads settings of scope `machine` from the server's file, and drops
 * them from the user's as soon as it knows their extension (1.139.1).
 */
const settingsDirs = ['User', 'Machine'];

/** Replaces a profile's settings; a running VS Code with a test build applies them. */
export async function writeSettings(profile: Profile, settings: object, machine: object = {}): Promise<void> {
  const { userDataDir, clockDir } = profile;
  const all: Record<string, unknown> = { ...quietSettings, ...settings };
  for (const dir of settingsDirs) {
    const text = JSON.stringify({ ...all, ...(dir === 'Machine' && machine) }, null, 2);
    await replaceFile(join(userDataDir, dir, 'settings.json'), text);
  }
  // See testExtension.ts.
  const ofAllWindows = applicationSettings().map((name) => [name, all[name] ?? null]);
  await replaceFile(join(clockDir, 'settings'), JSON.stringify(Object.fromEntries(ofAllWindows)));
}

/** Renames the text into place: a reader that finds an empty file takes all settings for changed and asks for a reload. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

/** The environment without the developer's keys: no test may find them or send them anywhere. */
export function withoutKeys(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, MISTRAL_API_KEY: undefined, CODESTRAL_API_KEY: undefined };
}

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
