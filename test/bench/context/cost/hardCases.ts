import { Background, type Work } from '../../../../src/base/background.ts';
import { importersOf } from '../../../../src/context/sources/importers.ts';
import { importedFiles, importsOf } from '../../../../src/context/sources/imports.ts';
import { KnownFiles } from '../../../../src/context/index/knownFiles.ts';
import { DeclarationIndex } from '../../../../src/context/index/declarationIndex.ts';
import { Paths } from '../../../../src/context/sources/paths.ts';
import { maskSecrets } from '../../../../src/secrets/secrets.ts';
import { siblingsOf } from '../../../../src/context/sources/siblings.ts';
import type { SourceFile } from '../../../../src/context/index/sourceFile.ts';
import { systemClock } from '../../../../src/base/clock.ts';

/** Work that would block the extension host if it ran in one go. */
export interface HardCase {
  name: string;
  /** Milliseconds: the longest slice, and all slices. */
  maxMs: number;
  allMs: number;
}

const many = <T>(count: number, one: (at: number) => T) => Array.from({ length: count }, (_, at) => one(at));
/** As large as a file for snippets may be, with lines as long as they may be. */
const filled = (part: string, width = 4_900) => {
  const line = part.repeat(Math.ceil(width / part.length));
  return `${line}\n`.repeat(Math.floor(100_000 / (line.length + 1)));
};

/** Each prepares its input before the measurement. */
const cases: Readonly<Record<string, () => Work<unknown> | Promise<Work<unknown>>>> = {
  'masks: beginnings of keys': () => maskSecrets('-----BEGIN PRIVATE KEY-----\n'.repeat(3_700)),
  'masks: ordinary code': () => maskSecrets(filled('const a = compute(password, token);', 30)),
  'masks: sk-sk-sk-…': () => maskSecrets(filled('sk-')),
  'masks: eyJa-eyJa-…': () => maskSecrets(filled('-eyJa')),
  'masks: passwords': () => maskSecrets(filled(`password='`)),
  'masks: dashes': () => maskSecrets(filled('-')),
  'masks: strings that are not closed': () => maskSecrets(filled('secret="\\')),
  'masks: aligned': () => maskSecrets(filled(`password${' '.repeat(40)}`)),
  'masks: types': () => maskSecrets(filled('password: str str str str str ')),
  'masks: macros': () => maskSecrets(filled('#define A_A_A_A_A_A_A_password ')),
  'masks: parts of connections': () => maskSecrets(filled('a=b password')),
  'masks: parts of addresses': () => maskSecrets(filled('?aaaaaaaaaaaaaaaapassword')),
  'masks: calls': () => maskSecrets(filled('.set_set_set_password("')),
  'masks: braces': () => maskSecrets(filled('secret=$"{ ')),
  'masks: openings': () => maskSecrets(filled('{ password ')),
  'masks: names': () => maskSecrets(filled('a.b.c.password.file ')),
  'masks: assignments without an end': () => maskSecrets(filled('SECRET_KEY=a1 # b" ', 290)),
  'masks: elements': () => maskSecrets(filled('<a.secret b="c">d1 ')),
  'masks: addresses with at signs': () => maskSecrets(filled('a://b:c@@')),
  'masks: keywords of services': () => maskSecrets(filled('linear okta sk-1 jira ')),
  'imports: 40 of packages, 5,000 index.ts': () => {
    const paths = new Paths(many(5_000, (at) => `packages/p${at}/index.ts`));
    const head = many(40, (at) => `import a${at} from 'lib${at}/part';`).join('\n');
    return importedFiles(head, 'packages/p1/a.ts', 'typescript', paths);
  },
  'imports: brackets that are not closed': () => once(() => importsOf('import (\n'.repeat(11_000), 'go')),
  'imports: pub(': () => once(() => importsOf('pub(\n'.repeat(20_000), 'rust')),
  'importers: 2,000 files, .eslintrc.ts': () => {
    const paths = new Paths(many(5_000, (at) => `packages/p${at}/index.ts`));
    return importersOf('.eslintrc.ts', importing('lib/part', './a'), paths);
  },
  'importers: 2,000 files, all likely': () => {
    const paths = new Paths(many(5_000, (at) => `packages/p${at}/index.ts`));
    return importersOf('packages/p1/index.ts', importing('lib/p1', '@a/index', '..'), paths);
  },
  'siblings: 20,000 in the folder': () => siblingsOf('src/a7.ts', new Paths(many(20_000, (at) => `src/a${at}.ts`))),
  'siblings: 20,000 of that name': () => {
    return siblingsOf('src/a7/index.test.ts', new Paths(many(20_000, (at) => `src/a${at}/index.ts`)));
  },
  'cut: 250 classes, one in the other': () => {
    const opening = many(250, (at) => `${' '.repeat(at)}class Nested${at} {\n`);
    const closing = many(250, (at) => `${' '.repeat(249 - at)}}\n`);
    return new DeclarationIndex().put(typescript([...opening, ' '.repeat(250), 'value = 1;\n', ...closing].join('')));
  },
  'cut: a class of 1,800 methods': () => {
    const methods = many(1_800, (at) => `  method${at}() {\n    return this.value${at};\n  }\n`);
    return new DeclarationIndex().put(typescript(`class Store {\n${methods.join('\n')}}\n`));
  },
  'cut: slashes that begin no regular expression': () => new DeclarationIndex().put(typescript(filled('[/ '))),
  'cut: names in long lines': () => new DeclarationIndex().put(typescript(filled('alpha.beta(gamma, delta); '))),
  'paths: 500 events of unknown files, 20,000 known': () => {
    const paths = new Paths(many(20_000, (at) => `src/a${at}/index.ts`));
    return once(() => many(500, (at) => paths.remove(`dist/a${at}.js`)));
  },
  'paths: a folder of 20,000 goes': () =>
    new Paths(many(20_000, (at) => `src/a${at % 99}/b${at}.ts`)).removeFolder('src'),
  'library: 500 events of unknown files, 2,000 known': async () => {
    const files = new KnownFiles<object>(4_000, () => {});
    for (let at = 0; at < 2_000; at++) await files.read(`file:///project/src/a${at}.ts`, () => Promise.resolve({}));
    return once(() => many(500, (at) => files.forget(`file:///project/dist/a${at}.js`)));
  },
};

/** Runs each case twice in real time: once to warm up, once to measure. */
export async function hardCases(): Promise<HardCase[]> {
  const found: HardCase[] = [];
  for (const [name, make] of Object.entries(cases)) {
    let slices: number[] = [];
    const background = new Background({ clock: systemClock, onSlice: (milliseconds) => slices.push(milliseconds) });
    for (let round = 0; round < 2; round++) {
      const work = await make();
      slices = [];
      await background.run(work);
    }
    found.push({ name, maxMs: Math.max(...slices), allMs: slices.reduce((sum, one) => sum + one, 0) });
  }
  return found;
}

function typescript(text: string): SourceFile {
  return { uri: 'file:///project/a.ts', path: 'a.ts', language: 'typescript', text, version: 1 };
}

function importing(...specifiers: string[]) {
  return many(2_000, (at) => {
    const path = `packages/p${at}/a.ts`;
    return { uri: `file:///${path}`, path, language: 'typescript', specifiers };
  });
}

/** Work in a single step. */
function* once(work: () => void): Work<void> {
  yield;
  work();
}
