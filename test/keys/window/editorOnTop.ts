import type { Page } from 'playwright-core';

/** Closes an editor of VS Code's own: 1.139.1 lays it over the window; in 1.100.3 it is an editor beside the others. */
export async function closeEditorOnTop(page: Page): Promise<void> {
  const above = page.locator('.monaco-modal-editor-block');
  const place = (await above.isVisible()) ? above : page.locator('.tab.active');
  await place.locator('.codicon-close').last().click();
}
