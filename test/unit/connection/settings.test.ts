import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isEnabled, readSettings, textOfSettings } from '../../../src/connection/settings.ts';

interface Contributed {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Record<string, { readonly default?: unknown }> }[];
  };
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Contributed;
const defaults = new Map(
  contributes.configuration.flatMap(({ properties }) =>
    Object.entries(properties).map(([name, { default: value }]) => [name.replace('infill.', ''), value]),
  ),
);

/** The settings of a user who has set these, and no others. @param more other levels of each setting */
function settingsOf(set: Record<string, unknown>, workspace: Record<string, unknown> = {}, more: object = {}) {
  const get = (name: string) => (name in set ? set[name] : defaults.get(name));
  const inspect = (name: string) => ({
    key: name,
    defaultValue: defaults.get(name),
    globalValue: set[name],
    workspaceValue: workspace[name],
    ...more,
  });
  return readSettings({ get, inspect } as Parameters<typeof readSettings>[0], []);
}

const bad: [name: string, values: unknown[]][] = [
  ['endpoint', ['', 'codestral', 'http://example.com', 'ftp://127.0.0.1', 7]],
  ['allowHttp', ['gpu.lan', [7], [''], ['http://gpu.lan'], ['*'], ['gpu.lan/v1']]],
  ['model', ['', '  ', 7]],
  ['models', ['codestral-latest', [''], [7]]],
  ['temperature', [-0.1, 1.6, '0.5', true]],
  ['topP', [-0.1, 1.1, '1', true]],
  ['maxTokens', [0, -1, 4097, 12.5, '64']],
  ['minTokens', [-1, 257, 1.5, '1']],
  ['stop', ['\n', [''], [1]]],
  ['randomSeed', [-1, 0.5, 'x']],
  ['prefixTokens', [99, 100_001, null]],
  ['suffixTokens', [-1, 0.5, '0']],
  ['trigger', ['never', true]],
  ['multiline', ['sometimes', true, null]],
  ['debounce', [-1, 5001, 'soon', true]],
  ['enable', ['no', false, { '*': 'no' }, { plaintext: 0 }]],
  ['exclude', [7, [''], [1], { '': true }]],
  ['mask', ['acme', [''], [7], ['(']]],
  ['maskAroundCursor', ['yes', null]],
  ['context.tokens', [-1, 0.5, 100_001, null]],
  ['context.sources', ['tabs', { tabs: 1 }, null]],
  ['fill.maxTokens', [0, 16_385, 1.5, '64']],
  ['fill.keepComments', ['yes', 1, null]],
  ['statusBarClick', ['nothing', 1]],
  ['budget', [-1, '5', true]],
  [
    'prices',
    [
      ...[
        7,
        [],
        null,
        'free',
        { m: 1 },
        { m: '0' },
        { m: null },
        { '*': {} },
        { ' ': 0 },
        { 'https://a.example/m': 0 },
      ],
      ...[{ m: { input: 1 } }, { m: { output: 1 } }, { m: { input: -1, output: 1 } }, { m: { input: '1', output: 1 } }],
      ...[{ m: { input: 1, output: Infinity } }, { m: { input: 1, output: 1, cached: null } }],
      { m: { input: 1, output: 1, cache: 1 } },
    ],
  ],
];

