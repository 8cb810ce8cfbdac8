/** What the engine itself costs this machine: real time and memory, so never twice quite the same. */
export interface Costs {
  /** Microseconds for one key's `changed` and `complete`, by the length of the file. */
  keystroke: { lines: number; p50: number; p99: number }[];
  streamMegabytesPerSecond: number;
  /** Bytes by which the heap has grown from a tenth of the keys to all of them. */
  heap: { keys: number; grown: number };
  /** Null where it could not be built. */
  bundleBytes: number | null;
}
