import { createWriteStream } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { windowAddress } from '../../vscode/address.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { onlyBuiltIns, plainBuiltIns } from '../../vscode/builtIns.ts';
import { takeMessagesDirectly } from '../../vscode/directMessages.ts';
import { cacheDir, installVSCode } from '../../vscode/install.ts';
import { commandTitle } from '../../vscode/packaged.ts';
import { patience } from '../../vscode/patience.ts';
import {
  bareWindow,
  createProfile,
  plainWindow,
  replaceFile,
  speak,
  withoutKeys,
  writeSettings,
} from '../../vscode/profile.ts';
import type { Profile } from '../../vscode/profile.ts';
import { installExtension, VSCodeServer } from '../../vscode/server.ts';
import { testExtensions } from '../../vscode/testBuild.ts';
import { parseVersion } from '../../vscode/versions.ts';
import type { Version } from '../../vscode/versions.ts';
import { waitForFile } from './fileContent.ts';
import { nextChange, shownGhostText, shownNotifications, shownStatusBarItem, shownText } from './shown.ts';
import type { Notification, StatusBarItem } from './shown.ts';

export interface WindowOptions {
  /** VS Code's version; default: `INFILL_VSCODE_VERSION`, else the newest. */
  readonly version?: Version;
  /** Uses the packaged extension in an ordinary VS Code; default: the test build that was installed for this version. */
  readonly vsix?: string;
  /** The folder to open; default: a new copy of the demo workspace. */
  readonly folder?: string;
  /** User settings. */
  readonly settings?: object;
  /** Settings of the machine that the window is on, as those of a container. */
  readonly machineSettings?: object;
  /** Environment of the extension host, such as a key in `MISTRAL_API_KEY`; the developer's keys are not passed on. */
  readonly env?: Readonly<Record<string, string>>;
  /** Opens another window of the same user, with the same settings and storage. */
  readonly beside?: Window;
  /** Whether VS Code asks for trust in the folder; default: no. */
  readonly workspaceTrust?: boolean;
  /** Whether to load all built-in extensions; default: those that most tests need. */
  readonly allBuiltIns?: boolean;
  /** The language that VS Code reports to extensions, such as `fr`; VS Code's own texts stay English. */
  readonly language?: string;
}

/** Settings with which VS Code's suggestion list never opens automatically. */
export const withoutList = {
  'editor.quickSuggestions': false,
  'editor.suggestOnTriggerCharacters': false,
  'editor.wordBasedSuggestions': 'off',
};

/** Prompts have no snippets; other tests cover those. */
const noSnippets = { 'infill.context.tokens': 0 };

/** Whether to take pictures for people: `npm run test:keys` does, `npm test` saves the time. */
const takesPictures = process.env.INFILL_PICTURES !== undefined;

const statusBarItem = '.statusbar-item[id^="infill.infill"]';

/** Settings with which VS Code takes its theme from the system. */
export const followsSystem = { 'window.autoDetectColorScheme': true, 'window.autoDetectHighContrast': true };

