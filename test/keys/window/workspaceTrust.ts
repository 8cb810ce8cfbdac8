import type { Page } from 'playwright-core';
import { closeEditorOnTop } from './editorOnTop.ts';

/** Answers whether the open folder is trusted: VS Code 1.100.3 asks in a dialog, 1.139.1 in a banner above the editor. */
export async function decideTrust(page: Page, isTrusted: boolean): Promise<void> {
  const answer = page.locator('.monaco-dialog-box').getByRole('button', { name: isTrusted ? /^Yes/ : /^No/ });
  const banner = page.locator('.banner a', { hasText: /^Manage$/ });
  await answer.or(banner).first().waitFor();
  if (await answer.isVisible()) await answer.click();
  else if (isTrusted) {
    await banner.click();
    await clickTrust(page);
  }
  await page
    .getByText('Restricted Mode', { exact: true })
    .first()
    .waitFor({ state: isTrusted ? 'hidden' : 'visible' });
}

/** Trusts the folder in the open editor *Workspace Trust*, and closes it. */
export async function clickTrust(page: Page): Promise<void> {
  const editor = page.locator('.workspace-trust-editor');
  await editor.getByRole('button', { name: 'Trust', exact: true }).click();
  await page.getByText('Restricted Mode', { exact: true }).first().waitFor({ state: 'hidden' });
  await closeEditorOnTop(page);
  await editor.waitFor({ state: 'hidden' });
}
