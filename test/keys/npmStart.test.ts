import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../vscode/browser.ts';
import { projectDir } from '../vscode/install.ts';
import { patience } from '../vscode/patience.ts';
import { withoutKeys } from '../vscode/profile.ts';
import { newest } from '../vscode/versions.ts';
import { shownGhostText } from './window/shown.ts';
import { editorIsReady, keepLog, takePicture } from './window/window.ts';
import { decideTrust } from './window/workspaceTrust.ts';

/** Environment variable that marks the processes of one start. */
const mark = 'INFILL_START_TEST';

/** A run of `npm start`, in its own process group like a terminal's foreground job. */
class Start {
  readonly id = randomUUID();
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** The window's address, from the terminal's output. */
  readonly address: Promise<URL>;

  constructor() {
    // No display: it would open the developer's browser.
    const env = { ...withoutKeys(), DISPLAY: undefined, WAYLAND_DISPLAY: undefined, [mark]: this.id };
    const options = { cwd: projectDir, env, detached: true };
    this.#child = spawn(process.execPath, ['test/vscode/start.ts'], {
      ...options,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.ended = new Promise((done) => this.#child.on('exit', done));
    this.address = new Promise((found, fail) => {
      let output = '';
      this.#child.stdout!.on('data', (data: Buffer) => {
        output += data.toString();
        const address = /^VS Code \S+ with Infill: (\S+)$/m.exec(output)?.[1];
        if (address) found(new URL(address));
      });
      void this.ended.then(() => fail(new Error(`It ended before it was ready:\n${output}`)));
    });
  }

  /** Like Ctrl-C in a terminal, which goes to the whole group. */
  interrupt(): void {
    process.kill(-this.#child.pid!, 'SIGINT');
  }

  /** A crash: the program runs no code any more. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Ids of its processes, whatever their parent is now. */
  processes(): string[] {
    return readdirSync('/proc').filter((id) => {
      try {
        return readFileSync(`/proc/${id}/environ`, 'utf8').includes(`${mark}=${this.id}`);
      } catch {
        return false; // no process, another user's, or already gone
      }
    });
  }
}

/** Resolves as soon as no process is left; they need a moment to end. */
async function noneLeft(start: Start): Promise<void> {
  for (const end = Date.now() + patience; start.processes().length > 0 && Date.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const left = start.processes().map((id) => readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' '));
  assert.deepEqual(left, []);
}

/** Whether a server answers. */
const answers = ({ origin }: URL) =>
  fetch(origin).then(
    () => true,
    () => false,
  );

/** Opens the window as a user does, and types until ghost text is shown. */
async function seesGhostText(page: Page, address: URL): Promise<void> {
  await page.goto(address.href);
  await page.locator('.statusbar-item[id^="infill.infill"]').waitFor();
  // VS Code opens the README automatically, and closes an editor that is above the window.
  await page.locator('.tab.active', { hasText: 'README.md' }).waitFor();
  await decideTrust(page, true);
  const explorer = page.locator('.explorer-folders-view');
  await explorer.getByText('cli', { exact: true }).click();
  await explorer.getByText('format.ts', { exact: true }).dblclick();
  await page.locator('.tab.active[data-resource-name="format.ts"]').waitFor();
  await editorIsReady(page);
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nexport function formatGrams(grams: number): string {\n', { delay: 60 });
  await page.waitForFunction(shownGhostText);
}

describe('npm start', () => {
  let start: Start;
  let browser: Browser | undefined;

  beforeEach(() => {
    start = new Start();
  });
  afterEach(async () => {
    await browser?.close();
    browser = undefined;
    for (const id of start.processes()) process.kill(Number(id), 'SIGKILL');
    await rm(dirname((await start.address).searchParams.get('folder')!), { recursive: true, force: true });
  });

  it('shows ghost text to a user who opens the address and types, and Ctrl-C ends everything', async () => {
    const address = await start.address;
    assert.match(address.searchParams.get('tkn') ?? '', /^[\w-]{20,}$/);
    assert.equal((await fetch(address.origin)).status, 403, 'the address needs its token');

    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(patience);
    const logFile = await keepLog(page, newest);
    await seesGhostText(page, address).catch(async (error: unknown) => {
      const picture = await takePicture(page, 'failed-npm-start', newest).catch(() => 'none: it does not answer');
      throw new Error(`The window: ${picture}; VS Code's own log is in ${logFile}`, { cause: error });
    });

    start.interrupt();
    await start.ended;
    await noneLeft(start);
    assert.equal(await answers(address), false);
    assert.equal(existsSync(address.searchParams.get('folder')!), false);
  });

  it('leaves no process behind when it is killed', async () => {
    const address = await start.address;
    assert.equal(await answers(address), true);
    assert.ok(start.processes().length > 1);
    start.kill();
    await start.ended;
    await noneLeft(start);
    assert.equal(await answers(address), false);
  });
});
