import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { logEvent } from '../../../src/diagnostics/eventLog.ts';
import { SDKError } from '../../../src/mistral/errors/errors.ts';
import { message } from '../../../src/base/message.ts';

/** The lines that events make, with their level. */
function linesOf(...events: EngineEvent[]): string[] {
  const lines: string[] = [];
  const at = (level: string) => (line: string) => void lines.push(`${level} ${line}`);
  const log = {
    info: at('info'),
    debug: at('debug'),
    warn: at('warn'),
    error: at('error'),
  } as unknown as vscode.LogOutputChannel;
  for (const event of events) logEvent(log, event);
  return lines;
}

const ended = {
  type: 'ended',
  chunks: 3,
  id: 7,
  model: 'codestral-latest',
  received: 96,
  firstTextMs: 231.4,
  totalMs: 511.6,
  impossibleUsage: null,
} as const;

describe('the log', () => {
  it('has model, sizes, times and outcome of each request', () => {
    assert.deepEqual(
      linesOf(
        {
          type: 'requested',
          id: 7,
          model: 'codestral-latest',
          host: 'api.mistral.ai',
          language: 'go',
          prefix: 1204,
          suffix: 380,
          explicit: false,
        },
        {
          ...ended,
          outcome: 'complete',
          usage: { promptTokens: 411, completionTokens: 32, totalTokens: 443, cachedTokens: 0 },
          error: null,
        },
      ),
      [
        'info #7 requests codestral-latest while typing: 1204 characters before, 380 after',
        'info #7 codestral-latest complete: 96 characters, first text after 231 ms, 512 ms in all, 411 + 32 tokens',
      ],
    );
  });

  it('names reported tokens that cannot be', () => {
    const impossibleUsage = { promptTokens: 2 ** 53 - 1, completionTokens: 32, totalTokens: 0, cachedTokens: 7 };
    assert.deepEqual(linesOf({ ...ended, outcome: 'complete', usage: null, impossibleUsage, error: null }), [
      'info #7 codestral-latest complete: 96 characters, first text after 231 ms, 512 ms in all',
      'warn #7 the host reports 9007199254740991 + 32 tokens, 7 of them cached, which cannot be: usage counts an estimate',
    ]);
  });

  it('says why a request failed, without what the host quotes', () => {
    const response = {
      status: 500,
      contentType: null,
      body: 'const secret = 1',
      serverMessage: 'const secret = 1',
      type: null,
      code: null,
      requestId: null,
      retryAfterMs: null,
      noAllowance: false,
    };
    const error = new SDKError(message('the host cannot answer now (500).'), response);
    assert.deepEqual(linesOf({ ...ended, firstTextMs: null, received: 0, outcome: 'failed', usage: null, error }), [
      'error #7 codestral-latest failed: 0 characters, no text, 512 ms in all: SDKError: the host cannot answer now (500).',
    ]);
  });

  it('has nothing of the message of an error that is not its own', () => {
    const [line] = linesOf({ ...ended, outcome: 'failed', usage: null, error: new TypeError('const secret = 1') });
    assert.match(line!, /TypeError/);
    assert.doesNotMatch(line!, /secret/);
  });

  it('tells where shown text came from, for those who look closely', () => {
    assert.deepEqual(
      linesOf(
        { type: 'answered', origin: 'cache', shown: 12 },
        { type: 'nothing', origin: 'new request', reason: 'empty' },
      ),
      ['debug shows 12 characters from the cache', 'debug nothing to show from the new request: empty'],
    );
  });
});
