// Reads what a window shows. These functions run in the page, so each is self-contained. The classes are the same in VS
// Code 1.100 and 1.139. White space is shown as no-break spaces, a tab of ghost text as spaces of its width.

/** The whole ghost text: the part in the cursor's line and the lines below it; null for none. */
export async function shownGhostText(): Promise<string | null> {
  // VS Code draws the two parts in different frames.
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  const inLine = [...document.querySelectorAll('.view-lines [class*="ghost-text-decoration"]')].map(
    (part) => part.textContent,
  );
  const below = [...document.querySelectorAll('.suggest-preview-text .view-line')].map((line) =>
    [...line.querySelectorAll('.ghost-text')].map((part) => part.textContent).join(''),
  );
  if (inLine.length === 0 && below.length === 0) return null;
  return [inLine.join(''), ...below].join('\n').replaceAll('\u00a0', ' ');
}

/** The active editor's lines in view, without ghost text. */
export function shownText(): string {
  const lines = [...document.querySelectorAll<HTMLElement>('.editor-group-container.active .view-lines > .view-line')];
  lines.sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top));
  const texts = lines.map((line) => {
    const copy = line.cloneNode(true) as HTMLElement;
    for (const ghost of copy.querySelectorAll('[class*="ghost-text-decoration"]')) ghost.remove();
    return copy.textContent;
  });
  return texts.join('\n').replaceAll('\u00a0', ' ');
}

export interface Notification {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** The visible notifications, newest first. */
export function shownNotifications(): Notification[] {
  return [...document.querySelectorAll('.notifications-toasts .notification-list-item')].map((item) => ({
    text: item.querySelector('.notification-list-item-message')?.textContent ?? '',
    buttons: [...item.querySelectorAll('.notification-list-item-buttons-container .monaco-button')].map((button) =>
      button.textContent.trim(),
    ),
  }));
}

export interface StatusBarItem {
  readonly text: string;
  /** Names of the icons, such as `sparkle`. */
  readonly icons: readonly string[];
  /** The text for a screen reader: icon, text and tooltip. */
  readonly label: string;
  readonly background: 'error' | 'warning' | 'none';
}

/** Infill's status bar item; null before it exists. */
export function shownStatusBarItem(): StatusBarItem | null {
  const item = document.querySelector<HTMLElement>('.statusbar-item[id^="infill.infill"]');
  if (!item) return null;
  const icons = [...item.querySelectorAll('.codicon')].map((icon) => /codicon-(\S+)/.exec(icon.className)?.[1] ?? '');
  const background = (['error', 'warning'] as const).find((kind) => item.classList.contains(`${kind}-kind`)) ?? 'none';
  return { text: item.innerText.trim(), icons, label: item.ariaLabel ?? '', background };
}

/** Resolves shortly after the page's next change, or after a while without one. */
export function nextChange(): Promise<void> {
  return new Promise((settle) => {
    const done = () => {
      observer.disconnect();
      settle();
    };
    const observer = new MutationObserver(() => setTimeout(done, 20));
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(done, 200);
  });
}
