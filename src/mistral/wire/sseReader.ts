import { createParser } from 'eventsource-parser';

/** Server-sent events of a stream, from its text in pieces of any size. */
export class SseReader {
  readonly #parser;
  #events: string[] = [];
  /** An event larger than the limit came in; the parser takes no more. */
  overflowed = false;

  /** @param maxCharacters the most that is held of one event. */
  constructor(maxCharacters: number) {
    this.#parser = createParser({
      maxBufferSize: maxCharacters,
      onEvent: ({ data }) => this.#events.push(data),
      onError: ({ type }) => {
        if (type === 'max-buffer-size-exceeded') this.overflowed = true;
      },
    });
  }

  /** The data of the events that this text completes. */
  feed(text: string): string[] {
    this.#parser.feed(text);
    return this.#take();
  }

  /** The data of a last event that no empty line ended. */
  end(): string[] {
    return this.feed('\n\n');
  }

  #take(): string[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
