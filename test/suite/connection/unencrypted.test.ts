import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, startFimServer } from '../../server/fimServer.ts';
import { accept, closeEditors, messagesOf, open, setting, testKey, trigger, until } from '../harness.ts';

describe('a host without encryption', () => {
  const originalFetch = globalThis.fetch;
  let server: FimServer;

  before(async () => {
    server = await startFimServer();
    // The name leads to the server on this machine.
    globalThis.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      return originalFetch(url.host === 'gpu.test:8080' ? server.url + url.pathname : input, init);
    };
  });
  after(async () => {
    globalThis.fetch = originalFetch;
    await closeEditors();
    await setting('endpoint', undefined);
    await setting('allowHttp', undefined);
    await server.close();
  });
  const setKey = () => messagesOf(async () => await vscode.commands.executeCommand('infill.setApiKey', testKey));

  it('gets nothing, not even the key, unless the user lists it', async () => {
    await setting('endpoint', 'http://gpu.test:8080');
    const [message] = await setKey();
    assert.match(message!, /^Infill: The endpoint is not encrypted\..* infill\.allowHttp\./);
    assert.equal(server.requests.length, 0);
  });

  it('is used once the user lists it, with a warning that names what can be read', async () => {
    const messages = await messagesOf(async (shown) => {
      await setting('allowHttp', ['gpu.test']);
      await until('the warning', () => shown.some((text) => text.includes('nothing is encrypted')));
    });
    assert.deepEqual(messages, [
      'Infill: nothing is encrypted on the way to gpu.test:8080. Anyone in the network, and a proxy, can read and change your API key, the text around the cursor, snippets of other files, and the answers. | Open Settings',
    ]);
    assert.deepEqual(await setKey(), ['Infill: the key for gpu.test:8080 works and is stored.']);
    server.fault({ text: 'bar' }, { times: Infinity });
    const editor = await open('foo█');
    await trigger();
    assert.equal(await accept(editor), 'foobar');
  });

  it('is named in one warning only, however often it is used', async () => {
    const messages = await messagesOf(async () => {
      await setting('endpoint', 'http://localhost:1');
      await setting('endpoint', 'http://gpu.test:8080');
      assert.deepEqual(await setKey(), ['Infill: the key for gpu.test:8080 works and is stored.']);
    });
    assert.deepEqual(
      messages.filter((message) => message.includes('encrypted')),
      [],
    );
  });
});
