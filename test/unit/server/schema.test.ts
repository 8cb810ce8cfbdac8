import assert from 'node:assert/strict';
import { validate } from '../../server/schema.ts';

const problems = (fields: object): string[] => {
  const checked = validate(JSON.stringify({ model: 'codestral-latest', prompt: 'x', ...fields }));
  return 'detail' in checked ? checked.detail.map(({ loc, type }) => `${loc.join('.')}: ${type}`) : [];
};

describe("the FIM server's schema", () => {
  const good: [field: string, ...values: unknown[]][] = [
    ['model', 'codestral-2508', null],
    ['suffix', '', 'text', null],
    ['temperature', 0, 1.5, null],
    ['top_p', 0, 1],
    ['max_tokens', 0, 4096, null],
    ['min_tokens', 0, 1, null],
    ['stream', true, false],
    ['stop', 'x', ['x', 'y'], []],
    ['random_seed', 0, 42, null],
    ['metadata', {}, { a: 1 }, null],
    ['prompt_cache_key', 'key', null],
  ];
  for (const [field, ...values] of good) {
    it(`accepts ${field}: ${JSON.stringify(values)}`, () => {
      for (const value of values) assert.deepEqual(problems({ [field]: value }), []);
    });
  }

  const bad: [field: string, value: unknown, type: string][] = [
    ['model', 1, 'string_type'],
    ['prompt', null, 'string_type'],
    ['suffix', 1, 'string_type'],
    ['temperature', 1.51, 'less_than_equal'],
    ['temperature', -0.1, 'greater_than_equal'],
    ['temperature', '0.2', 'float_type'],
    ['top_p', 1.1, 'less_than_equal'],
    ['top_p', null, 'float_type'],
    ['max_tokens', -1, 'greater_than_equal'],
    ['max_tokens', 1.5, 'int_from_float'],
    ['min_tokens', '1', 'int_type'],
    ['random_seed', -1, 'greater_than_equal'],
    ['stream', null, 'bool_type'],
    ['stop', null, 'string_type'],
    ['stop', ['x', 1], 'string_type'],
    ['metadata', [], 'dict_type'],
    ['prompt_cache_key', 1, 'string_type'],
    ['n', 1, 'extra_forbidden'],
    ['toString', 1, 'extra_forbidden'],
    ['max_completion_tokens', 1, 'extra_forbidden'],
  ];
  for (const [field, value, type] of bad) {
    it(`rejects ${field}: ${JSON.stringify(value)}`, () => {
      assert.deepEqual(problems({ [field]: value }), [`body.${field}: ${type}`]);
    });
  }

  it('lists all errors, missing fields first', () => {
    const checked = validate('{"top_p":2,"extra":1}');
    assert.deepEqual('detail' in checked && checked.detail, [
      { type: 'missing', loc: ['body', 'model'], msg: 'Field required', input: { top_p: 2, extra: 1 } },
      { type: 'missing', loc: ['body', 'prompt'], msg: 'Field required', input: { top_p: 2, extra: 1 } },
      {
        type: 'less_than_equal',
        loc: ['body', 'top_p'],
        msg: 'Input should be less than or equal to 1',
        ctx: { le: 1 },
        input: 2,
      },
      { type: 'extra_forbidden', loc: ['body', 'extra'], msg: 'Extra inputs are not permitted', input: 1 },
    ]);
  });

  it('rejects anything but a JSON object', () => {
    for (const [body, type] of [
      ['{', 'json_invalid'],
      ['', 'json_invalid'],
      ['[]', 'dict_type'],
      ['null', 'dict_type'],
    ] as const) {
      const checked = validate(body);
      assert.equal('detail' in checked && checked.detail[0]?.type, type);
    }
  });
});
