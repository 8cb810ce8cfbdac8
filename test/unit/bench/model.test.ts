import assert from 'node:assert/strict';
import { Model } from '../../bench/typing/model.ts';
import { commonPrefix } from '../../bench/typing/target.ts';
import { place } from './smallPlace.ts';

describe("the benchmark's model", () => {
  const model = new Model(place);
  const said = (typed: string) => model.answer({ prompt: place.head + typed, suffix: place.tail }).tokens.join('');

  it('gives the same answer to the same question', () => {
    const question = { prompt: `${place.head}\n  con`, suffix: place.tail };
    assert.deepEqual(model.answer(question), new Model(place).answer(question));
  });

  it('mostly continues like the body, and is sometimes wrong', () => {
    const wrong = Array.from({ length: place.body.length }, (_, at) => {
      const answer = said(place.body.slice(0, at));
      const rest = place.body.slice(at);
      return answer === '' || commonPrefix(answer, rest) < Math.min(4, rest.length);
    }).filter(Boolean).length;
    assert.ok(wrong > 0 && wrong < place.body.length / 3, `${wrong} of ${place.body.length}`);
  });

  it('continues after existing indentation', () => {
    const answers = ['\n    ', '\n  ', '\n'].map((typed) => said(typed).trimStart().slice(0, 5));
    assert.ok(answers.filter((answer) => answer === 'const').length >= 2, answers.join());
  });

  it('is empty for a prompt that does not show the place, and obeys max_tokens and stop', () => {
    assert.deepEqual(model.answer({ prompt: 'something else' }).tokens, []);
    const question = { prompt: `${place.head}\n  `, suffix: place.tail };
    assert.ok(model.answer({ ...question, max_tokens: 3 }).tokens.length <= 3);
    assert.ok(
      !model
        .answer({ ...question, stop: ['='] })
        .tokens.join('')
        .includes('='),
    );
  });
});
