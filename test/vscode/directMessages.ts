/**
 * Runs in a page before its scripts. VS Code's window in a browser gets each message of its server as a `Blob` and asks
 * the browser's other processes for its bytes, one after the other (1.100.3, 1.139.1). This passes the bytes directly,
 * as on the desktop: 31 tests of fills take 33 s instead of 40.
 */
export function takeMessagesDirectly(): void {
  interface Bytes {
    readonly buffer: ArrayBuffer;
    readonly size: number;
    readonly type: string;
  }
  const isBytes = (data: unknown): data is Bytes => (data as Partial<Bytes> | null)?.buffer instanceof ArrayBuffer;

  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      super.binaryType = 'arraybuffer';
    }

    override addEventListener(type: string, listener: EventListener, options?: AddEventListenerOptions): void {
      if (type !== 'message') return super.addEventListener(type, listener, options);
      super.addEventListener(
        type,
        (event) => {
          const { data } = event as MessageEvent<unknown>;
          const given = data instanceof ArrayBuffer ? { buffer: data, size: data.byteLength, type: '' } : data;
          listener(new MessageEvent('message', { data: given }));
        },
        options,
      );
    }
  };

  window.FileReader = class extends FileReader {
    override readAsArrayBuffer(blob: Blob): void {
      if (!isBytes(blob)) return super.readAsArrayBuffer(blob);
      const { buffer } = blob;
      queueMicrotask(() => void this.onload?.({ target: { result: buffer } } as ProgressEvent<FileReader>));
    }
  };
}
