import { createParser } from 'eventsource-parser';

/** Reads server-sent events from a stream's text, which may be cut anywhere. */
export class SseReader {
  readonly #parser;
  #events: string[] = [];
  /** An event was larger than the limit; the parser accepts no more text. */
  hasOverflowed = false;

  /** @param maxCharacters limit for one event */
  constructor(maxCharacters: number) {
    this.#parser = createParser({
      maxBufferSize: maxCharacters,
      onEvent: ({ data }) => this.#events.push(data),
      onError: ({ type }) => {
        if (type === 'max-buffer-size-exceeded') this.hasOverflowed = true;
      },
    });
  }

  /** The data of the events that this text completes. */
  feed(text: string): string[] {
    this.#parser.feed(text);
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** The data of a last event without the empty line that ends it. */
  end(): string[] {
    return this.feed('\n\n');
  }
}
