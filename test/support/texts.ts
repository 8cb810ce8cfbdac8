import fc from 'fast-check';

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

/** Texts of whole characters, rich in what is looked at. */
export const texts = fc.array(chunks, { maxLength: 40 }).map((parts) => parts.join(''));

/** Texts in which halves of pairs may stand, too. */
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
