/**
 * Time without a key after which a request waits for VS Code's call, in milliseconds. A choice: to snooze suggestions in a
 * menu takes longer. The first key after it gets its text some 35 ms later (`npm run bench -- --rest`).
 */
const pauseMs = 2_000;

/**
 * Whether VS Code calls for ghost text after keys. It does not during its own snooze (1.139.1), or where ghost text is off,
 * and the stable API reports no snooze. So a request is sent before the call only while VS Code calls.
 */
export class ProviderCalls {
  #lastKeyAt = -Infinity;
  #isMissing = false;

  /** A key was hit. @param now milliseconds, by the clock */
  onKey(now: number): void {
    if (now - this.#lastKeyAt >= pauseMs) this.#isMissing = true;
    this.#lastKeyAt = now;
  }

  /** A request was sent, perhaps before VS Code's call. */
  onSend(): void {
    this.#isMissing = true;
  }

  /** VS Code has called. */
  onCall(): void {
    this.#isMissing = false;
  }

  /** Whether VS Code has not called since the last request, or since the first key after a pause. */
  get isMissing(): boolean {
    return this.#isMissing;
  }
}
