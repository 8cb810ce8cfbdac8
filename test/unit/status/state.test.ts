import assert from 'node:assert/strict';
import type { Failure } from '../../../src/connection/failure.ts';
import { message } from '../../../src/base/message.ts';
import { stateOf, type StatusFacts } from '../../../src/status/state.ts';

const facts: StatusFacts = {
  ...{ off: null, hasKey: true, failure: null, restUntil: null, asking: 0, isNothing: false, latencyMs: null },
  isSpent: false,
  filling: null,
};
const failure = (cause: string): Failure => {
  return { cause, message: message(''), severe: false, action: { title: '', command: '' } };
};

const cases: [name: string, facts: Partial<StatusFacts>, kind: string][] = [
  ['nothing else is known', {}, 'ready'],
  ['a request runs', { asking: 1, failure: failure('server') }, 'asking'],
  ['a selection is filled, off or not', { filling: 7, asking: 1, off: { scope: 'file' } }, 'filling'],
  ['the request of a fill is sent again', { filling: 'retrying', asking: 1, failure: failure('server') }, 'retrying'],
  ['the last answer had nothing', { isNothing: true }, 'nothing'],
  ['there is no key', { hasKey: false, asking: 1 }, 'noKey'],
  ['it is turned off, whatever else', { off: { scope: 'file' }, hasKey: false, failure: failure('key') }, 'off'],
  ['the endpoint is bad: no key can be looked up', { hasKey: false, failure: failure('endpoint') }, 'failing'],
  ['the host has had too many requests', { failure: failure('status 429'), restUntil: 7 }, 'limited'],
  ['the host is not found', { failure: failure('connection dns') }, 'offline'],
  ['the host cannot be reached', { failure: failure('connection unknown') }, 'offline'],
  ['the host refuses the connection', { failure: failure('connection refused') }, 'failing'],
  ['the budget is used up', { isSpent: true, isNothing: true }, 'spent'],
  ['the user has asked all the same', { isSpent: true, asking: 1 }, 'asking'],
  ['the host fails', { failure: failure('server'), isNothing: true }, 'failing'],
];

describe('the state', () => {
  for (const [name, some, kind] of cases) {
    it(`is ${kind} when ${name}`, () => assert.equal(stateOf({ ...facts, ...some }).kind, kind));
  }
});
