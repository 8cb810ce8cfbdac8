import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const projectDir = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(projectDir, file), 'utf8');

describe('SECURITY.md', () => {
  const text = read('SECURITY.md');
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (Claim|What|---)/.test(line));

  it('names a test for every claim', () => {
    assert.ok(rows.length > 20);
    assert.deepEqual(
      rows.filter((row) => !row.split(' | ').at(-1)!.startsWith('test/')),
      [],
    );
  });

  it('names tests that there are', () => {
    for (const named of rows.flatMap((row) => row.split(' | ').at(-1)!.split('; '))) {
      const file = /^test\/[\w/.]+\.ts/.exec(named)![0];
      assert.ok(existsSync(join(projectDir, file)), file);
      for (const [, title] of named.matchAll(/\*([^*]+)\*/g))
        assert.ok(read(file).replaceAll(' @each', '').includes(`it('${title}'`), `${file}: ${title}`);
    }
  });
});

describe('what is sent', () => {
  it('leaves by the client and its fetch alone', () => {
    const files = readdirSync(join(projectDir, 'src'), { recursive: true, encoding: 'utf8' });
    const senders = files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [file, waysOut(code(read(`src/${file}`)))] as const)
      .filter(([, ways]) => ways.length > 0);
    assert.deepEqual(Object.fromEntries(senders), {
      // Takes a fetch, and sends by it.
      'mistral/client.ts': ['fetch'],
      'mistral/wire/exchange.ts': ['fetch'],
      // Make the client, and give it theirs.
      'mistral/checkKey.ts': ['fetch'],
      'connection/connection.ts': ['fetch', 'fetchBySettings'],
      'connection/setApiKey.ts': ['fetch', 'fetchBySettings'],
      // Theirs.
      'connection/fetchBySettings.ts': [
        ...["'http'", "'https'"], // The one is a group of settings.
        ...['fetch', 'fetchByHttps', 'fetchBySettings', 'getBuiltinModule'],
      ],
      'connection/fetchByHttps.ts': ['fetchByHttps'],
      // Takes the names of files.
      'privacy/vscode/fileNames.ts': ['getBuiltinModule'],
      // Reads and writes the files of usage.
      'usage/vscode/usageFolder.ts': ['getBuiltinModule'],
    });
  });

  it('is found by any way out that there is', () => {
    const ways = [
      ...["import https from 'node:https'", "import { request } from 'http'", "process.getBuiltinModule('net')"],
      ...["import tls from 'tls'", "import('node:http2')", 'require(name)', "export * from 'dgram'", 'eval(text)'],
      ...['const { fetch: send } = globalThis', "globalThis['fetch']", 'new XMLHttpRequest()', 'new WebSocket(url)'],
      ...['navigator.sendBeacon(url)', 'new EventSource(url)', 'fetchBySettings(url)', 'fetchByHttps(https, url)'],
      ...["import { exec } from 'child_process'", "import { promises } from 'node:dns/promises'"],
    ];
    for (const way of ways) assert.notDeepEqual(waysOut(way), [], way);
    assert.deepEqual(waysOut("const page = 'https://console.mistral.ai'; const isNet = net > 0 && url.http;"), []);
  });
});

const modules = 'https?|http2|net|tls|dgram|dns|dns/promises|child_process|cluster|worker_threads|module|undici|vm';
const words =
  'fetch|fetchBySettings|fetchByHttps|XMLHttpRequest|WebSocket|WebTransport|EventSource|RTCPeerConnection|sendBeacon|importScripts|getBuiltinModule';

/** What in a code could send by itself, or get at what can: each once, in order. */
function waysOut(text: string): string[] {
  const module = `(?<=(?:\\bfrom|\\bimport|\\()\\s*)(['"\`])(?:node:)?(?:${modules})\\1`;
  const found = text.match(new RegExp(`${module}|\\b(?:${words})\\b|\\b(?:eval|import|require)\\(`, 'g'));
  return [...new Set(found)].sort();
}

/** Without comments. */
function code(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
}
