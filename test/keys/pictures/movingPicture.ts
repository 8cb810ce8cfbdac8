import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

type Clip = NonNullable<NonNullable<Parameters<Page['screenshot']>[0]>['clip']>;

interface Frame {
  /** A screenshot. */
  png: Buffer;
  /** When it was taken, in milliseconds. */
  at: number;
}

/** Maximum time that a frame stays, in milliseconds. A choice: a slow machine makes longer pauses than the user. */
const maxFrameMs = 1_500;

/** How long the last frame stays before the first comes again, in milliseconds. A choice. */
const lastFrameMs = 3_000;

/** Photographs a part of the page again and again while `act` runs. @returns an animated PNG, in real time */
export async function film(page: Page, clip: Clip, act: () => Promise<void>): Promise<Buffer> {
  const frames: Frame[] = [];
  const acting = { isDone: false };
  const done = act().finally(() => (acting.isDone = true));
  for (let isLast = false; !isLast;) {
    isLast = acting.isDone;
    const png = await page.screenshot({ clip, caret: 'initial' });
    if (!frames.at(-1)?.png.equals(png)) frames.push({ png, at: performance.now() });
  }
  await done;
  return animated(frames);
}

/** Joins screenshots of one size into an animated PNG, in which a frame has only the rectangle that has changed. */
function animated(frames: readonly Frame[]): Buffer {
  const pictures = frames.map(({ png }) => decode(png));
  const first = pictures[0]!;
  let sequence = 0;
  const next = () => uint32(sequence++);
  const chunks = [chunk('IHDR', first.header), chunk('acTL', Buffer.concat([uint32(frames.length), uint32(0)]))];
  for (const [index, picture] of pictures.entries()) {
    const { x, y, width, height } = index === 0 ? { x: 0, y: 0, ...first } : changed(pictures[index - 1]!, picture);
    const following = frames[index + 1];
    const shownMs = following ? Math.min(following.at - frames[index]!.at, maxFrameMs) : lastFrameMs;
    // A fraction of a second; the last two bytes say that the rectangle replaces what is there, and stays.
    const delay = Buffer.alloc(6);
    delay.writeUInt16BE(Math.round(shownMs));
    delay.writeUInt16BE(1_000, 2);
    chunks.push(chunk('fcTL', Buffer.concat([next(), ...[width, height, x, y].map(uint32), delay])));
    const data = deflateSync(rectangle(picture, x, y, width, height), { level: 9 });
    chunks.push(index === 0 ? chunk('IDAT', data) : chunk('fdAT', Buffer.concat([next(), data])));
  }
  const signature = frames[0]!.png.subarray(0, 8);
  return Buffer.concat([signature, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

interface Picture {
  header: Buffer;
  width: number;
  height: number;
  bytesPerPixel: number;
  /** Without filters. */
  lines: Buffer[];
}

/** Reads a PNG of 8 bits a channel without interlacing, which screenshots are. */
function decode(png: Buffer): Picture {
  const parts = new Map<string, Buffer[]>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    parts.set(type, [...(parts.get(type) ?? []), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  const header = parts.get('IHDR')![0]!;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const bytesPerPixel = header[9] === 6 ? 4 : 3;
  const data = inflateSync(Buffer.concat(parts.get('IDAT')!));
  const stride = width * bytesPerPixel;
  const lines: Buffer[] = [];
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1);
    const line = Buffer.from(data.subarray(from + 1, from + 1 + stride));
    unfilter(line, data[from]!, lines[y - 1] ?? Buffer.alloc(stride), bytesPerPixel);
    lines.push(line);
  }
  return { header, width, height, bytesPerPixel, lines };
}

/** Undoes the filter of a line in place (PNG specification, 9.2). */
function unfilter(line: Buffer, filter: number, above: Buffer, bytesPerPixel: number): void {
  for (let i = 0; i < line.length; i++) {
    const a = line[i - bytesPerPixel] ?? 0;
    const b = above[i]!;
    const c = above[i - bytesPerPixel] ?? 0;
    line[i] = line[i]! + [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter]!;
  }
}

function paeth(a: number, b: number, c: number): number {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
}

/** The smallest rectangle outside which two different pictures are the same. */
function changed(before: Picture, after: Picture): { x: number; y: number; width: number; height: number } {
  const { bytesPerPixel, lines } = after;
  const rows = lines.flatMap((line, y) => (line.equals(before.lines[y]!) ? [] : [y]));
  const pixels = rows.flatMap((y) => {
    const differs = (_: number, i: number) => lines[y]![i] !== before.lines[y]![i];
    const columns = [lines[y]!.findIndex((_, i) => differs(_, i)), lines[y]!.findLastIndex((_, i) => differs(_, i))];
    return columns.map((i) => Math.floor(i / bytesPerPixel));
  });
  const [x, y] = [Math.min(...pixels), rows[0]!];
  return { x, y, width: Math.max(...pixels) - x + 1, height: rows.at(-1)! - y + 1 };
}

/** The lines of a rectangle, each with no filter. */
function rectangle({ bytesPerPixel, lines }: Picture, x: number, y: number, width: number, height: number): Buffer {
  const cut = (line: Buffer) => line.subarray(x * bytesPerPixel, (x + width) * bytesPerPixel);
  return Buffer.concat(lines.slice(y, y + height).flatMap((line) => [Buffer.of(0), cut(line)]));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
