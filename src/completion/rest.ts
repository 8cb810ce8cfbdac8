/** A rest of the cursor at a place, in which a late text may come and ghost text grows. Only one rest runs at a time. */
export class Rest {
  #abort = new AbortController();
  #uri = '';

  /** Begins a rest in a document, and ends the one before. @returns a signal that aborts at its end */
  begin(uri: string): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#uri = uri;
    return this.#abort.signal;
  }

  /** Ends the rest in a document, or in any if none is given. */
  end(uri = this.#uri): void {
    if (uri === this.#uri) this.#abort.abort();
  }
}
