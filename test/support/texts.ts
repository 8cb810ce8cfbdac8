import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isThorough } from './property.ts';

const chunks = fc.oneof(
  fc.constantFrom('a', 'foo', ' ', '  ', '\t', '\n', '\n\n', '\r\n', '😀', '👩‍👩‍👧', '漢', '\u2028', '\0', '\ufeff'),
  fc.constantFrom(...'( ) [ ] { } < > " \' ` ; , . + = : # / * | \\ $ @ - _'.split(' ')),
  fc.constantFrom(
    '/*',
    '*/',
    '// b',
    '"""',
    '${',
    '+++++ a.ts\n',
    'class A {\n',
    'def f():\n',
    'import { a } from "./a";\n',
  ),
  fc.constantFrom(
    'password = "hunter22";',
    'ghp_',
    '-----BEGIN PRIVATE KEY-----',
    'export function f(a) {\n',
    '#if X\n',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);

/** Texts of whole characters, with many of the signs that filters look for. */
export const texts = fc.array(chunks, { maxLength: 40 }).map((parts) => parts.join(''));

/** Texts that may contain halves of surrogate pairs. */
export const brokenTexts = fc
  .array(fc.oneof(chunks, fc.constantFrom('\ud83d', '\ude00')), { maxLength: 20 })
  .map((parts) => parts.join(''));

export const languages = fc.constantFrom(
  'typescript',
  'python',
  'go',
  'rust',
  'cpp',
  'java',
  'ruby',
  'css',
  'html',
  'plaintext',
);

/** Repeated without end: code that starts over at each character takes quadratic time for them. */
const units = [
  ...['a', '0', '_', 'é', '😀', '\ud800', ' ', '\t', '\n', '\r', '\u2028', '\ufeff', '\0', '\u001b['],
  ...['(', ')', '[', ']', '{', '}', '<', '>', '"', "'", '`', '""', '/', '\\', '-', '#', '=', '.', ':', ',', '@', '*'],
  ...['${', '/*', '*/', '//', '=> ', 'a\n', ' \n', 'a ', '\n}', ' {\n', 'f(', '((a', 'a){', ') ', 'a,b;', "from 'a'"],
  ...['[PREFIX]', '<|a', '+++++ ', '```\n', 'sk-', 'eyJ-', 'Bearer ', 'key=', '://', '-----BEGIN PRIVATE KEY-----'],
];

const characters = isThorough ? 100_000 : 20_000;

/** Part of a long text with which its time is compared. */
const part = 4;
/** Limit of the time for a text, as a multiple of that for the part: 4 is linear, 16 quadratic. */
const maxGrowth = 10;
/** Processor time that is too short to compare, in milliseconds. A choice: garbage collection takes as long. */
const minMs = 100;

/** Asserts that reading texts of 100,000 characters takes linear time; `npm run check` takes 20,000. */
export function outlasts(read: (text: string) => unknown): void {
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(characters / unit.length));
    const growth = () => {
      const whole = processorMs(() => read(text));
      return whole < minMs ? 1 : whole / processorMs(() => read(text.slice(0, text.length / part)));
    };
    // Once more, since a collection of garbage may fall into either.
    const grown = growth();
    const least = grown < maxGrowth ? grown : Math.min(grown, growth());
    assert.ok(least < maxGrowth, `${JSON.stringify(unit)}: ${part} times the text takes ${least} times as long`);
  }
}

function processorMs(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
