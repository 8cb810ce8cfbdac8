import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorBodies } from '../../server/errorBodies.ts';
import type { Fault } from '../../server/fimServer.ts';
import type { GateFault } from './gate.ts';
import { isThorough } from '../../support/property.ts';
import { BEFORE, type Caller, type CallerName, callerNames, GOOD, KEY } from './callers.ts';

/** The expected result of one caller. */
export interface Expectation {
  /** The message for the user; null for none. */
  says: RegExp | null;
  /** The offered text; `whole words`: any beginning of the good text that ends at a word border. */
  offered: string | null;
  /** Number of requests; default 1. */
  requests?: number;
  /** Time without requests while typing; default two seconds and the jitter. */
  rest?: number;
}

export type Limit = 'headersMs' | 'firstTextMs' | 'idleMs';

export interface FaultCase {
  name: string;
  fault: Fault | ((caller: CallerName) => Fault);
  /** A fault below HTTP; then the other one has no effect. */
  gate?: GateFault;
  expects: (caller: CallerName) => Expectation;
  /** The limit that has to pass before the caller gets a result. */
  passes?: Limit | ((caller: CallerName) => Limit);
  /** Default: all callers. */
  callers?: readonly CallerName[];
}

/** Faults of one kind. */
export interface FaultClass {
  name: string;
  cases: FaultCase[];
}

/** The clock's random value is 0.5, so a wait is longer by half of the jitter of 20 %. */
const jittered = (seconds: number) => Math.round(1_100 * seconds);
export const firstRest = jittered(2);
const refusedRest = jittered(300);

export const models = 'codestral-latest';
const listing = { object: 'list', data: [{ id: models, capabilities: { completion_fim: true } }] };
const answer = { choices: [{ index: 0, message: { role: 'assistant', content: GOOD }, finish_reason: 'stop' }] };
const readStream = (name: string) => readFileSync(join('test', 'fixtures', 'streams', `${name}.sse`), 'utf8');
/** Without the constant fields of each event, so that a case for each byte costs less. */
const shortStream = (name: string) => Buffer.from(readStream(name).replaceAll(/"object".*?(?="choices")/g, ''));
const [tokens, multiByte] = [shortStream('tokens'), shortStream('multiByte')];

const completing: readonly CallerName[] = ['ghost text', 'fill selection'];
const isCompleting = (caller: CallerName) => completing.includes(caller);

/** Number of requests for a failure that is retried if the user has asked explicitly: twice. */
const retried = (caller: CallerName): Partial<Expectation> => ({ requests: caller === 'ghost text' ? 1 : 3 });

/** What each caller offers where all is well. */
export function goodOffer(caller: CallerName): string {
  if (isCompleting(caller)) return GOOD;
  return caller === 'model list' ? models : 'works';
}

/** A good body for each caller. */
function goodBody(caller: CallerName): Uint8Array {
  if (isCompleting(caller)) return tokens;
  return Buffer.from(JSON.stringify(caller === 'key check' ? answer : listing));
}

const good = (caller: CallerName): Expectation => ({ says: null, offered: goodOffer(caller) });

/** A failure because of the host or the network, not the key. */
const fails = (says: RegExp, more: Partial<Expectation> = {}) => {
  return (caller: CallerName): Expectation => {
    const { requests = 1, ...ofCompletion } = more;
    if (isCompleting(caller)) return { says, offered: null, requests, ...ofCompletion };
    if (caller === 'model list') return { says: null, offered: 'answer', requests };
    return { says, offered: 'unchecked', requests };
  };
};
/** A failure that is retried if the user has asked explicitly. */
const failsRepeatedly = (says: RegExp) => (caller: CallerName) => fails(says, retried(caller))(caller);

/* Error responses */

interface Status {
  status: number;
  says: RegExp;
  rest?: number;
}

