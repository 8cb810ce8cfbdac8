import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorBodies } from '../server/errorBodies.ts';
import { type Fault, type FimServer, promptOf, startFimServer } from '../server/fimServer.ts';
import { openSharedWindow, type Window } from './window/window.ts';

const baseSettings = { 'editor.quickSuggestions': false };

/** A fault and its effect for the user: the status bar's text, and the notification's button where there is one. */
interface Row {
  name: string;
  fault: Fault;
  status: RegExp;
  /** The button of the one notification; none where the failure may be temporary. */
  button?: string;
  /** Default: `warning`. */
  icon?: string;
  /** Text that came before the failure, and is shown. */
  shown?: string;
  /** The time-out that has to pass, in milliseconds. */
  timeOut?: number;
}

const stream = { 'content-type': 'text/event-stream' };
const detail = [{ type: 'less_than_equal', loc: ['body', 'max_tokens'], msg: 'Input should be less', input: 256 }];

const rows: Row[] = [
  {
    name: 'a wrong key',
    fault: { status: 401, body: errorBodies.unauthorized },
    status: /refuses the key \(401\): it is wrong, it belongs to another host, or its quota is used up/,
    button: 'Set API Key',
  },
  {
    name: 'a forbidden key',
    fault: { status: 403, body: { message: 'Forbidden' } },
    status: /does not allow this key/,
    button: 'Set API Key',
  },
  {
    name: 'a key that is not paid for',
    // VS Code would turn this into a link that runs the command.
    fault: { status: 402, body: { message: 'Pay [over there](command:infill.toggle) first' } },
    status: /wants to be paid for this key \(402\).*: Pay \[over there\] ?\(command:infill\.toggle\) first/,
    button: 'Set API Key',
  },
  {
    name: 'a used-up month',
    fault: { status: 429, body: '', headers: { 'x-ratelimit-remaining-tokens-month': '0' } },
    status: /too many requests \(429\)\. This key has no allowance for requests left/,
    button: 'Set API Key',
  },
  {
    name: 'an unknown model',
    fault: { status: 400, body: errorBodies.invalidModel('codestral-latest') },
    status: /does not know the model "codestral-latest"/,
    button: 'Switch to codestral-2508', // the next of the user's models
  },
  {
    name: '422',
    fault: { status: 422, body: errorBodies.validation(detail) },
    status: /refuses the request's fields \(422\): max_tokens: Input should be less/,
    button: 'Open Settings',
  },
  {
    name: 'no such address',
    fault: { status: 404, body: errorBodies.noRoute },
    status: /has no FIM API at this address \(404\)/,
    button: 'Open Settings',
  },
  {
    name: '429',
    fault: { status: 429, body: errorBodies.rateLimited },
    status: /rate-limited until .* too many requests \(429\)/,
    icon: 'clock',
  },
  { name: '500', fault: { status: 500 }, status: /cannot answer now \(500\)/ },
  { name: '503 for capacity', fault: { status: 503, body: errorBodies.capacityExceeded }, status: /overloaded.*later/ },
  { name: 'a connection that is reset', fault: { reset: true }, status: /connection to .* was lost/ },
  {
    name: 'a time-out before the headers',
    fault: { stall: 'headers' },
    status: /did not answer \(waited 64 s\)/,
    timeOut: 64_000,
  },
  {
    name: 'a time-out before the first text',
    fault: { text: 'alpha', stall: { tokens: 0 } },
    status: /sent no text \(waited 60 s\)/,
    timeOut: 60_000,
  },
  {
    name: 'a time-out in mid-stream',
    fault: { text: 'alpha beta gamma delta', stall: { tokens: 4 } },
    status: /stopped in the middle of its answer \(waited 5 s\)/,
    shown: 'alpha beta gamma',
    timeOut: 5_000,
  },
  {
    name: 'a stream that is cut off',
    fault: { text: 'alpha beta gamma', breakAt: { tokens: 2 } },
    status: /broke off its answer/,
  },
  {
    name: 'a body that is no JSON',
    fault: { status: 200, body: 'hello', headers: { 'content-type': 'application/json' } },
    status: /answered with a text instead of a completion/,
  },
  {
    name: 'a stream of something else',
    fault: { status: 200, body: 'data: hello\n\n', headers: stream },
    status: /127\.0\.0\.1:\d+ answered with a stream of something else than JSON objects instead of a completion\./,
  },
  {
    name: 'a line without end',
    fault: { status: 200, body: `data: ${'x'.repeat(4.2 * 1024 * 1024)}`, headers: stream },
    status: /sent more than 4 MB/,
  },
  {
    name: "a captive portal's page",
    fault: { status: 200, body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } },
    status:
      /127\.0\.0\.1:\d+ answered with a web page instead of a completion\. .* whether the network wants a sign-in/,
  },
  {
    name: 'a redirect',
    fault: { status: 307, body: '', headers: { location: 'http://127.0.0.1:9/' } },
    status: /sends on to another address, where the key does not go/,
  },
];

