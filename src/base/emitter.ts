/** Ends a subscription, or whatever it is given for. */
export interface Disposable {
  dispose(): void;
}

/** Subscribes a listener. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** An event for code without VS Code's. Listeners run at once, in the order in which they have subscribed. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    // The same function may subscribe twice.
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
