import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { errorBodies } from '../../server/errorBodies.ts';
import { startFimServer } from '../../server/fimServer.ts';
import type { Fault, FimServer } from '../../server/fimServer.ts';
import { readByOfficial, readByOurs } from './bothClients.ts';
import type { ClientResult, Source } from './bothClients.ts';

const STREAMS = join('test', 'fixtures', 'streams');
const readStream = (name: string) => readFileSync(join(STREAMS, `${name}.sse`));

/** Differences of the clients: the result of each, and the reason for ours. */
interface Difference {
  ours: Partial<ClientResult>;
  official: Partial<ClientResult>;
  reason: string;
}

const WHOLE = { text: 'x', finishReason: 'stop', usage: [8, 3, 11] } satisfies ClientResult;
const SAID = { text: ' = 1;\n', finishReason: 'stop', usage: [2, 4, 6] } satisfies ClientResult;

const streamDifferences: Record<string, Difference> = {
  cutOff: {
    ours: { text: 'x', error: 'StreamBrokenError' },
    official: { text: 'x' },
    reason: 'an end without [DONE] and without a finish reason is a lost answer, not a short one',
  },
  empty: { ours: { error: 'StreamBrokenError' }, official: {}, reason: 'as for a stream that was cut off' },
  errorInStream: {
    ours: { text: 'x', error: 'SDKError 200' },
    official: { text: 'x', error: 'ZodError' },
    reason: "the server's own words are worth more than that they are no chunk",
  },
  noFinishReason: {
    ours: WHOLE,
    official: { error: 'ZodError' },
    reason: 'other servers leave finish_reason out of all chunks but the last',
  },
  notJson: {
    ours: { text: 'x', error: 'BodyError' },
    official: { text: 'x', error: 'ZodError' },
    reason: 'the same, by a name of ours',
  },
  nullUsage: { ours: WHOLE, official: { error: 'ZodError' }, reason: 'other servers send null for no usage yet' },
  ownFinishReason: {
    ours: WHOLE,
    official: { ...WHOLE, finishReason: 'eos' },
    reason: "another server's word for the end is a stop",
  },
  unterminated: {
    ours: WHOLE,
    official: { text: 'x' },
    reason: 'the last event counts without its empty line: it may carry the end of the text',
  },
};

/** A stream and one JSON answer, with the same fault. */
const faults: Record<string, Fault> = {
  'no fault': {},
  'invalid model': { status: 400, body: errorBodies.invalidModel('x') },
  'prompt too long': { status: 400, body: errorBodies.tooLong(300_000, 256_000) },
  unauthorized: { status: 401, body: errorBodies.unauthorized },
  'unauthorized, with request id': { status: 401, body: errorBodies.unauthorizedWithRequestId },
  forbidden: { status: 403 },
  'no route': { status: 404, body: errorBodies.noRoute },
  'rate limit': { status: 429, body: errorBodies.rateLimited },
  'rate limit, with code': { status: 429, body: errorBodies.rateLimitedWithCode },
  capacity: { status: 503, body: errorBodies.capacityExceeded },
  'server error in HTML': { status: 500, body: '<html>', headers: { 'content-type': 'text/html' } },
  'bad gateway without a body': { status: 502, body: '' },
  '422 as documented': { status: 422, body: errorBodies.validation(extraField()) },
  '422 in message': { status: 422, body: errorBodies.validationInMessage(extraField()) },
  '422 in message as text': { status: 422, body: errorBodies.validationInMessageText(extraField()) },
  '422 with code': { status: 422, body: errorBodies.validationWithCode(extraField()) },
  '422 that is no JSON': { status: 422, body: 'no' },
  reset: { reset: true },
  'broken at its first byte': { breakAt: 0 },
  'another content type': { headers: { 'content-type': 'application/octet-stream' } },
  'a web page': { body: '<html>', headers: { 'content-type': 'text/html' } },
  'a redirect': { status: 307, body: '', headers: { location: '/elsewhere' } },
};

const validationDifference: Difference = {
  ours: { error: 'HTTPValidationError 422 body.n' },
  official: { error: 'HTTPValidationError 422' },
  reason: 'the fields are read from all four shapes',
};

const faultDifferences: Record<string, Difference> = {
  '422 in message': validationDifference,
  '422 in message as text': validationDifference,
  '422 that is no JSON': {
    ours: { error: 'HTTPValidationError 422' },
    official: { error: 'SyntaxError' },
    reason: 'a 422 is one, whatever its body',
  },
  'broken at its first byte': {
    ours: { error: 'ConnectionError' },
    official: { error: 'TypeError' },
    reason: "fetch's error gets a name of ours",
  },
  'another content type': {
    ours: SAID,
    official: { error: 'SDKError 200' },
    reason: 'other servers mislabel their answers; the first character shows the format',
  },
  'a web page': {
    ours: { error: 'BodyError' },
    official: { error: 'SDKError 200' },
    reason: 'a captive portal differs from an API that answers with an error',
  },
  'a redirect': {
    ours: { error: 'BodyError' },
    official: { error: 'SDKError 404' },
    reason: 'the key goes to the host it was given for and follows no redirect',
  },
};