describe('settings that are bad', () => {
  const { endpoint, ...good } = settingsOf({});
  assert.ok(endpoint.ok);
  assert.deepEqual(good.problems, []);

  for (const [name, values] of bad) {
    it(`leave the default of ${name}, and are named`, () => {
      for (const value of values) {
        const { endpoint: used, problems, ...others } = settingsOf({ [name]: value });
        // A source that is not named is on, as all are by default.
        const held = name === 'context.sources' ? { ...good, contextSources: {} } : good;
        assert.deepEqual({ ...others, problems: [] }, held, JSON.stringify(value));
        assert.equal(used.ok, name !== 'endpoint', 'code goes to no host that the user did not name');
        assert.equal(problems.length, 1, JSON.stringify(value));
        assert.ok(problems[0]!.startsWith(`infill.${name}`), problems[0]);
      }
    });
  }

  it('mask what the good patterns name, and quote none', () => {
    const { mask, problems } = settingsOf({ mask: ['acme-\\d+', 'secret[', 'zeta-\\d+'] });
    assert.deepEqual(mask, [/acme-\d+/g, /zeta-\d+/g]);
    assert.deepEqual(problems, ['infill.mask: entry 2 is no regular expression; it masks nothing.']);
  });

  it('differ by their patterns of what is masked', () => {
    const text = (...mask: string[]) => textOfSettings(settingsOf({ mask }));
    assert.notEqual(text('acme-\\d+'), text('acme-\\w+'));
    assert.equal(text('acme-\\d+'), text('acme-\\d+'));
  });

  it('exclude nothing by a glob that matches no file, which is named', () => {
    const { problems } = settingsOf({ exclude: { '[z-a]': true } });
    assert.match(problems.join(), /^infill\.exclude has "\[z-a\]", which matches no file/);
  });

  it('take no good price with them', () => {
    const eu = { input: 0.33, cached: 0.033, output: 0.99 };
    const { prices, problems } = settingsOf({
      prices: {
        'a.example/m': { input: 1, output: 2 },
        ' API.eu.Mistral.ai/*': eu,
        'Org/Free': 0,
        bad: { input: '1', output: 2 },
        'api.mistral.ai': 0,
        'gpt-4.1': 0,
      },
    });
    assert.deepEqual(prices, {
      'a.example/m': { input: 1, cached: 1, output: 2 },
      'api.eu.mistral.ai/*': eu,
      'Org/Free': { input: 0, cached: 0, output: 0 },
      'gpt-4.1': { input: 0, cached: 0, output: 0 },
    });
    assert.deepEqual(problems, [
      'infill.prices: the price of "bad" has "1" for "input", but must have a number of dollars from 0. It is not used.',
      'infill.prices: the price of "api.mistral.ai" has no model: write "api.mistral.ai/*" for all models of this host. It is not used.',
    ]);
  });

  it('are of each kind that there is', () => {
    const tried = new Set(['gitIgnored', ...bad.map(([name]) => name)]);
    assert.deepEqual(
      [...defaults.keys()].filter((name) => !tried.has(name)),
      [],
    );
  });

  it('do not name stop texts, which may be code', () => {
    assert.ok(!settingsOf({ stop: 'secret code' }).problems.join().includes('secret'));
  });
});

describe('infill.gitIgnored', () => {
  const read = (levels: Record<string, unknown>) => {
    const get = (name: string) => defaults.get(name);
    const inspect = (name: string) => ({ key: name, ...(name === 'gitIgnored' && levels) });
    return readSettings({ get, inspect } as Parameters<typeof readSettings>[0], []);
  };

  it('completes by default', () => assert.equal(read({ defaultValue: 'complete' }).completesGitIgnored, true));

  it('is what any level says against it', () => {
    for (const level of ['globalValue', 'globalLocalValue', 'globalRemoteValue', 'workspaceValue']) {
      const others = { globalValue: 'complete', workspaceValue: 'complete' };
      assert.equal(read({ ...others, [level]: 'never send' }).completesGitIgnored, false, level);
    }
  });

  it('sends nothing for what is neither, and names it', () => {
    const { completesGitIgnored, problems } = read({ globalValue: 'never' });
    assert.equal(completesGitIgnored, false);
    assert.deepEqual(problems, ['infill.gitIgnored is "never", which is taken for "never send".']);
  });
});

describe('infill.enable', () => {
  it('is that of * for a language with a name that all objects know', () => {
    for (const language of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.equal(isEnabled(settingsOf({ enable: { '*': false } }), language), false, language);
      assert.equal(isEnabled(settingsOf({ enable: { '*': true } }), language), true, language);
    }
  });
});

describe('exclusions', () => {
  const crt = '*.crt';
  const globsOf = (levels: object) =>
    settingsOf({}, {}, { defaultValue: { [crt]: true }, ...levels }).exclude.inWorkspace;

  const globsOfAll = (levels: object) => settingsOf({}, {}, levels).exclude.anywhere;

  it('are taken away by the user', () => {
    const off = { [crt]: false };
    assert.deepEqual(globsOf({ globalValue: off }), []);
    assert.deepEqual(globsOf({ globalValue: off, globalLocalValue: off }), []);
  });

  it('are added, and not taken away, by the settings of a container or remote machine', () => {
    const remote = { [crt]: false, plum: true };
    const { exclude } = settingsOf(
      {},
      {},
      { defaultValue: { [crt]: true }, globalValue: remote, globalRemoteValue: remote },
    );
    assert.deepEqual(exclude, { anywhere: ['plum'], hidden: [], inWorkspace: [crt] });
  });

  it('of the user hold where a remote machine has others, though only the merged value has them', () => {
    const remote = { 'remote.txt': true };
    const merged = { ...remote, 'mine.txt': true };
    assert.deepEqual(globsOfAll({ globalValue: merged, globalRemoteValue: remote }), ['remote.txt', 'mine.txt']);
  });
});
