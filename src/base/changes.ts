/** The changes of a value, for those who wait until it meets a condition. */
export class Changes {
  readonly #waiting = new Set<() => void>();

  /** The value has changed. */
  notify(): void {
    for (const waiting of [...this.#waiting]) waiting();
  }

  /**
   * Resolves with the result of `decide`, called now and after each change, once it is not undefined; with undefined on
   * abort.
   */
  async until<T>(decide: () => T | undefined, signal: AbortSignal): Promise<T | undefined> {
    while (!signal.aborted) {
      const decided = decide();
      if (decided !== undefined) return decided;
      await this.#next(signal);
    }
    return undefined;
  }

  #next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.#waiting.delete(end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      this.#waiting.add(end);
      signal.addEventListener('abort', end);
    });
  }
}