describe('when the host fails', () => {
  let server: FimServer;
  let window: Window;
  let text = '';

  before(async () => {
    server = await startFimServer();
    window = await openSharedWindow({
      settings: { ...baseSettings, 'infill.endpoint': server.url },
      env: { MISTRAL_API_KEY: 'test-key' },
    });
    await writeFile(join(window.folder, 'bad.txt'), '');
    await window.waitForStatus('Infill is ready: codestral-latest at 127.0.0.1');
    await window.openFile('bad.txt');
  });
  after(() => server.close());

  /** Types into the file. At the end it holds only that: no failure changes the user's text. */
  const type = async (key: string) => {
    await window.type(key);
    text += key;
  };

  /** A good answer appears when the user asks for it, and disappears with the next key. */
  const recovers = async () => {
    server.clearFaults();
    server.fault({ text: 'omega' }, { times: Infinity });
    await type('+');
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText('omega');
    await window.waitForStatus('Infill is ready');
    await window.press('Escape');
    await window.waitForGhostText(null);
    server.clearFaults();
    assert.equal(await window.editorText(), text);
  };

  const backToGood = async () => {
    // VS Code may call for the last key only after the change.
    assert.equal(server.counts.requests, 0);
    await window.changeSettings({ ...baseSettings, 'infill.endpoint': server.url });
    await window.waitForStatus('Infill is ready');
    await recovers();
  };

  for (const { name, fault, status, button, icon = 'warning', shown = null, timeOut } of rows) {
    it(`${name}: is reported once, and ghost text comes back afterwards`, async () => {
      server.reset();
      server.fault(fault, { times: Infinity });
      await type('x');
      if (timeOut) {
        if (shown) await window.waitForGhostText(shown);
        await window.letPass(timeOut);
      }
      const item = await window.waitForStatus(status);
      assert.deepEqual(item.icons, [icon]);
      if (button) {
        assert.equal(item.background, 'error');
        const notification = await window.waitForNotification(status);
        assert.deepEqual(notification.buttons, [button]);
        await window.command('Notifications: Clear All Notifications');
      }
      assert.deepEqual(await window.notifications(), []);

      // A time-out has no notification to repeat.
      if (!timeOut) {
        const before = server.counts.requests;
        await type('yyy');
        await window.command('Trigger Inline Suggestion');
        // Keys send nothing now; an explicit trigger does.
        const again = await server.waitForRequest((request) => promptOf(request) === text);
        await again.done;
        await window.waitForStatus(status);
        assert.equal(server.counts.requests, before + 1);
        assert.deepEqual(await window.notifications(), []);
      }
      assert.equal(await window.ghostText(), shown);
      await recovers();
    });
  }

  const unseen: [name: string, fault: Fault, shown: string | null][] = [
    ['an empty completion', { text: '' }, null],
    ['only white space', { text: ' \n\t\n ' }, null],
    ['a completion of 200 KB', { text: `alpha\n${'beta gamma\n'.repeat(19_000)}` }, 'alpha'],
    ['a stream in pieces of few bytes', { text: 'alpha', trickle: { bytes: 9, everyMs: 1 } }, 'alpha'],
    ['NUL and half characters', { text: 'al\u0000p\uD83Dha' }, 'alpha'],
  ];
  for (const [name, fault, shown] of unseen) {
    it(`${name}: is no failure`, async () => {
      server.reset();
      server.fault(fault, { times: Infinity });
      await type('x');
      const request = await server.waitForRequest(1);
      await request.done;
      await window.waitForStatus('Infill is ready');
      await window.waitForGhostText(shown);
      assert.deepEqual(await window.notifications(), []);
      await recovers();
    });
  }

  it('a server that is down: is reported, and ghost text comes back when it is up again', async () => {
    server.reset();
    const port = Number(new URL(server.url).port);
    await server.close();
    await type('x');
    const item = await window.waitForStatus(/refuses the connection: nothing listens there/);
    assert.equal(item.background, 'warning');
    assert.deepEqual(await window.notifications(), []);
    server = await startFimServer({ port });
    await recovers();
  });

  const unusable: [name: string, endpoint: string, status: RegExp][] = [
    ['an endpoint that is no URL', 'codestral', /The endpoint is not a URL/],
    ['an endpoint without encryption', 'http://example.com', /The endpoint is not encrypted/],
  ];
  for (const [name, endpoint, status] of unusable) {
    it(`${name}: is reported once, and ghost text comes back with a good one`, async () => {
      server.reset();
      await window.changeSettings({ ...baseSettings, 'infill.endpoint': endpoint });
      await window.waitForStatus(status);
      assert.deepEqual((await window.waitForNotification(status)).buttons, ['Open Settings']);
      await window.command('Notifications: Clear All Notifications');
      await type('xy');
      // VS Code asks 50 ms after a key (1.139.1), before a command of the palette.
      await window.command('Trigger Inline Suggestion');
      await window.command('infill.removeApiKey');
      await window.waitForNotification(status);
      assert.equal((await window.notifications()).length, 1);
      await window.command('Notifications: Clear All Notifications');
      await backToGood();
    });
  }

  it('a host that does not exist: is reported when the key is set, and while typing', async () => {
    server.reset();
    await window.changeSettings({ ...baseSettings, 'infill.endpoint': 'https://nowhere.invalid' });
    await window.waitForStatus('Infill has no API key for nowhere.invalid');
    await window.command('infill.setApiKey');
    await window.answer('a-key');
    await window.waitForNotification(/the key is stored, but could not be checked\. nowhere\.invalid was not found/);
    await window.command('Notifications: Clear All Notifications');
    await type('x');
    await window.waitForStatus(/nowhere\.invalid was not found\. Check the endpoint's spelling/);
    assert.ok(!(await window.notifications()).some((notification) => notification.text.includes('not found')));
    await backToGood();
  });

  it('a server without TLS: is reported', async () => {
    server.reset();
    // The status names the host alone: another name shows that the endpoint is in effect.
    const endpoint = server.url.replace('http://127.0.0.1', 'https://localhost');
    await window.changeSettings({ ...baseSettings, 'infill.endpoint': endpoint });
    await window.waitForStatus(/ at localhost:/);
    await type('x');
    await window.waitForStatus(/No secure connection to localhost/);
    assert.deepEqual(await window.notifications(), []);
    await backToGood();
  });

  // The last test, since the back-off goes on after it.
  it('429 with Retry-After: pauses as long, and an explicit trigger asks at once', async () => {
    server.reset();
    const headers = { 'retry-after': '50' };
    server.fault({ status: 429, body: errorBodies.rateLimited, headers }, { times: Infinity });
    await type('x');
    await window.waitForStatus(/Try again in 50 s/);
    const { requests } = server.counts;
    server.clearFaults();
    server.fault({ text: 'alpha' }, { times: Infinity });
    await type('yz');
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText('alpha');
    assert.equal(server.counts.requests, requests + 1);
  });
});
