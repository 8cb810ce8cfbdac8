import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CompletionEngine } from '../../../../src/completion/engine.ts';
import type { EngineSettings } from '../../../../src/completion/engineSettings.ts';
import type { EngineEvent } from '../../../../src/completion/events.ts';
import { maskedPrompt, type Masking } from '../../../../src/completion/prompt/maskedPrompt.ts';
import { noPreamble } from '../../../../src/completion/prompt/snippet.ts';
import type { SourceOptions } from '../../../../src/completion/requests/fimSource.ts';
import type { FimRequest } from '../../../../src/mistral/wire/request.ts';
import { fill } from '../../../../src/fill/fill.ts';
import { ManualClock, settled } from '../../../support/clock.ts';
import { holds } from '../../../support/property.ts';
import { place } from '../../../support/place.ts';
import { ScriptedSource } from '../../../support/scriptedSource.ts';
import { snippet } from '../../../support/snippet.ts';

const random = 'q7Zt2LmX9vB4kRs8WcJ3dNf6GhY1pQa5TuE0iOzKxMbVnCrD';
const key = `ghp_${random.slice(0, 36)}`;
const other = `glpat-${random.slice(8, 28)}`;
const maskOf = (secret: string, number = 1) => `***${number}*`.padEnd(secret.length, '*');
const pem = [random.repeat(2).slice(0, 64), random.repeat(2).slice(9, 73), 'q7Zt2Q=='];

const parameters = { model: 'codestral-latest', temperature: 0.2, maxTokens: 64 };

class SendingSource extends ScriptedSource {
  override stream(request: FimRequest, options: SourceOptions) {
    options.onSend?.({ url: 'https://api.example', without: [] });
    return super.stream(request, options);
  }
}

/** A request at a place, and the text that comes of the model's answer. */
async function at(
  drawing: string,
  masking: Masking = {},
  termsFor?: ConstructorParameters<typeof CompletionEngine>[0]['termsFor'],
) {
  const source = new SendingSource();
  const events: EngineEvent[] = [];
  const emit = (event: EngineEvent) => void events.push(event);
  const engine = new CompletionEngine({
    clock: new ManualClock(),
    emit,
    cacheKey: 'key',
    ...(termsFor && { termsFor }),
  });
  const settings: EngineSettings = { source, debounce: 0, ...parameters, ...masking };
  engine.configure(settings);
  const ask = (one: string) => engine.complete(place(one, { explicit: true }), new AbortController().signal);
  const shown = ask(drawing);
  await settled();
  const { prompt, suffix } = source.last.request;
  const sent = events.flatMap((event) => (event.type === 'sent' ? [event.sent] : []));
  const says = async (...parts: string[]) => {
    for (const part of parts) await source.last.say(part);
    await source.last.end();
    return (await shown)?.text ?? null;
  };
  return { engine, settings, source, ask, sent, text: `${prompt}█${suffix}`, says };
}

