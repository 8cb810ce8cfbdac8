import assert from 'node:assert/strict';
import { arrivals, play } from '../../../bench/right/session.ts';
import { typed, unitOf } from '../../../bench/right/typist.ts';
import { type Case, cases } from './cases.ts';

describe('a right answer yields the right document', () => {
  for (const [kind, rows] of Object.entries(cases)) {
    describe(`risk: ${kind}`, () => {
      for (const row of rows) {
        for (const arrival of arrivals) {
          it(`${row.language}, ${arrival}: ${JSON.stringify(row.at)} + ${JSON.stringify(row.answer)}`, () =>
            check(row, arrival));
        }
      }
    });
  }
});

async function check(
  { language, at, answer, typed: along = '', documents, orNothing }: Case,
  arrival: 'whole' | 'slow',
) {
  const [before, after] = at.split('█') as [string, string];
  const unit = unitOf(documents[0]!);
  const keys = typed({ before, after }, along, language, unit);
  const said = { text: answer, finish: 'stop', arrival } as const;
  const played = await play(language, unit, { before, after }, keys, said, along !== '');
  assert.ok(played, 'the model was asked a second time');
  if (played.accepted.length === 0 && orNothing) return;
  const document = played.before + played.after;
  assert.ok(documents.includes(document), `${JSON.stringify(played.accepted)}\n${document}`);
}
