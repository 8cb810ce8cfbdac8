import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sourceFiles, textsOf, untranslated } from './userTexts.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
const placeholders = (text: string) => [...new Set(text.match(/\{\d\}/g))].sort();

const bundle = read('l10n/bundle.l10n.fr.json');
const [english, french] = [read('package.nls.json'), read('package.nls.fr.json')];
const found = sourceFiles.map(textsOf);
const texts = found.flatMap((one) => one.texts);

describe('every text for the user', () => {
  it('can be looked up: it is a literal where it is said', () => {
    // The one place where words become a text in the user's language takes them as they come.
    const unreadable = found.flatMap((one) => one.unreadable);
    assert.deepEqual(
      unreadable.map((at) => at.split(':')[0]),
      ['src/base/vscode/localize.ts'],
    );
  });

  it('has as many values as places for them', () => {
    const wrong = texts.filter(({ template, values }) => {
      return values !== undefined && placeholders(template).length !== values;
    });
    assert.deepEqual(wrong, []);
  });

  /**
   * In English whatever the language: the log and what is copied for issue reports, which others read, and what is
   * known of languages and secrets.
   */
  const exempt = [
    'diagnostics/eventLog.ts',
    'connection/settings.ts',
    'connection/priceSetting.ts',
    'privacy/excludeSetting.ts',
    'privacy/sourceEndings.ts',
    'diagnostics/copyDiagnostics.ts',
    'connection/maskSetting.ts',
  ];
  const isExempt = (file: string) => exempt.includes(file) || /^(?:language|secrets)\//.test(file);

  for (const file of sourceFiles.filter((one) => !isExempt(relative(join(root, 'src'), one)))) {
    it(`goes through a translation in ${relative(root, file)}`, () => assert.deepEqual(untranslated(file), []));
  }

  it('that package.json holds goes through a translation', () => {
    const spoken = /"(title|label|description|markdownDescription|patternErrorMessage|displayName)": "(?!%)/;
    assert.doesNotMatch(readFileSync(join(root, 'package.json'), 'utf8'), spoken);
  });
});

describe('the French texts', () => {
  it('are those of the code, all of them and no others', () => {
    assert.deepEqual(Object.keys(bundle).sort(), [...new Set(texts.map(({ template }) => template))].sort());
  });

  it('are those of package.json, all of them and no others', () => {
    assert.deepEqual(Object.keys(french).sort(), Object.keys(english).sort());
  });

  const pairs = [...Object.entries(bundle), ...Object.entries(english).map(([key, text]) => [text, french[key]!])];

  it('have the values of the English ones, their code and their addresses', () => {
    const kept = (text: string) =>
      [...placeholders(text), ...(text.match(/`[^`]+`|https?:\/\/[^\s,.;)`]*/g) ?? [])].sort();
    for (const [from, to] of pairs) assert.deepEqual(kept(to!), kept(from!));
  });

  it('say something, and say it in French', () => {
    const same = pairs.filter(([from, to]) => to!.trim() === '' || from === to);
    assert.deepEqual(same, []);
  });

  it('call a command or a setting the same everywhere', () => {
    const titles = Object.keys(english).filter((key) => /^(command|settings)\./.test(key));
    for (const key of titles) {
      const [plain, named] = [bundle[english[key]!], bundle[`Infill: ${english[key]!}`]];
      if (plain !== undefined) assert.equal(plain, french[key]);
      if (named !== undefined) assert.equal(named, `Infill: ${french[key]!}`);
    }
    const mentioned = Object.values(french).flatMap((text) => text.match(/(?<=\*Infill: )[^*]+/g) ?? []);
    assert.ok(mentioned.length > 0);
    assert.deepEqual(
      mentioned.filter((title) => !titles.some((key) => french[key] === title)),
      [],
    );
  });

  it('have no-break spaces where French has them', () => {
    const wrong = pairs.filter(([, to]) =>
      / [:;!?»]|« |[\w)][;!?»]|«\S/.test(to!.replace(/`[^`]*`|(https?|command):\S+|\(\? ou #\)/g, '')),
    );
    assert.deepEqual(wrong, []);
  });
});
