import type { Page } from 'playwright-core';

/** Closes an editor of VS Code's own: 1.139.1 shows it above the window, 1.100.3 beside the other editors. */
export async function closeEditorOnTop(page: Page): Promise<void> {
  const above = page.locator('.monaco-modal-editor-block');
  const place = (await above.isVisible()) ? above : page.locator('.tab.active');
  await place.locator('.codicon-close').last().click();
}