describe("our client and Mistral's own", () => {
  describe('agree on every recorded stream, except for the listed differences', () => {
    const names = readdirSync(STREAMS).map((file) => parse(file).name);
    for (const name of names) {
      it(name, () => agree(() => events([readStream(name)]), true, streamDifferences[name]));
    }

    it('list no difference that does not exist', () => {
      assert.deepEqual(
        Object.keys(streamDifferences).filter((name) => !names.includes(name)),
        [],
      );
    });
  });

  describe('agree on every pair of line ends', () => {
    // CR and LF, one after the other, are one line end.
    const ends = ['\n', '\r', '\r\n'].flatMap((line) => ['\n', '\r', '\r\n'].map((blank) => line + blank));
    for (const end of ends.filter((pair) => pair !== '\r\n')) {
      for (const cut of ['whole', 'byte by byte']) {
        it(`${JSON.stringify(end)}, ${cut}`, async () => {
          const bytes = Buffer.from(readStream('multiByte').toString().replaceAll('\n\n', end));
          const chunks = cut === 'whole' ? [bytes] : [...bytes].map((byte) => Buffer.of(byte));
          const result = await agree(() => events(chunks), true);
          assert.equal(result.text, '// ä€😀\n字');
        });
      }
    }
  });

  for (const end of ['\n\n', '\r\r', '\r\n\r\n']) {
    it(`agree at every split of a stream with ${JSON.stringify(end)}`, async () => {
      const bytes = Buffer.from(readStream('multiByte').toString().replaceAll('\n\n', end));
      for (let at = 1; at < bytes.length; at++) {
        const result = await agree(() => events([bytes.subarray(0, at), bytes.subarray(at)]), true);
        assert.equal(result.text, '// ä€😀\n字', `split at ${at}`);
      }
    });
  }

  describe("agree on the server's responses, except for the listed differences", () => {
    let server: FimServer;
    before(async () => {
      server = await startFimServer({ files: new Map([['one.ts', 'const one = 1;\n']]) });
    });
    afterEach(() => server.reset());
    after(() => server.close());
    const spoiled = (fault: Fault) => () => {
      server.reset();
      server.fault(fault);
      return server.url;
    };

    for (const [name, fault] of Object.entries(faults)) {
      for (const streamed of [true, false]) {
        it(`${name}, ${streamed ? 'streamed' : 'JSON'}`, () => agree(spoiled(fault), streamed, faultDifferences[name]));
      }
    }

    it('a stream broken before its end', () =>
      agree(spoiled({ breakAt: { tokens: 2 } }), true, {
        ours: { text: ' = 1', error: 'StreamBrokenError' },
        official: { text: ' = 1', error: 'TypeError' },
        reason: 'what fetch calls terminated is a stream that broke off; the text so far is on the error',
      }));

    it('a stream broken after [DONE]', () => {
      const body = readStream('tokens');
      return agree(spoiled({ body, breakAt: body.length }), true);
    });

    it('JSON broken before its end', () =>
      agree(spoiled({ breakAt: 20 }), false, {
        ours: { error: 'ConnectionError' },
        official: { error: 'TypeError' },
        reason: "fetch's error gets a name of ours",
      }));

    it('JSON that is none', () =>
      agree(spoiled({ body: '{"choices":' }), false, {
        ours: { error: 'BodyError' },
        official: { error: 'SyntaxError' },
        reason: 'the same, by a name of ours',
      }));
  });
});

/**
 * Asserts that both clients have the same result, or the listed ones. Each client gets its own response.
 * @returns our client's result
 */
async function agree(source: () => Source, streamed: boolean, difference?: Difference): Promise<ClientResult> {
  const nothing: ClientResult = { text: '', finishReason: null, usage: null };
  const ours = await readByOurs(source(), streamed);
  const official = await readByOfficial(source(), streamed);
  if (difference) {
    const expected = [difference.ours, difference.official].map((result) => ({ ...nothing, ...result }));
    assert.deepEqual([ours, official], expected, difference.reason);
  } else {
    assert.deepEqual(ours, official);
  }
  return ours;
}

/** A stream from the network, in these pieces. */
function events(chunks: readonly Uint8Array<ArrayBuffer>[]): () => Response {
  return () => {
    const rest = [...chunks];
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = rest.shift();
        if (next) controller.enqueue(next);
        else controller.close();
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
}

function extraField() {
  return [{ type: 'extra_forbidden', loc: ['body', 'n'], msg: 'Extra inputs are not permitted', input: 1 }];
}
