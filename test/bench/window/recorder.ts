// Records what happens in the page while a body is typed. These functions run in the page, so each is self-contained;
// the classes are those of VS Code 1.139.1. Times are in milliseconds since 1970.

/** The ghost text from a time on. */
export interface GhostEvent {
  at: number;
  /** With ordinary spaces for all white space; null for none. */
  text: string | null;
  /** VS Code's suggestion list was open. */
  isListOpen: boolean;
}

export interface KeyEvent {
  at: number;
  key: string;
  isListOpen: boolean;
}

export interface Recording {
  ghosts: GhostEvent[];
  /** When a frame was painted after a change of the ghost text. A text between two frames was never visible. */
  paints: number[];
  keys: KeyEvent[];
  /** Milliseconds from a key to the next change of the editor's lines: the speed of the machine, without Infill. */
  draws: number[];
}

/** The cursor's line. */
export interface CursorLine {
  /** Counted from 1. */
  number: number;
  before: string;
  after: string;
}

interface EditContextElement extends HTMLElement {
  editContext: { text: string; selectionStart: number };
}

interface RecordingWindow extends Window {
  infillBench?: Recording;
}

/** Starts to record changes of the ghost text as they are drawn, and keys as they arrive. */
export function startRecording(): void {
  const recording: Recording = { ghosts: [], paints: [], keys: [], draws: [] };
  (window as RecordingWindow).infillBench = recording;
  const now = () => performance.timeOrigin + performance.now();
  const isListOpen = () => document.querySelector('.suggest-widget.visible') !== null;
  const shown = () => {
    const inLine = [...document.querySelectorAll('.view-lines [class*="ghost-text-decoration"]')];
    const below = [...document.querySelectorAll('.suggest-preview-text .view-line')];
    if (inLine.length === 0 && below.length === 0) return null;
    const lines = below.map((line) =>
      [...line.querySelectorAll('.ghost-text')].map((part) => part.textContent).join(''),
    );
    return [inLine.map((part) => part.textContent).join(''), ...lines].join('\n').replaceAll('\u00a0', ' ');
  };
  let last: string | null = null;
  let undrawn: number | null = null;
  const observer = new MutationObserver((changes) => {
    const inLines = ({ target }: MutationRecord) =>
      (target instanceof Element ? target : target.parentElement)?.closest('.view-lines');
    if (undrawn !== null && changes.some(inLines)) {
      recording.draws.push(now() - undrawn);
      undrawn = null;
    }
    const text = shown();
    if (text === last) return;
    last = text;
    recording.ghosts.push({ at: now(), text, isListOpen: isListOpen() });
    requestAnimationFrame(() => setTimeout(() => recording.paints.push(now())));
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  const hit = ({ key }: KeyboardEvent) => {
    undrawn = now();
    recording.keys.push({ at: undrawn, key, isListOpen: isListOpen() });
  };
  window.addEventListener('keydown', hit, { capture: true });
}

/** The recording since the last call. */
export function takeRecording(): Recording {
  const recording = (window as RecordingWindow).infillBench!;
  return {
    ghosts: recording.ghosts.splice(0),
    paints: recording.paints.splice(0),
    keys: recording.keys.splice(0),
    draws: recording.draws.splice(0),
  };
}

/** The selected entry of VS Code's suggestion list; null for none. */
export function selectedEntry(): string | null {
  return document.querySelector('.suggest-widget.visible .monaco-list-row.focused .label-name')?.textContent ?? null;
}

/** The ghost text in view, and since when. */
export function lastGhost(): GhostEvent | null {
  return (window as RecordingWindow).infillBench!.ghosts.at(-1) ?? null;
}

/**
 * The cursor's line without ghost text. The edit context's column is right at once, but only its text before the cursor
 * is, so the rest is read from the drawn line.
 */
export async function cursorLine(): Promise<CursorLine> {
  const read = () => {
    const input = document.querySelector<EditContextElement>('.editor-group-container.active .native-edit-context');
    const cursor = document.querySelector<HTMLElement>('.editor-group-container.active .cursors-layer .cursor');
    const lines = [
      ...document.querySelectorAll<HTMLElement>('.editor-group-container.active .view-lines > .view-line'),
    ];
    const line = lines.find((one) => one.style.top === cursor?.style.top);
    const number = document.querySelector('.editor-group-container.active .active-line-number')?.textContent;
    if (!input || !line || number === undefined) return null;
    const before = input.editContext.text.slice(0, input.editContext.selectionStart).split('\n').at(-1)!;
    const copy = line.cloneNode(true) as HTMLElement;
    for (const ghost of copy.querySelectorAll('[class*="ghost-text-decoration"]')) ghost.remove();
    const whole = copy.textContent.replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
    return whole.startsWith(before) ? { number: Number(number), before, after: whole.slice(before.length) } : null;
  };
  for (let frame = 0; frame < 60; frame++) {
    await new Promise(requestAnimationFrame);
    const found = read();
    if (found) return found;
  }
  throw new Error('The cursor is not drawn where the edit context says it is.');
}
