import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { plainText } from '../../../src/base/vscode/plainText.ts';
import { toEnglish, type Message } from '../../../src/base/message.ts';
import { type FimServer, startFimServer } from '../../server/fimServer.ts';
import { modelCard } from '../../server/models.ts';
import { linkInNotification } from '../../support/linkInNotification.ts';
import { BEFORE, type CallerName, callerNames, callers, GhostText, GOOD, type CallResult, KEY } from './callers.ts';
import { Gate } from './gate.ts';
import { type Expectation, type FaultCase, faultClasses, firstRest, goodOffer, locations, models } from './table.ts';
import { Tally } from './tally.ts';

const french = JSON.parse(readFileSync('l10n/bundle.l10n.fr.json', 'utf8')) as Record<string, string>;
const fimPath = '/v1/fim/completions';
const modelsPath = '/v1/models';

describe('the fault matrix', () => {
  const tally = new Tally();
  let server: FimServer;
  let elsewhere: FimServer;
  let gate: Gate;

  before(async () => {
    const files = new Map([['vault.ts', `${BEFORE}${GOOD}\n`]]);
    const options = { files, keys: [KEY], models: [modelCard(models)] };
    server = await startFimServer(options);
    elsewhere = await startFimServer(options);
    gate = new Gate(server.url);
    await gate.open();
    locations['the same host'] = { location: `${server.url}/v2` };
    locations['another host'] = { location: `${elsewhere.url}${fimPath}` };
  });
  after(async () => {
    await gate.close();
    await Promise.all([server, elsewhere].map((one) => one.close()));
    tally.print();
  });

  /** Runs one case: the fault, actions while it lasts, and the next good request. */
  async function run(name: CallerName, one: FaultCase): Promise<void> {
    const path = name === 'model list' ? modelsPath : fimPath;
    gate.swallowed = 0;
    if (one.gate?.isLater) await callers[name](gate.url).ask();
    if (one.gate?.refuses) await gate.close();
    server.reset();
    gate.fault = one.gate ?? null;
    server.fault(typeof one.fault === 'function' ? one.fault(name) : one.fault, { times: Infinity, path });
    const caller = callers[name](one.gate ? gate.url : server.url);
    const expected = one.expects(name);

    const over = new AbortController();
    const call = caller.ask().finally(() => over.abort());
    if (one.passes) {
      const passes = typeof one.passes === 'function' ? one.passes(name) : one.passes;
      const limit = caller.timeouts[passes];
      const isSecond = passes !== 'headersMs' && limit === caller.timeouts.headersMs;
      await (one.gate ? gate.whenSwallowed() : server.waitForRequest(1));
      await caller.clock.timers(limit, isSecond ? 2 : 1);
      while (!over.signal.aborted) await caller.clock.advance(limit);
    }
    const result = await call;
    const hasFailed = expected.says !== null || (name === 'model list' && expected.offered !== models);
    if (hasFailed) await caller.goOn();
    const sent = server.requests.length + gate.swallowed;
    assertResult(result, expected, caller.log);
    assert.equal(sent, one.gate?.refuses ? 0 : (expected.requests ?? 1), 'requests');

    server.clearFaults();
    gate.fault = null;
    if (one.gate?.refuses) await gate.open();
    if (hasFailed) {
      const again = await caller.again();
      assert.equal(again.words && toEnglish(again.words), null, 'the next good request is told of');
      assert.equal(again.offered, caller instanceof GhostText ? caller.good : goodOffer(name), 'the next good request');
      assert.equal(server.requests.length + gate.swallowed - sent, 1, 'requests for the next good answer');
    }
    assert.equal(elsewhere.requests.length, 0, 'requests to another host');
    tally.count(name, sent);
  }

  function assertResult(result: CallResult, { says, offered, rest }: Expectation, log: string[]): void {
    if (says === null) assert.equal(result.words && toEnglish(result.words), null, 'told');
    else {
      assert.ok(result.words, 'nothing is told');
      assert.match(toEnglish(result.words), says);
      assert.doesNotMatch(plainText(toEnglish(result.words)), linkInNotification);
      assertInFrench(result.words);
    }
    if (offered === 'whole words') assertWholeWords(result.offered);
    else assert.equal(result.offered, offered, 'offered');
    if (result.rest !== null && says !== null)
      assert.equal(Math.round(result.rest / 100), Math.round((rest ?? firstRest) / 100), 'rest');
    const written = log.join('\n');
    if (result.rest !== null) assert.match(written, /requests codestral-latest while typing/);
    for (const text of [written, result.words ? toEnglish(result.words) : '']) assertSecret(text);
  }

  for (const { name: className, cases } of faultClasses) {
    describe(className, () => {
      for (const name of callerNames) {
        const own = cases.filter((one) => (one.callers ?? callerNames).includes(name));
        if (own.length === 0) continue;
        it(`${name}: ${own.length} cases`, async () => {
          tally.begin(className);
          for (const one of own) {
            try {
              await run(name, one);
            } catch (error) {
              if (error instanceof Error) error.message = `${one.name}: ${error.message}`;
              throw error;
            }
          }
        });
      }
    });
  }
});

/** Neither key nor source text, nor a part of them. */
function assertSecret(text: string): void {
  for (const secret of [KEY.slice(0, 12), 'hushHush', 'plum pudding', 'vault']) {
    assert.ok(!text.includes(secret), `${secret} in: ${text}`);
  }
}

function assertInFrench({ template, values }: Message): void {
  assert.ok(french[template] !== undefined, `not in French: ${template}`);
  assert.doesNotMatch(toEnglish({ template, values }), /\{\d\}/);
  for (const value of values) if (typeof value === 'object') assertInFrench(value);
}

/** A beginning of the good text that ends at a word border. */
function assertWholeWords(offered: string | null): void {
  if (offered === null) return;
  assert.ok(GOOD.startsWith(offered), offered);
  assert.doesNotMatch(`${offered.at(-1)}${GOOD[offered.length] ?? ''}`, /^\w\w$/, offered);
}
