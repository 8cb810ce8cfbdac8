import assert from 'node:assert/strict';
import { extname, resolve } from 'node:path';
import { readCorpus } from '../../server/model/corpus.ts';
import { complete } from '../../server/model/model.ts';
import { findBodies } from './bodies.ts';

const LANGUAGES = ['.ts', '.py', '.go'];

describe('the demo workspace', () => {
  const files = readCorpus(resolve('test/fixtures/demo'));
  const sources = [...files].filter(([path]) => LANGUAGES.includes(extname(path)));
  const say = (prompt: string, suffix: string) =>
    complete(files, { model: 'codestral-latest', prompt, suffix, max_tokens: 256 }).tokens.join('');

  for (const language of LANGUAGES) {
    it(`has a body to type again in the functions of every ${language} file`, () => {
      const bodies = sources.filter(([path]) => extname(path) === language).flatMap((file) => findBodies(...file));
      assert.ok(bodies.length >= 15, `only ${bodies.length} functions`);
      const restored = bodies.filter(({ before, text, after }) => {
        const typed = text.slice(0, text.search(/\S/) + 3);
        return say(before + typed, after) === text.slice(typed.length);
      });
      assert.ok(restored.length > 0.9 * bodies.length, `${restored.length} of ${bodies.length} bodies come back`);
    });
  }

  it('has a completion at the beginning of nearly every line', () => {
    const places = sources.flatMap(([, text]) =>
      [...text.matchAll(/^\s*\S{3}(?=.*\S.*$)/gm)].map((match) => {
        const at = match.index + match[0].length;
        return { prompt: text.slice(0, at), suffix: text.slice(text.indexOf('\n', at)) };
      }),
    );
    const answered = places.filter(({ prompt, suffix }) => say(prompt, suffix) !== '');
    assert.ok(answered.length > 0.9 * places.length, `${answered.length} of ${places.length} lines`);
  });

  it('completes a new function like a similar one', () => {
    const [, stats = ''] = sources.find(([path]) => path.endsWith('stats.py')) ?? [];
    const head = '\n\ndef heaviest_days(parcels: Iterable[Parcel], now: datetime) -> int:\n    ';
    assert.match(say(stats + head, ''), /^days = \[parcel\.days_underway\(now\) for parcel in parcels\]\n/);
  });
});