/** The system's themes, the dark one last: it is VS Code's default. */
const systemThemes = [
  ['high-contrast', 'hc-black', { colorScheme: 'dark', forcedColors: 'active' }],
  ['light', 'vs', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', 'vs-dark', { colorScheme: 'dark', forcedColors: 'none' }],
] as const;

/** Opens a window of a new VS Code with the packaged extension, and waits until the extension shows its state. */
export async function openWindow(options: WindowOptions = {}): Promise<Window> {
  const version = options.version ?? parseVersion();
  const vscodeDir = await installVSCode(version);
  const shared = options.beside?.parts;
  const base = { ...(options.vsix ? plainWindow : bareWindow), ...noSnippets };
  const profile = shared?.profile ?? (await createProfile({ ...base, ...options.settings }, options.machineSettings));
  if (!shared && options.vsix) await installExtension(vscodeDir, options.vsix, profile);
  else if (!shared) await cp(testExtensions(version), profile.extensionsDir, { recursive: true });
  const args = ['--without-connection-token', ...(options.workspaceTrust ? [] : ['--disable-workspace-trust'])];
  const builtIns = join(profile.builtInDir, shared ? 'second' : 'first');
  if (!options.allBuiltIns && !options.vsix) args.push(...(await onlyBuiltIns(vscodeDir, builtIns, plainBuiltIns)));
  if (options.language !== undefined) args.push(...(await speak(options.language, profile)));
  const env = { ...withoutKeys(), INFILL_CLOCK: profile.clockDir, ...options.env };
  const server = await VSCodeServer.start({ vscodeDir, ...profile, env, args });
  const browser = shared?.browser ?? (await launchBrowser());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(patience);
  if (!options.vsix) await page.addInitScript(takeMessagesDirectly);
  const logFile = await keepLog(page, version);
  const window = new Window(
    version,
    options.folder ?? profile.workspace,
    page,
    { browser, server, profile, logFile, base },
    shared !== undefined,
  );
  openWindows.add(window);
  try {
    await page.goto(windowAddress(server.url, window.folder));
    await page.locator(statusBarItem).waitFor();
  } catch (error) {
    const picture = await window.picture('not-ready').catch(() => 'none: it does not answer');
    await window.close();
    throw new Error(`The window is not ready: ${picture}; VS Code's own log is in ${logFile}`, { cause: error });
  }
  return window;
}

/** The open windows of this process. */
export const openWindows = new Set<Window>();

let sharedWindow: Window | undefined;

/**
 * The window that the test files of one process share: the first file opens it, with its options, and the end of the
 * process closes it. Each file sets its settings.
 */
export async function openSharedWindow({ settings, ...options }: WindowOptions): Promise<Window> {
  if (!sharedWindow) return (sharedWindow = await openWindow({ settings: settings ?? {}, ...options }));
  await sharedWindow.changeSettings(settings ?? {});
  const { host } = new URL((settings as { 'infill.endpoint': string })['infill.endpoint']);
  await sharedWindow.waitForStatus(host);
  return sharedWindow;
}

let logs = 0;

/** Writes VS Code's log in its window to a file. @returns the file */
export async function keepLog(page: Page, version: Version): Promise<string> {
  const file = join(cacheDir, 'logs', `keys-${version}-${process.pid}-${++logs}.log`);
  await mkdir(dirname(file), { recursive: true });
  const log = createWriteStream(file);
  page.on('console', (message) => log.write(`${message.type()} ${message.text()}\n`));
  return file;
}

/** Takes a picture of a window. @returns its path */
export async function takePicture(page: Page, name: string, version: Version): Promise<string> {
  const path = await picturePath(name, version);
  await page.screenshot({ path });
  return path;
}

async function picturePath(name: string, version: Version): Promise<string> {
  const dir = join(cacheDir, 'screenshots');
  await mkdir(dir, { recursive: true });
  return join(dir, `${name}-${version}.png`);
}

interface Parts {
  readonly browser: Browser;
  readonly server: VSCodeServer;
  readonly profile: Profile;
  readonly logFile: string;
  /** Settings beside those of the test. */
  readonly base: object;
}

/** A window of VS Code for tests like a user: keys go in, visible text comes out. */
export class Window {
  readonly version: Version;
  readonly folder: string;
  readonly page: Page;
  readonly parts: Parts;
  readonly #isSecond: boolean;
  #file: string | undefined;
  #passed = 0;

  constructor(version: Version, folder: string, page: Page, parts: Parts, isSecond = false) {
    this.version = version;
    this.folder = folder;
    this.page = page;
    this.parts = parts;
    this.#isSecond = isSecond;
  }

  /** Opens a file of the folder in the editor. */
  async openFile(path: string): Promise<void> {
    this.#file = join(this.folder, path);
    // By its whole path: VS Code 1.100's server has no file search here, since an install script downloads ripgrep.
    await this.#openInput('ControlOrMeta+P', this.#file);
    await this.#clickEntry(basename(path));
    await this.page.locator(`.tab.active[data-resource-name="${basename(path)}"]`).waitFor();
    await editorIsReady(this.page);
  }

  /** Moves the cursor to a line and column, both counted from 1. */
  async setCursor(line: number, column: number): Promise<void> {
    await this.#openInput('Control+G', `:${line}:${column}`);
    // Enter does nothing before VS Code has parsed the place.
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: /line \d/i }).waitFor();
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.page.locator('[id="status.editor.selection"]', { hasText: `Ln ${line},` }).waitFor();
    await editorHasFocus(this.page);
  }

  /** Moves the keyboard focus from a panel or notification to the editor. */
  async focusEditor(): Promise<void> {
    await this.press('ControlOrMeta+1');
    await editorHasFocus(this.page);
  }

  /** Types text key by key; a line break is the Enter key. */
  async type(text: string, { delay = 15 } = {}): Promise<void> {
    await this.page.keyboard.type(text, { delay });
  }

  /** Presses a key, with modifiers if any: `Tab`, `Control+ArrowRight`. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Runs a command from the command palette: its title, or the id of one of the extension's commands. */
  async command(titleOrId: string): Promise<void> {
    const title = titleOrId.startsWith('infill.') ? commandTitle(titleOrId) : titleOrId;
    await this.#openInput('F1', `>${title}`);
    await this.#clickEntry(title);
  }

  /** Types an answer into the input box that is open or about to open, and confirms it with Enter. */
  async answer(text: string): Promise<void> {
    await this.#fillInput(text);
    await this.press('Enter');
  }

  /** Chooses an entry of the quick pick that is open or about to open. */
  async pick(label: string): Promise<void> {
    await this.#fillInput(label);
    await this.#clickEntry(label);
  }

  /** Waits until the menu is open with the focus on this entry. */
  async waitForFocusedEntry(label: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).first().waitFor();
  }

  /** Replaces the user's settings, as if the user had edited the file. */
  changeSettings(settings: object): Promise<void> {
    return writeSettings(this.parts.profile, { ...this.parts.base, ...settings });
  }

  ghostText(): Promise<string | null> {
    return this.page.evaluate(shownGhostText);
  }

  /** Waits until this ghost text is shown (`null`: none), and returns it. */
  waitForGhostText(expected: string | RegExp | null): Promise<string | null> {
    return this.#until(
      shownGhostText,
      (text) => (expected === null ? text === null : text !== null && matches(text, expected)),
      `the ghost text ${String(expected)}`,
    );
  }

  /** Saves the active file, and returns its text. */
  async editorText(): Promise<string> {
    if (this.#file === undefined) throw new Error('No file was opened.');
    await this.press('ControlOrMeta+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
    const isEmpty = (await this.page.evaluate(shownText)).trim() === '';
    // VS Code empties the file before it writes, and it writes although the tab is not dirty.
    return waitForFile(this.#file, (text) => isEmpty || text !== '');
  }

  /** Waits until the editor's lines in view contain this text, without ghost text. */
  async waitForText(expected: string | RegExp): Promise<void> {
    await this.#until(shownText, (text) => contains(text, expected), `the text ${String(expected)}`);
  }

  statusBarItem(): Promise<StatusBarItem | null> {
    return this.page.evaluate(shownStatusBarItem);
  }

  /** Clicks Infill's item, and moves the mouse away: a tooltip would cover the notifications. */
  async clickStatusBarItem(): Promise<void> {
    await this.page.locator(`${statusBarItem} a`).click();
    await this.page.mouse.move(640, 300);
  }

  /** Waits until text or tooltip of Infill's item match, and returns it. */
  async waitForStatus(expected: string | RegExp): Promise<StatusBarItem> {
    const seen = (item: StatusBarItem | null) => item !== null && contains(`${item.text}\n${item.label}`, expected);
    return (await this.#until(shownStatusBarItem, seen, `the status ${String(expected)}`))!;
  }

  /** The visible notifications, newest first. */
  notifications(): Promise<Notification[]> {
    return this.page.evaluate(shownNotifications);
  }

  /** Waits for a notification whose text matches, and returns it. */
  async waitForNotification(expected: string | RegExp): Promise<Notification> {
    const wanted = ({ text }: Notification) => contains(text, expected);
    const all = await this.#until(
      shownNotifications,
      (shown) => shown.some(wanted),
      `a notification ${String(expected)}`,
    );
    return all.find(wanted)!;
  }

  /** Waits until no visible notification matches; a progress stays for a moment after its end. */
  async waitForNoNotification(unwanted: string | RegExp): Promise<void> {
    const none = (shown: Notification[]) => !shown.some(({ text }) => contains(text, unwanted));
    await this.#until(shownNotifications, none, `no notification ${String(unwanted)}`);
  }

  async clickNotificationButton(label: string): Promise<void> {
    await this.page.locator('.notifications-toasts .monaco-button', { hasText: label }).first().click();
  }

  suggestWidgetVisible(): Promise<boolean> {
    return this.page.locator('.suggest-widget.visible').isVisible();
  }

  async waitForSuggestWidget(visible = true): Promise<void> {
    await this.page.locator('.suggest-widget.visible').waitFor({ state: visible ? 'visible' : 'hidden' });
  }

  /** Takes a picture of the window, in the ignored folder `.vscode-test/screenshots`, if pictures are on. */
  async screenshot(name: string): Promise<void> {
    if (takesPictures) await this.picture(name);
  }

  /** Takes a picture of the window. @returns its path */
  picture(name: string): Promise<string> {
    return takePicture(this.page, name, this.version);
  }

  /**
   * Takes pictures of the status bar's right half in light, dark and high contrast. The settings must include
   * `followsSystem`.
   */
  async screenshotStatusBar(name: string): Promise<void> {
    const bar = (await this.page.locator('.part.statusbar').boundingBox())!;
    const clip = { ...bar, x: bar.x + bar.width / 2, width: bar.width / 2 };
    await this.#inEachTheme(name, (path) => this.page.screenshot({ path, clip }));
  }

  /** Takes the same pictures of the whole window. */
  async screenshotInEachTheme(name: string): Promise<void> {
    await this.#inEachTheme(name, (path) => this.page.screenshot({ path }));
  }

  /**
   * Waits until the extension has set a time-out of this length in milliseconds, and lets that time pass. In a test
   * build, time-outs of three seconds or more pass in no other way.
   */
  async letPass(milliseconds: number): Promise<void> {
    const { clockDir } = this.parts.profile;
    await waitForFile(join(clockDir, 'held'), (text) => (JSON.parse(text || '[]') as number[]).includes(milliseconds));
    this.#passed += milliseconds;
    await replaceFile(join(clockDir, 'passed'), String(this.#passed));
  }

  /** Reloads the window, like *Developer: Reload Window*. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator(statusBarItem).waitFor();
  }

  /** Kills the window's VS Code, with its extension host. */
  async kill(): Promise<void> {
    openWindows.delete(this);
    await this.parts.server.stop();
    await this.page.close();
  }

  /** Closes the window and its VS Code. */
  async close(): Promise<void> {
    const { browser, server, profile } = this.parts;
    if (this.#isSecond) return this.kill();
    openWindows.delete(this);
    await browser.close();
    await server.stop();
    await profile.remove();
  }

  async #inEachTheme(name: string, take: (path: string) => Promise<unknown>): Promise<void> {
    if (!takesPictures) return;
    for (const [theme, kind, media] of systemThemes) {
      await this.page.emulateMedia(media);
      await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
      await take(await picturePath(`${name}-${theme}`, this.version));
    }
  }

  /**
   * Opens an input box with its key and fills it. Tries again if another part of VS Code takes the focus late and
   * closes it.
   */
  async #openInput(key: string, text: string): Promise<void> {
    for (const end = Date.now() + patience; ;) {
      await this.press(key);
      try {
        return await this.#fillInput(text, 10_000);
      } catch (error) {
        if (Date.now() > end) throw error;
      }
    }
  }

  async #fillInput(text: string, timeout = patience): Promise<void> {
    const input = '.quick-input-widget:not([style*="display: none"]) .quick-input-box input';
    await this.page.locator(input).fill(text, { timeout });
  }

  /** Clicks the entry with this label in the quick pick. */
  async #clickEntry(label: string): Promise<void> {
    const hasText = new RegExp(`^${escaped(label)}$`, 'i');
    await this.page.locator('.quick-input-list .label-name', { hasText }).first().click();
  }

  /** Reads from the page after each of its changes until the value is accepted. */
  async #until<T>(read: () => T | Promise<T>, accept: (value: T) => boolean, what: string): Promise<T> {
    const deadline = Date.now() + patience;
    for (;;) {
      const value = await this.page.evaluate(read as () => T);
      if (accept(value)) return value;
      if (Date.now() > deadline) {
        const picture = await this.picture('waited').catch(() => 'none: it does not answer');
        throw new Error(`Waited for ${what}; shown is ${JSON.stringify(value)}. The window: ${picture}`);
      }
      await this.page.evaluate(nextChange);
    }
  }
}

/** Waits until the editor takes keys and shows ghost text for them. */
export async function editorIsReady(page: Page): Promise<void> {
  await editorHasFocus(page);
  // The editor creates its inline completions when the window is idle; keys before show no ghost text.
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
}

/** Keys before would be lost. */
async function editorHasFocus(page: Page): Promise<void> {
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  // The browser passes Enter to the editor only after it has drawn it with the focus.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

function contains(text: string, expected: string | RegExp): boolean {
  return typeof expected === 'string' ? text.includes(expected) : expected.test(text);
}

function matches(text: string, expected: string | RegExp): boolean {
  return typeof expected === 'string' ? text === expected : expected.test(text);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
