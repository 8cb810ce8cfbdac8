import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import vm from 'node:vm';
import { listFiles, PackageManager } from '@vscode/vsce';
import { build } from 'esbuild';
import { bundledPackages } from '../dependencyAudit.ts';
import { versions } from '../vscode/versions.ts';

const projectDir = resolve(import.meta.dirname, '../..');

interface Manifest {
  engines: { vscode: string };
  main: string;
  browser?: string;
  icon: string;
  capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string; category: string }[];
    keybindings: { command: string; key: string; mac?: string; when?: string }[];
    walkthroughs: {
      id: string;
      steps: { description: string; media: { image: string }; completionEvents: string[] }[];
    }[];
    configuration: { title: string; properties: Record<string, { scope?: string }> }[];
  };
  dependencies?: object;
  devDependencies: Record<string, string>;
  enabledApiProposals?: string[];
}

const read = (file: string) => readFileSync(join(projectDir, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;

describe('the package', () => {
  let dir: string;
  let packageDir: string;
  before(() => {
    // A copy: the build of a test leaves `dist/` of the project alone.
    dir = mkdtempSync(join(tmpdir(), 'infill-package-'));
    const left = new Set(['node_modules', 'dist', '.git', '.vscode-test']);
    cpSync(projectDir, dir, { recursive: true, filter: (path) => !left.has(relative(projectDir, path)) });
    symlinkSync(join(projectDir, 'node_modules'), join(dir, 'node_modules'));
    writeFileSync(join(dir, 'media/.env'), 'MISTRAL_API_KEY=secret');
    execFileSync(process.execPath, ['esbuild.mjs', '--package'], { cwd: dir, stdio: 'pipe' });
    packageDir = join(dir, 'dist/package');
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  it('holds what runs and what the user reads, and nothing else', async () => {
    const files = await listFiles({ cwd: packageDir, packageManager: PackageManager.None });
    assert.deepEqual(files.sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'THIRD-PARTY-NOTICES.txt',
      'dist/extension.cjs',
      'dist/usage.css',
      'dist/usage.js',
      'docs/benchmarks.md',
      'docs/privacy.md',
      'docs/settings.md',
      'docs/troubleshooting.md',
      'docs/usage.md',
      'l10n/bundle.l10n.fr.json',
      'media/fill-selection.png',
      'media/ghost-text.png',
      'media/icon.png',
      'media/requests.png',
      'media/walkthrough-choose.png',
      'media/walkthrough-key.png',
      'media/walkthrough-list.png',
      'media/walkthrough-try.png',
      'package.json',
      'package.nls.fr.json',
      'package.nls.json',
    ]);
  });

  it('has a bundle of less than 370 KB that needs VS Code and Node alone', () => {
    const bundle = join(packageDir, manifest.main);
    assert.ok(statSync(bundle).size < 370_000, `${statSync(bundle).size} bytes`);
    const needed = readFileSync(bundle, 'utf8').matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g);
    const packages = [...needed].map(([, module]) => module!).filter((module) => !isBuiltin(module));
    assert.deepEqual([...new Set(packages)], ['vscode']);
    assert.equal(manifest.dependencies, undefined);
  });

  it('has in its bundle the packages of others that it needs, locked by their hashes', async () => {
    const map = JSON.parse(readFileSync(join(packageDir, `${manifest.main}.map`), 'utf8')) as { sources: string[] };
    const page = join(projectDir, 'src/usage/page/main.ts');
    const { metafile } = await build({ entryPoints: [page], bundle: true, write: false, metafile: true });
    const sources = [...map.sources, ...Object.keys(metafile.inputs).map((input) => `/${input}`)];
    const packages = sources.map((source) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]);
    assert.deepEqual([...new Set(packages.filter((name) => name !== undefined))].sort(), bundledPackages);
    const { packages: locked } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { integrity?: string; link?: boolean }>;
    };
    const unlocked = Object.entries(locked).filter(([path, { integrity }]) => path !== '' && !integrity);
    assert.deepEqual(unlocked, []);
  });

  it('has the notices of the packages in its bundle, and a list of them with their hashes', () => {
    const notices = readFileSync(join(packageDir, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const parts = notices.split(/^=+\n/m).slice(1);
    assert.deepEqual(
      parts.map((part) => part.split(/ [\d.]+ |,/)[0]),
      [...bundledPackages, 'Formats of secrets'],
    );
    for (const part of parts) assert.match(part, /Permission is hereby granted|Blue Oak Model License/);
    const sbom = JSON.parse(readFileSync(join(dir, 'dist/sbom.cdx.json'), 'utf8')) as {
      bomFormat: string;
      components: { name: string; version: string; hashes: { content: string }[] }[];
    };
    assert.equal(sbom.bomFormat, 'CycloneDX');
    assert.deepEqual(
      sbom.components.map(({ name }) => name),
      bundledPackages,
    );
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { version: string; integrity: string }>;
    };
    for (const { name, version, hashes } of sbom.components) {
      const locked = packages[`node_modules/${name}`]!;
      assert.equal(version, locked.version);
      assert.equal(hashes[0]!.content, Buffer.from(locked.integrity.slice(7), 'base64').toString('hex'));
    }
  });

  it('has pictures that are PNG, the icon 256 pixels wide and high', () => {
    const size = (file: string) => {
      const bytes = readFileSync(join(projectDir, file));
      assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
      return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    };
    assert.deepEqual(size(manifest.icon), [256, 256]);
    size('media/ghost-text.png');
  });
});

describe('client and engine', () => {
  it('run in a browser worker: nothing of Node is in their bundle, nor needed by it', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import { CompletionEngine } from './src/completion/engine.ts';
          import { MistralClient } from './src/mistral/client.ts';
          import { systemClock } from './src/base/clock.ts';
          const source = new MistralClient({ endpoint: 'https://api.mistral.ai', key: 'key', fetch });
          const engine = new CompletionEngine({ clock: systemClock, emit: () => undefined, cacheKey: 'key' });
          engine.configure({ source, model: 'codestral-latest', temperature: 0, maxTokens: 64, debounce: 0 });
          const context = { prefix: 'a', suffix: '', language: 'text', uri: 'file:///a.txt', explicit: true };
          done(engine.complete(context, new AbortController().signal));`,
        resolveDir: projectDir,
        loader: 'ts',
      },
      bundle: true,
      write: false,
      platform: 'browser', // which refuses Node's modules
      logLevel: 'silent',
    });
    const events =
      'data: {"choices":[{"index":0,"delta":{"content":"bc"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
    const headers = { 'content-type': 'text/event-stream' };
    // What a worker has of its own, and neither `process` nor `Buffer` nor `require`.
    const { AbortController, AbortSignal, DOMException, Event, EventTarget, TextDecoder, TextEncoder, URL } =
      globalThis;
    const { clearTimeout, performance, ReadableStream, Response, setTimeout } = globalThis;
    const suggestion = await new Promise<unknown>((done) => {
      vm.runInNewContext(outputFiles[0]!.text, {
        ...{ AbortController, AbortSignal, DOMException, Event, EventTarget, TextDecoder, TextEncoder, URL },
        ...{ clearTimeout, performance, ReadableStream, Response, setTimeout },
        fetch: () => Promise.resolve(new Response(events, { headers })),
        done,
      });
    });
    assert.equal((suggestion as { text: string }).text, 'bc');
  });
});

describe('package.json', () => {
  const { contributes, capabilities } = manifest;
  const settings = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Record<
    string,
    { scope?: string }
  >;

  it('lets each folder of a workspace exclude files', () => {
    const all = manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
    assert.equal(Object.fromEntries(all)['infill.exclude']?.scope, 'resource');
  });

  it('lets no workspace decide what is masked', () => {
    assert.equal(settings['infill.mask']?.scope, 'application');
    assert.equal(settings['infill.maskAroundCursor']?.scope, 'application');
  });

  it('lets no workspace, container or remote machine choose the endpoint, its encryption, or what a month may cost', () => {
    for (const name of ['endpoint', 'allowHttp', 'budget', 'prices'])
      assert.equal(settings[`infill.${name}`]?.scope, 'application');
    assert.equal(capabilities.untrustedWorkspaces.supported, 'limited');
    assert.ok(capabilities.untrustedWorkspaces.restrictedConfigurations.includes('infill.endpoint'));
  });

  it('lets an untrusted workspace say nothing of requests', () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    // What is excluded, or not sent since git ignores it can only grow by a workspace; a click costs nothing.
    const harmless = ['infill.exclude', 'infill.gitIgnored', 'infill.statusBarClick'];
    assert.deepEqual([...restrictedConfigurations, ...harmless].sort(), Object.keys(settings).sort());
  });

  it('has all settings under infill', () => {
    const names = Object.keys(settings);
    assert.deepEqual(
      names.filter((name) => !name.startsWith('infill.')),
      [],
    );
  });

  it('binds keys in the text of an editor alone, and none that VS Code or a keymap uses as a prefix', () => {
    for (const { command, key, mac, when } of contributes.keybindings) {
      assert.match(when ?? '', /(^|&& )editorTextFocus\b/, command);
      for (const keys of [key, mac ?? key]) assert.doesNotMatch(keys, / |^(ctrl|cmd|meta)\+[kx]\b/, command);
    }
    assert.ok(!contributes.keybindings.some(({ command }) => command === 'infill.toggleModel'));
  });

  it('titles every command', () => {
    const untitled = contributes.commands.filter(({ title, category }) => {
      const key = /^%(.*)%$/.exec(title)?.[1];
      return !key || !texts[key]?.trim() || category !== 'Infill';
    });
    assert.deepEqual(untitled, []);
  });

  it('has a walkthrough whose pictures, commands, settings and contexts there are', () => {
    const [walkthrough] = contributes.walkthroughs;
    assert.equal(walkthrough!.id, 'start'); // which the command Get Started opens
    const code = readdirSync(join(projectDir, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read(`src/${file}`))
      .join('\n');
    const isCommand = (id: string) => contributes.commands.some(({ command }) => command === id);
    for (const { description, media, completionEvents } of walkthrough!.steps) {
      assert.ok(existsSync(join(projectDir, media.image)), media.image);
      const text = texts[description.slice(1, -1)]!;
      for (const [, id] of text.matchAll(/\(command:(infill\.[\w.]+)\)/g)) assert.ok(isCommand(id!), id);
      for (const [, name] of text.matchAll(/openSettings\?%5B%22(infill\.\w+)%22%5D/g))
        assert.ok(settings[name!], name);
      for (const event of completionEvents) {
        const [kind, name = ''] = event.split(':');
        if (kind === 'onCommand') assert.ok(isCommand(name), name);
        else if (kind === 'onSettingChanged') assert.ok(settings[name], name);
        else if (kind === 'onContext') assert.ok(code.includes(`'${name}'`) || name.startsWith('infill.fill.'), name);
        else assert.equal(event, 'onStepSelected');
      }
    }
  });

  it('has a text for every key that it names, and names every text', () => {
    const named = [...read('package.json').matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(named)].sort(), Object.keys(texts).sort());
  });

  it('knows the API of the oldest VS Code that it runs on, which is tested', () => {
    const types = manifest.devDependencies['@types/vscode'];
    assert.equal(manifest.engines.vscode, `^${types}`);
    const oldest = Object.keys(versions)[0]!;
    assert.equal(oldest.replace(/\.\d+$/, ''), types?.replace(/\.\d+$/, ''));
  });

  it('asks for no proposed API, which a published extension may not use', () => {
    assert.equal(manifest.enabledApiProposals, undefined);
    assert.deepEqual(
      Object.keys(manifest.devDependencies).filter((name) => name.includes('proposed')),
      [],
    );
  });
});
