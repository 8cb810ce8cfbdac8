import { writeFile } from 'node:fs/promises';
import { launchBrowser } from '../../vscode/browser.ts';

/** Writes an SVG picture, as it is or, where the file is to be a PNG (which READMEs on the Marketplace need), drawn. */
export async function writePicture(file: string, svg: string): Promise<void> {
  if (!file.endsWith('.png')) return writeFile(file, svg);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    await page.setContent(`<style>body{margin:0;width:720px}svg{display:block}</style>${svg}`);
    await page.locator('svg').screenshot({ path: file });
  } finally {
    await browser.close();
  }
}