describe('secrets around the cursor', () => {
  it('are sent as masks of the same length: keys of services before and after the cursor', async () => {
    const { text } = await at(`const a = "${key}";\nconst x = █;\nconst b = ["${other}", '${key}'];\n`);
    assert.equal(
      text,
      `const a = "${maskOf(key)}";\nconst x = █;\nconst b = ["${maskOf(other, 2)}", '${maskOf(key, 3)}'];\n`,
    );
  });

  it('are sent as masks: private keys, whole or in part, in files and in strings', async () => {
    const masks = pem.map((line, index) => maskOf(line, index + 1));
    const block = (lines: string[]) => ['-----BEGIN RSA PRIVATE KEY-----', ...lines, '-----END RSA PRIVATE KEY-----'];
    const cases: ((lines: string[]) => string)[] = [
      (lines) => `${block(lines).join('\n')}\nconst x = █;`,
      (lines) => `const x = █;\nk = \`${block(lines).join('\n')}\`;\nfoo();`,
      (lines) => `k = "${block(lines).join('\\n')}";\nconst x = █;`,
      (lines) =>
        `${block(lines)
          .map((line) => `  "${line}\\n" +`)
          .join('\n')}\nconst x = █;`,
      // A key on one line: a variable of a CI system, or a string.
      (lines) => `k = "${block(lines).join(' ')}"\nconst x = █;`,
      (lines) => `const x = █;\nk = "${block(lines).join(' ').slice(0, -40)}`,
      // Numbers of lines, as in a listing.
      (lines) => `${block(lines).join('\n12 ')}\nconst x = █;`,
      // The beginning is above the text around the cursor, the end is below it.
      (lines) => `${block(lines).slice(1).join('\n')}\nconst x = █;`,
      (lines) => `const x = █;\n${block(lines).slice(0, -1).join('\n')}`,
    ];
    for (const drawing of cases) assert.equal((await at(drawing(pem))).text, drawing(masks));
  });

  it('are sent as masks: private keys below many headers, and in short lines', async () => {
    const headers = ['User ID', 'Valid from', 'Valid until', 'Type', 'Usage', 'Fingerprint'].map(
      (name) => `Comment: ${name}: something that is longer than it has to be`,
    );
    const short = random.match(/.{16}/g)!;
    const cases: [lines: string[], drawing: (lines: string[]) => string][] = [
      [
        pem,
        (lines) =>
          [
            '-----BEGIN PGP PRIVATE KEY BLOCK-----',
            ...headers,
            '',
            ...lines,
            '-----END PGP PRIVATE KEY BLOCK-----',
          ].join('\n'),
      ],
      [pem, (lines) => ['-----BEGIN PGP PRIVATE KEY BLOCK-----', ...headers, '', ...lines].join('\n')],
      [short, (lines) => ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----'].join('\n')],
    ];
    for (const [lines, drawing] of cases) {
      const masks = lines.map((line, index) => maskOf(line, index + 1));
      assert.equal((await at(`const x = █;\n${drawing(lines)}`)).text, `const x = █;\n${drawing(masks)}`);
    }
  });

  it('are sent as masks: private keys on one line, without a blank', async () => {
    const key = random.repeat(20);
    const around: ((body: string) => string)[] = [
      (body) => `k = "-----BEGIN RSA PRIVATE KEY-----${body}-----END RSA PRIVATE KEY-----"\nconst x = █;`,
      (body) => `const x = █;\nk = "-----BEGIN PRIVATE KEY-----${body}`,
      (body) => `${body}-----END PRIVATE KEY-----"\nconst x = █;`,
    ];
    for (const drawing of around) assert.equal((await at(drawing(key))).text, drawing(maskOf(key)));
  });

  const code = [
    "const begin = '-----BEGIN PRIVATE KEY-----';\nimport { parse } from '../../../nodeModules/packages/security/keys/parser/index';\nconst x = █;",
    "const begin = '-----BEGIN PRIVATE KEY-----';\nassert.equal(hash, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');\nconst x = █;",
    "if (pem.startsWith('-----BEGIN PRIVATE KEY-----')) {\n  return parse(pem);\n}\nconst x = █;",
    "pem = '-----BEGIN PRIVATE KEY-----\\n' + importPrivateKeyOfPkcs8(body).formatted + '\\n-----END PRIVATE KEY-----';\nconst x = █;",
    '// -----BEGIN PRIVATE KEY----- starts the encoded form\nfunction privateKey(certificate) {\n  █',
    "const begin = '-----BEGIN PRIVATE KEY-----';\nconst end = '-----END PRIVATE KEY-----';\nconst x = █;",
    'const password = "hunter2";\nconst id = "123e4567-e89b-12d3-a456-426614174000";\nconst x = █;',
  ];
  for (const drawing of code) it(`are none: ${drawing}`, async () => assert.equal((await at(drawing)).text, drawing));

  it('are sent as they are where the cursor is in them or at their end', async () => {
    for (const drawing of [
      `const a = "${key}█";`,
      `const a = "${key.slice(0, 38)}█${key.slice(38)}";`,
      `GH_TOKEN=${key}█`,
    ]) {
      assert.equal((await at(drawing)).text, drawing);
    }
    const typing = (line: string) => `-----BEGIN PRIVATE KEY-----\n${pem[0]}\n${line}█`;
    const { text } = await at(typing(pem[1]!));
    assert.equal(text, typing(pem[1]!).replace(pem[0]!, maskOf(pem[0]!)));
  });

  it('are sent as masks where the cursor is elsewhere in the same word', async () => {
    const drawing = `GH_TOKEN=${key}`;
    const masked = `GH_TOKEN=${maskOf(key)}`;
    for (const cursor of [0, 3, 8, 9]) {
      const withCursor = (line: string) => `${line.slice(0, cursor)}█${line.slice(cursor)}`;
      assert.equal((await at(withCursor(drawing))).text, withCursor(masked));
    }
    assert.equal((await at(`${drawing}/a█`)).text, `${masked}/a█`);
  });

  it('are sent as they are where the user turns it off', async () => {
    const drawing = `const a = "${key}";\nconst x = █;`;
    assert.equal((await at(drawing, { maskAroundCursor: false })).text, drawing);
  });

  it('are counted', async () => {
    const { sent } = await at(`const a = "${key}", b = "${other}";\nconst x = █;`);
    assert.deepEqual(
      sent.map(({ masked }) => masked),
      [2],
    );
  });

  it('are put back where the answer repeats a mask, in whatever chunks it comes', async () => {
    const drawing = `const a = "${key}", b = "${other}";\nconst x = █;`;
    for (const chunks of [[`"${maskOf(other, 2)}"`], ['"*', '**', '2', '***', '*'.repeat(18), '*', '"']]) {
      assert.equal(await (await at(drawing)).says(...chunks), `"${other}"`);
    }
  });

  it('leave the answer that is typed along and comes from the cache as it is', async () => {
    const before = `const a = "${key}";\n`;
    const { ask, says, source } = await at(`${before}const x = █`);
    assert.equal(await says(`f("${maskOf(key)}")`), `f("${key}")`);
    assert.equal((await ask(`${before}const x = f("${key.slice(0, 6)}█`))?.text, `${key.slice(6)}")`);
    assert.equal(source.streams.length, 1);
  });

  it('let an answer reach the text after the cursor that has one', async () => {
    const { says } = await at(`function f() {\n  █\n  use("${key}");\n  return 1;\n}\n`);
    assert.equal(await says(`const y = 1;\n  use("${maskOf(key)}");\n  return 1;\n`), 'const y = 1;');
  });

  it('never appear as a mask: an answer ends before a mask that is no secret of the file', async () => {
    const { says } = await at(`const a = "${key}";\nconst x = █`);
    assert.equal(await says('1;\nconst y = "***9*****";\nfoo();'), '1;');
    const line = `const a = "${key}";\nconst x = █`;
    const row = '*'.repeat(key.length);
    for (const answer of ['"***9*****"', '"***1', '"***1**', '"***1***', '"***1*"', `"***1${row}"`, `"${row}"`, row]) {
      assert.equal(await (await at(line)).says(answer), null, answer);
      assert.equal(await (await at(line)).says(...Array.from(answer)), null, `${answer}, one by one`);
    }
  });

  it('leave asterisks of code as they are', async () => {
    for (const answer of [
      'a * b ** c;',
      '2 **',
      '/***** ruler *****/ 1',
      'print("***1***")',
      '"### ***1*** note ***2026***, ***bold***"',
      `1; /${'*'.repeat(60)}/`,
      `1; /${'*'.repeat(key.length)}/`,
      '1; // ***5',
      '1; // ****2024****',
      '"***',
    ]) {
      assert.equal(await (await at(`const a = "${key}";\nconst x = █`)).says(answer), answer);
      assert.equal(await (await at(`const a = "${key}";\nconst x = █`)).says(...Array.from(answer)), answer);
    }
  });

  it('never appear as a mask without a number, which short ones have', async () => {
    const mask = [/\b\d{3,4}\b/g];
    const drawing = 'const pin = "4711", code = "815";\nconst x = █';
    assert.equal((await at(drawing, { mask })).text, 'const pin = "****", code = "***";\nconst x = █');
    for (const [answer, text] of [
      ['1;\nconst pin2 = ****;\nfoo();', '1;'],
      ['1;\nconst pin2 = "****', '1;'],
      ['"***";', null],
      // Rows of other lengths are code.
      ['1; /***** a *****/', '1; /***** a *****/'],
      ['2 ** 3;', '2 ** 3;'],
    ] as const) {
      assert.equal(await (await at(drawing, { mask })).says(answer), text, answer);
      assert.equal(await (await at(drawing, { mask })).says(...Array.from(answer)), text, `${answer}, one by one`);
    }
    const code = '1; /**** a ****/';
    assert.equal(await (await at(`const a = "${key}";\nconst x = █`, { mask })).says(code), code);
  });

  it('are masked in a fill, and put back in it', async () => {
    const source = new SendingSource();
    const counts: number[] = [];
    const text = `const a = "${key}";\nconst x = 0;\nconst b = "${other}";\n`;
    const start = text.indexOf('0;');
    const done = fill(
      { text, gaps: [{ start, end: start + 1, lead: '' }], language: 'typescript', uri: 'file:///a.ts' },
      0,
      {
        source,
        parameters,
        clock: new ManualClock(),
        emit: (event) => {
          if (event.type === 'sent') counts.push(event.sent.masked);
        },
        cacheKey: 'key',
      },
      () => undefined,
      new AbortController().signal,
    );
    await settled();
    const { prompt, suffix } = source.last.request;
    assert.equal(
      `${prompt}█${suffix}`,
      `const a = "${maskOf(key)}";\nconst x = █;\nconst b = "${maskOf(other, 2)}";\n`,
    );
    await source.last.end(`"${maskOf(key)}"`);
    assert.deepEqual((await done).texts, [`"${key}"`]);
    assert.deepEqual(counts, [2]);
  });

  it("are what the user's patterns match, in snippets too", async () => {
    const mask = [/acme-\d{4}/g, /Zebra Corp/g];
    const one = snippet('const a = "acme-1234"; // Zebra Corp');
    const terms = () => ({ preamble: { path: 'a.ts', snippets: [one] }, isOverBudget: false });
    const { text, sent } = await at('const a = "acme-1234";\nconst x = █; // Zebra Corp', { mask }, terms);
    assert.ok(text.includes('const a = "***"; // ***'), text);
    assert.ok(text.endsWith('const a = "***1*****";\nconst x = █; // ***2******'), text);
    assert.equal(sent[0]!.parts[0]!.snippet!.masked, 2);
    const off = await at('const a = "acme-1234";\nconst x = █;', { mask, maskAroundCursor: false });
    assert.ok(off.text.includes('"acme-1234"'));
  });

  it('are masked by other rules from the next request on', async () => {
    const { engine, settings, source, ask } = await at('const a = "acme-1234";\nconst x = █');
    await source.last.end('1;');
    engine.configure({ ...settings, mask: [/acme-\d{4}/g] });
    void ask('const a = "acme-1234";\nconst x = █');
    await settled();
    assert.equal(source.streams.length, 2);
    assert.ok(source.last.request.prompt.includes('***1*****'));
  });

  it('keep every position of the text, whatever it has', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        key,
        other,
        ...pem,
        '"',
        '\n',
        ' ',
        '-----BEGIN PRIVATE KEY-----',
        '-----END PRIVATE KEY-----',
        '\\n',
      ),
      fc.string({ maxLength: 8 }),
    );
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join('').replaceAll('█', ''));
    await holds(
      [text, text],
      (before, after) => {
        const { context, secrets } = maskedPrompt(place(`${before}█${after}`), noPreamble, {});
        assert.deepEqual([context.prefix.length, context.suffix.length], [before.length, after.length]);
        const unmasked = secrets.unmask(`${context.prefix}█${context.suffix}`, true);
        if (!/\*/.test(before + after)) assert.equal(unmasked, `${before}█${after}`);
      },
      [['', `${key}\\n/-----END PRIVATE KEY-----`]],
    );
  });
});