const statuses: Status[] = [
  { status: 400, says: /refuses the request \(400\)\. Check the model and the settings for it\./ },
  { status: 401, says: /refuses the key \(401\): it is wrong, it belongs to another host/, rest: refusedRest },
  { status: 402, says: /wants to be paid for this key \(402\)\. Check the key's plan/, rest: refusedRest },
  { status: 403, says: /does not allow this key to do that \(403\)/, rest: refusedRest },
  { status: 404, says: /has no FIM API at this address \(404\)\. Check the endpoint\./, rest: refusedRest },
  { status: 413, says: /takes no request of this size \(413\)/ },
  { status: 422, says: /refuses the request's fields \(422\)/ },
  { status: 429, says: /has had too many requests \(429\)\. / },
  ...[500, 502, 503, 504, 529].map((status) => ({ status, says: new RegExp(`cannot answer now \\(${status}\\)\\. `) })),
];

interface Body {
  name: string;
  body: unknown;
  /** The statuses that have it; default: all. */
  with?: readonly number[];
  /** Whether it is combined with all headers, not only with the first two sets. */
  isUsual?: true;
  /** Its expectations for some statuses; the others keep theirs. */
  but?: (status: number) => RegExp | undefined;
}

const entry = (type: string, msg: string, field = 'max_tokens') => [{ type, loc: ['body', field], msg, input: 256 }];
const tooLarge = entry('less_than_equal', 'Input should be less');
const at422 = (status: number) => (status === 422 ? /\(422\): max_tokens: Input should be less\. Change/ : undefined);
const unknownModel = (status: number) => ([400, 404].includes(status) ? /does not know the model/ : undefined);
const overloaded = (status: number) => (status === 429 || status >= 500 ? /The model is overloaded\. Try/ : undefined);
/** A host that echoes the request. */
const echo = `cannot take ${BEFORE} with ${KEY}`;
const huge = Buffer.alloc(4.2 * 1024 * 1024, 'x');

const bodies: Body[] = [
  { name: 'unauthorized', body: errorBodies.unauthorized },
  { name: 'unauthorized with a request id', body: errorBodies.unauthorizedWithRequestId },
  { name: 'no route', body: errorBodies.noRoute },
  { name: 'invalid model', body: errorBodies.invalidModel(models), but: unknownModel },
  {
    name: 'too long',
    body: errorBodies.tooLong(40_000, 32_768),
    but: (status) => (status === 400 ? /more than the model's context holds \(400\)/ : unknownModel(status)),
  },
  { name: 'validation', body: errorBodies.validation(tooLarge), but: at422 },
  { name: 'validation in message', body: errorBodies.validationInMessage(tooLarge), but: at422 },
  { name: 'validation in message text', body: errorBodies.validationInMessageText(tooLarge), but: at422 },
  { name: 'validation with code', body: errorBodies.validationWithCode(tooLarge), but: at422 },
  { name: 'rate limited', body: errorBodies.rateLimited, isUsual: true },
  { name: 'rate limited with code', body: errorBodies.rateLimitedWithCode },
  {
    name: 'capacity exceeded',
    body: errorBodies.capacityExceeded,
    isUsual: true,
    but: (status) => overloaded(status) ?? (status === 404 ? unknownModel(status) : undefined),
  },
  { name: 'no body', body: '', isUsual: true },
  { name: 'a page', body: '<!doctype html><title>Bad gateway</title>', isUsual: true },
  { name: 'garbage', body: Uint8Array.from({ length: 64 }, (_, at) => (at * 151) % 256) },
  { name: 'a link', body: { message: 'Pay [over there](command:workbench.action.quit) first' } },
  { name: 'an echo', body: { message: echo } },
  { name: 'an echo in detail', body: { detail: [{ type: echo, loc: ['body', echo], msg: echo, input: echo }] } },
  {
    name: 'a validation with thousands of entries',
    body: { detail: Array.from({ length: 30_000 }, () => tooLarge[0]) },
    with: [400, 422],
    but: (status) =>
      status === 422 ? /\(422\): (max_tokens: Input should be less(; )?){3} \(and 29997 more\)\. Change/ : undefined,
  },
  { name: '4.2 MB', body: huge, with: [400, 401, 429, 503] },
];

interface Header {
  name: string;
  headers: Record<string, string>;
  /** The statuses that have it; default: all. */
  with?: readonly number[];
  says?: RegExp;
  /** Minimum time without requests, in milliseconds. */
  rest?: number;
  /** It asks for a longer wait than a retry waits, or says that no wait helps. */
  isFinal?: true;
}

const noAllowance = /This key has no allowance for requests left: check its plan\./;
const waits: readonly number[] = [429, 500, 502, 503, 504, 529];
const retriedStatuses: readonly number[] = [429, 500, 502, 503, 504];
const minute = { 'x-ratelimit-limit-req-minute': '60', 'x-ratelimit-remaining-req-minute': '0' };

const headerSets: Header[] = [
  { name: 'no headers', headers: {} },
  { name: 'Retry-After: 7', headers: { 'retry-after': '7' }, says: /Try again in 7 s/, rest: 7_000, isFinal: true },
  { name: 'Retry-After: 0', headers: { 'retry-after': '0' } },
  { name: 'Retry-After of sense in no way', headers: { 'retry-after': 'soon' }, with: waits },
  {
    name: 'Retry-After with a day long past',
    headers: { 'retry-after': 'Wed, 01 Jan 1969 00:00:00 GMT' },
    with: waits,
  },
  {
    name: 'Retry-After of a year',
    headers: { 'retry-after': '31536000' },
    with: [429, 503],
    rest: 3_600_000,
    isFinal: true,
  },
  { name: 'nothing left of the minute', headers: minute, with: [429], rest: 60_000 },
  {
    name: 'no allowance',
    headers: { 'x-ratelimit-limit-req-minute': '0', 'retry-after': '1' },
    with: [429],
    says: noAllowance,
    rest: refusedRest,
    isFinal: true,
  },
  {
    name: 'nothing left of the month',
    headers: { 'x-ratelimit-limit-tokens-month': '1000000', 'x-ratelimit-remaining-tokens-month': '0' },
    with: [429],
    says: noAllowance,
    rest: refusedRest,
    isFinal: true,
  },
];

function errorCase({ status, says, rest = firstRest }: Status, { name, body, but }: Body, header: Header): FaultCase {
  const special = but?.(status);
  const isModel = special !== undefined && special.source === unknownModel(400)!.source;
  const isRetried = retriedStatuses.includes(status) && !header.isFinal;
  const expects = (caller: CallerName): Expectation => {
    const { requests = 1 } = isRetried ? retried(caller) : {};
    if (caller === 'model list') return { says: null, offered: status === 404 ? 'list' : 'answer', requests };
    // The host has checked the model, so it has accepted the key.
    if (!isCompleting(caller) && isModel) return { says: special, offered: 'unknownModel' };
    const offered = isCompleting(caller) ? null : [401, 403].includes(status) ? 'refused' : 'unchecked';
    const waited =
      waits.includes(status) && (special === undefined || header.says === noAllowance) ? header.says : undefined;
    const longest = Math.max(isModel ? refusedRest : rest, header.rest ?? 0);
    return { says: waited ?? special ?? says, offered, requests, rest: longest };
  };
  return { name: `${status}, ${name}, ${header.name}`, fault: { status, body, headers: header.headers }, expects };
}

const comesWith =
  ({ status }: Status) =>
  (one: Body | Header) =>
    (one.with ?? [status]).includes(status);

const errorClasses: FaultClass[] = statuses.map((one) => ({
  name: `status ${one.status}`,
  cases: bodies.filter(comesWith(one)).flatMap((body) =>
    headerSets
      .slice(0, body.isUsual ? undefined : 2)
      .filter(comesWith(one))
      .map((header) => errorCase(one, body, header)),
  ),
}));

const sendingFields: readonly CallerName[] = [...completing, 'key check'];
const azure = "Extra parameters ['max_tokens'] are not allowed when extra-parameters is not set or set to be 'error'.";

const unknownField: FaultClass = {
  name: 'a field that the host does not know',
  cases: [
    {
      name: 'is left out from then on',
      fault: { status: 422, body: errorBodies.validation(entry('extra_forbidden', 'Extra inputs', 'max_tokens')) },
      // Repeats the request without it, and then omits it.
      expects: (caller) => ({ ...fails(/refuses the request's fields \(422\): max_tokens/)(caller), requests: 2 }),
      callers: completing,
    },
    {
      name: 'is left out after a 400',
      fault: { status: 400, body: { error: { code: 'Bad Request', message: azure, status: 400 } } },
      expects: (caller) => ({ ...fails(/refuses the request \(400\).*Extra parameters/)(caller), requests: 2 }),
      callers: completing,
    },
    {
      name: 'is left out after an error with the status 200',
      fault: () => ({ body: dataLine(JSON.stringify({ error: { code: 400, message: azure } })), headers: asStream }),
      expects: (caller) => ({ ...fails(/refuses the request \(400\).*Extra parameters/)(caller), requests: 2 }),
      callers: completing,
    },
  ],
};

/* Answers that look good */

const choice = (more: object) => ({ choices: [{ index: 0, ...more }] });
const events = (...chunks: object[]) =>
  [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map(dataLine).join('');
const dataLine = (data: string) => `data: ${data}\n\n`;
const asStream = { 'content-type': 'text/event-stream' };
/** The answer as a stream to completions, and as JSON to the check of a key. */
const asEvents =
  (chunk: object, whole = chunk) =>
  (caller: CallerName): Fault =>
    isCompleting(caller) ? { body: events(chunk), headers: asStream } : { body: whole };
const withoutCompletion = /answered with (a stream|JSON) without a completion/;
const providerDown = { error: { code: 502, message: 'Provider disconnected' } };

const lookalikes: FaultClass = {
  name: 'no completion with the status 200',
  cases: (
    [
      ['choices that stay empty', asEvents({ choices: [], usage: { prompt_tokens: 8 } }), withoutCompletion],
      ['a choice with another field', asEvents(choice({ output: GOOD, finish_reason: 'stop' })), withoutCompletion],
      [
        'an error beside choices',
        asEvents({ ...choice({ delta: { content: '' } }), ...providerDown }),
        /\(502\).*Provider/,
      ],
      [
        'an unknown path',
        { body: { error: 'Unexpected endpoint or method. (POST /v1/fim/completions)' } },
        /has no FIM API at this address \(404\)/,
        refusedRest,
      ],
      ['a limited rate', { body: { error: { code: 429, message: 'Slow down' } } }, /too many requests \(429\)/],
    ] as const
  ).map(([name, fault, says, rest]) => ({
    name,
    fault,
    expects: fails(says, rest === undefined ? {} : { rest }),
    callers: sendingFields,
  })),
};

const otherForms: FaultClass = {
  name: 'a completion in another form',
  cases: [
    {
      name: 'text of text completions',
      fault: asEvents(choice({ text: GOOD, finish_reason: 'stop' })),
      expects: (caller) => good(caller),
      callers: sendingFields,
    },
    {
      name: 'an error after the finish reason',
      fault: {
        body: events(choice({ delta: { content: GOOD }, finish_reason: 'stop' }), providerDown),
        headers: asStream,
      },
      expects: (caller) => good(caller),
      callers: sendingFields,
    },
  ],
};

/* What goes wrong on the way */

const lost = /The connection to .* was lost\. Try again/;
const brokeOff = /broke off its answer\. Try again/;
/** Bytes that are neither events nor JSON; the message depends on the content type. */
const aText = /a text instead|broke off/;

/** After the event with the finish reason, a stream is complete. */
const finishedAt = tokens.lastIndexOf('\n\ndata: [DONE]');

/** Each byte; for `npm run check` every seventh. */
function positions(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at).filter((at) => isThorough || at % 7 === 0);
}

const broken: FaultClass = {
  name: 'broken at each byte',
  cases: positions(tokens.length + 1).map((at) => ({
    name: `byte ${at}`,
    fault: (caller: CallerName) => ({ body: goodBody(caller), breakAt: at }),
    expects: (caller: CallerName) => {
      const isWhole = isCompleting(caller) && at >= finishedAt;
      if (isWhole) return good(caller);
      // The headers have come, after which nothing is retried.
      return fails(isCompleting(caller) && at > 0 ? brokeOff : lost, brokenOffer(caller))(caller);
    },
    callers: callerNames.filter((caller) => at <= goodBody(caller).length),
  })),
};

/** Ghost text shows nothing of a failed answer; a fill keeps what has come. */
function brokenOffer(caller: CallerName): Partial<Expectation> {
  return { offered: caller === 'fill selection' ? 'whole words' : null };
}

const split: FaultClass = {
  name: 'split at each byte',
  cases: [
    ...positions(multiByte.length).map((at) => ({
      name: `byte ${at}`,
      fault: { body: multiByte, split: [at] },
      expects: (caller: CallerName) => ({ says: null, offered: multiByteText[caller === 'ghost text' ? 0 : 1]! }),
      callers: completing,
    })),
    {
      name: 'all of them',
      fault: (caller) => ({ body: goodBody(caller), trickle: { bytes: 1, everyMs: 0 } }),
      expects: good,
    },
    {
      name: 'slowly',
      fault: (caller) => ({ body: goodBody(caller), trickle: { bytes: 40, everyMs: 2 } }),
      expects: good,
    },
  ],
};
/** Ghost text shows a line. */
const multiByteText = ['// ä€😀', '// ä€😀\n字'];

const page = /answered with a web page instead of a completion/;
const whole = (headers: Record<string, string>) => (caller: CallerName) => ({ body: goodBody(caller), headers });
const only = (body: unknown, more: Fault = {}): Fault => ({ body, ...more });

const wrongType: FaultClass = {
  name: 'wrong content type',
  cases: [
    ...['text/plain', 'application/json', 'text/event-stream', 'application/octet-stream', ''].map((type) => ({
      name: `a good answer as ${type === '' ? 'nothing' : type}`,
      fault: whole({ 'content-type': type }),
      expects: good,
    })),
    ...['text/html', 'application/json', 'text/event-stream'].map((type) => ({
      name: `a page as ${type}`,
      fault: only('<!doctype html><title>Sign in</title>', { headers: { 'content-type': type } }),
      expects: fails(page),
    })),
    {
      name: 'a text',
      fault: only('hello', { headers: { 'content-type': 'text/plain' } }),
      expects: fails(/a text instead/),
    },
    {
      name: 'nothing',
      fault: only('', { headers: { 'content-type': 'application/json' } }),
      expects: fails(/nothing instead/),
    },
    { name: 'no JSON', fault: only('{"choices": [oops]}'), expects: fails(/broken JSON instead/) },
    { name: 'other JSON', fault: only({ hello: 1 }), expects: fails(/JSON without a completion instead/) },
    {
      name: 'garbage',
      fault: only(Uint8Array.from([0xff, 0xfe, 0, 1, 2, 0x80])),
      expects: fails(aText),
    },
    { name: 'no gzip', fault: whole({ 'content-encoding': 'gzip' }), expects: fails(lost) },
    { name: 'no content', fault: only('', { status: 204 }), expects: fails(/nothing instead|broke off/) },
  ],
};

const withinStream: FaultClass = {
  name: 'an error within the stream',
  cases: (
    [
      ['errorInStream', /reported an error in the middle of its answer/],
      ['modelError', /The model stopped with an error/],
      ['notJson', /a stream of something else than JSON objects/],
      ['cutOff', brokeOff],
      ['empty', brokeOff],
    ] as const
  ).map(([name, says]) => ({
    name,
    fault: only(readStream(name), { headers: { 'content-type': 'text/event-stream' } }),
    expects: fails(says),
    callers: completing,
  })),
};

const event = (content: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
const tooMuch = /sent more than 4 MB/;

const oversize: FaultClass = {
  name: 'oversize',
  cases: [
    { name: 'one line', fault: only(Buffer.concat([Buffer.from('data: '), huge])) },
    { name: 'one line of nothing known', fault: only(huge), says: aText },
    { name: 'one event of many lines', fault: only(`data: ${'x'.repeat(1_000)}\n`.repeat(4_300)) },
    { name: 'JSON', fault: only(Buffer.concat([Buffer.from('{"a":"'), huge])) },
  ].map(({ name, fault, says = tooMuch }) => ({
    name,
    fault,
    expects: fails(says),
  })),
};

/** An endless stream is cut where no one needs more of it. */
const endless: FaultClass = {
  name: 'a stream without end',
  cases: [
    {
      name: 'of text',
      fault: only(Array.from({ length: 6_000 }, (_, line) => event(`const x${line} = ${line};\n`)).join('')),
      expects: () => ({ says: null, offered: 'const x0 = 0;' }),
      callers: ['ghost text'],
    },
  ],
};

const redirects: FaultClass = {
  name: 'redirect',
  cases: [301, 302, 303, 307, 308].flatMap((status) =>
    ['the same host', 'another host', 'nowhere'].map((where) => ({
      name: `${status} to ${where}`,
      fault: (): Fault => ({ status, body: '', headers: locations[where]! }),
      expects: fails(/sends on to another address, where the key does not go/),
    })),
  ),
};
/** Set when the servers are up. */
export const locations: Record<string, Record<string, string>> = { nowhere: {} };

const noText = /sent no text \(waited \d+ s\)/;
const inTheMiddle = /stopped in the middle of its answer \(waited \d+ s\)/;

const stalled: FaultClass = {
  name: 'stall and delay',
  cases: [
    {
      name: 'before the headers',
      fault: { stall: 'headers' },
      passes: 'headersMs',
      expects: late(/did not answer \(waited \d+ s\)/),
    },
    {
      name: 'delay beyond the limit',
      fault: { delayHeaders: 600_000 },
      passes: 'headersMs',
      expects: late(/did not answer \(waited \d+ s\)/),
    },
    {
      name: 'before the first byte',
      fault: (caller) => ({ body: goodBody(caller), stall: 0 }),
      passes: 'firstTextMs',
      expects: late(noText),
    },
    {
      name: 'in the first event',
      fault: (caller) => ({ body: goodBody(caller), stall: 20 }),
      passes: (caller) => (isCompleting(caller) ? 'firstTextMs' : 'idleMs'),
      expects: late(noText, inTheMiddle),
    },
    {
      name: 'after the first text',
      fault: { stall: { tokens: 2 } },
      passes: 'idleMs',
      expects: late(/stopped in the middle of its answer \(waited 5 s\)/),
      callers: completing,
    },
    {
      name: 'in an error',
      fault: { status: 503, body: '{"message": "busy"}', stall: 5 },
      passes: 'idleMs',
      expects: fails(/cannot answer now \(503\)/),
    },
  ],
};

/** @param ofBody for a body that is read whole, if different */
function late(says: RegExp, ofBody = says) {
  return (caller: CallerName) => fails(caller === 'key check' ? ofBody : says, { offered: 'whole words' })(caller);
}

const reset: FaultClass = {
  name: 'reset',
  cases: [
    { name: 'before the headers', fault: { reset: true }, expects: failsRepeatedly(lost) },
    {
      name: 'without the bytes that were promised',
      fault: (caller) => ({
        body: goodBody(caller).subarray(0, 40),
        headers: { 'content-length': '400' },
        breakAt: 40,
      }),
      expects: (caller) => fails(isCompleting(caller) ? brokeOff : lost)(caller),
    },
  ],
};

const silent = { passes: 'headersMs', expects: late(/did not answer \(waited \d+ s\)/) } as const;
const halfOpen: [string, GateFault, Pick<FaultCase, 'passes' | 'expects'>][] = [
  ['takes the request, and says nothing', {}, silent],
  ['is silent on a connection that has worked', { isLater: true }, silent],
  ['stops in the headers', { says: 'HTTP/1.1 200 OK\r\nContent-Ty' }, silent],
  ['ends without an answer', { ends: true }, { expects: failsRepeatedly(lost) }],
  ['ends a connection that has worked', { ends: true, isLater: true }, { expects: failsRepeatedly(lost) }],
  [
    'speaks something else',
    { says: 'SSH-2.0-OpenSSH_9.6\r\n' },
    { expects: failsRepeatedly(/answers with something that is no HTTP/) },
  ],
  ['is not there', { refuses: true }, { expects: fails(/refuses the connection: nothing listens there/) }],
];

const connections: FaultClass = {
  name: 'half-open connection',
  cases: halfOpen.map(([name, gate, rest]) => ({ name, fault: {}, gate, ...rest })),
};

export const faultClasses: FaultClass[] = [
  ...errorClasses,
  ...[
    unknownField,
    lookalikes,
    otherForms,
    broken,
    split,
    wrongType,
    withinStream,
    oversize,
    endless,
    redirects,
    stalled,
    reset,
    connections,
  ],
];
export type { Caller };
