import type { Window } from '../../keys/window/window.ts';

/** What VS Code says it took to load and start the extension, in milliseconds. */
export async function activationMs(window: Window): Promise<number> {
  await window.command('Developer: Show Running Extensions');
  // The list draws only the rows that are in view.
  await window.page.setViewportSize({ width: 1280, height: 4000 });
  const row = window.page.locator('.runtime-extensions-editor .extension', { hasText: 'Infill' });
  const text = await row.locator('.activation-time').innerText();
  return Number(/(\d+)\s*ms/.exec(text)![1]);
}
