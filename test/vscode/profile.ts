import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectDir } from './install.ts';

/** The workspace to try Infill in. */
export const demoDir = resolve(import.meta.dirname, '../fixtures/demo');

/** The sample that *Infill: Open Sample* opens, completed. */
export const sampleDir = resolve(import.meta.dirname, '../fixtures/sample');

/** User settings of every VS Code that runs here; a browser's VS Code saves files by itself otherwise. */
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

/** Without what moves in a window, and what works there for nobody. */
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

/** For tests: without what is drawn and is part of none, too. 31 tests of fills take a tenth less of the processor. */
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
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'workbench.activityBar.location': 'hidden',
  'workbench.editor.editorActionsLocation': 'hidden',
  'workbench.editor.languageDetection': false,
  'workbench.editor.showIcons': false,
  'workbench.layoutControl.enabled': false,
};

/** The folders of one VS Code, fresh, in one temporary folder. */
export interface Profile {
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Where a window has the built-in extensions that it is to have. */
  readonly builtInDir: string;
  /** A copy of the demo workspace. */
  readonly workspace: string;
  /** Where a test lets time pass for a test build. */
  readonly clockDir: string;
  readonly remove: () => Promise<void>;
}

/** Makes the folders of one VS Code, with these user settings. */
export async function createProfile(settings: object = {}): Promise<Profile> {
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
  // The demo's TypeScript wants Node's types, and its folder has no package of its own.
  await mkdir(join(profile.workspace, 'node_modules'));
  await symlink(join(projectDir, 'node_modules/@types'), join(profile.workspace, 'node_modules/@types'));
  for (const dir of settingsDirs) await mkdir(join(profile.userDataDir, dir), { recursive: true });
  await writeSettings(profile, settings);
  return profile;
}

/**
 * A browser's window is a remote one: VS Code reads settings of scope `machine` from the server's file, and drops them
 * from the user's as soon as it knows the extension that they belong to (1.139.1).
 */
const settingsDirs = ['User', 'Machine'];

/** Replaces a profile's settings; a running VS Code takes them over. */
export async function writeSettings({ userDataDir }: Profile, settings: object): Promise<void> {
  const text = JSON.stringify({ ...quietSettings, ...settings }, null, 2);
  for (const dir of settingsDirs) await writeFile(join(userDataDir, dir, 'settings.json'), text);
}

/** The environment without the keys a developer has in it: no test may find them, let alone send them anywhere. */
export function withoutKeys(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, MISTRAL_API_KEY: undefined, CODESTRAL_API_KEY: undefined };
}
