import assert from 'node:assert/strict';
import fc from 'fast-check';
import { choose } from '../../src/context/selection/chooseSnippets.ts';
import { cutFile } from '../../src/context/index/cutFile.ts';
import type { Declaration } from '../../src/context/index/declaration.ts';
import { importsOf, resolveImport } from '../../src/context/sources/imports.ts';
import { DeclarationIndex } from '../../src/context/index/declarationIndex.ts';
import { SymbolTable } from '../../src/context/index/symbolTable.ts';
import { Paths } from '../../src/context/sources/paths.ts';
import { codeOf } from '../../src/language/lineReader.ts';
import { maskSecrets } from '../../src/secrets/secrets.ts';
import { unfitFor } from '../../src/privacy/unsuitableFile.ts';
import { leadingComments } from '../../src/fill/leadingComments.ts';
import { finishedText } from '../../src/fill/gapRequest.ts';
import { contextOf, gapOf } from '../../src/fill/gap.ts';
import { positionKey } from '../../src/completion/positionKey.ts';
import { fimRequest, promptParts } from '../../src/completion/prompt/prompt.ts';
import { sensibleStop, wholeWords } from '../../src/completion/shownExtent.ts';
import { surroundings } from '../../src/completion/surroundings.ts';
import { checkRequest, requestBody } from '../../src/mistral/wire/request.ts';
import { Document } from '../bench/typing/editor/document.ts';
import { holds } from '../support/property.ts';
import { drained } from '../support/work.ts';
import { snippet } from '../support/snippet.ts';
import { place } from '../support/place.ts';
import { brokenTexts, languages, outlasts, texts } from '../support/texts.ts';

const parameters = { model: 'm', temperature: 0.2, maxTokens: 64 };
const budgets = fc.record({ prefixTokens: fc.nat({ max: 30 }), suffixTokens: fc.nat({ max: 30 }) });
const fileOf = (text: string, language: string, path = 'a.ts') => ({
  uri: `file:///${path}`,
  path,
  language,
  text,
  version: 1,
});

describe('what is cut out of any text', () => {
  it('for the prompt is whole characters around the cursor, within the budget', async () => {
    await holds(
      [texts, fc.nat(), budgets],
      (text, pick, budget) => {
        const document = new Document(text.replaceAll('\r\n', '\n'));
        const line = pick % document.count;
        const character = wholeCharacter(document.text(line), pick);
        const { prefix, suffix, startLine } = surroundings(document, line, character, budget);
        assert.ok(prefix.length <= 3 * budget.prefixTokens && suffix.length <= 3 * budget.suffixTokens);
        assert.ok(prefix.isWellFormed() && suffix.isWellFormed());
        const cursor = { line, character };
        assert.ok(document.between({ line: 0, character: 0 }, cursor).endsWith(prefix));
        assert.ok(document.between(cursor, document.end).startsWith(suffix));
        assert.equal(startLine, line - (prefix.split('\n').length - 1));
      },
      [
        ['ab', 1, { prefixTokens: 0, suffixTokens: 0 }],
        ['a\n', 1, { prefixTokens: 0, suffixTokens: 0 }],
      ],
    );
  });

  it('makes a request that the API takes, in whole characters, whatever stands in the document and the snippets', async () => {
    await holds(
      [brokenTexts, brokenTexts, fc.array(brokenTexts, { maxLength: 3 }), languages],
      (prefix, suffix, others, language) => {
        const context = place('█', { prefix, suffix, language });
        const snippets = others.map((text, index) => snippet(text, { path: `${index}.ts` }));
        const parts = promptParts(context, { path: 'own.ts', snippets });
        const request = fimRequest(parts, suffix, parameters, 'key');
        checkRequest(request);
        assert.equal(request.prompt, parts.map(({ text }) => text).join(''));
        assert.ok(request.prompt.endsWith(prefix));
        const body = requestBody(request, true, new Set());
        assert.ok(body.isWellFormed());
        const sent = JSON.parse(body) as { prompt: string; suffix: string };
        assert.ok(sent.prompt.isWellFormed() && sent.suffix.isWellFormed());
        positionKey(context);
      },
    );
  });

  it('for snippets is whole lines in whole characters', async () => {
    await holds([texts, languages], (text, language) => {
      const file = drained(cutFile(fileOf(text, language), new SymbolTable()));
      const lines = new Set(text.split('\n'));
      for (const one of all(file.declarations)) {
        assert.ok(one.from >= 0 && one.to <= file.text.length);
        const own = file.text.slice(one.from, one.to);
        for (const line of own.split('\n')) assert.ok(lines.has(line) || own === '', JSON.stringify(line));
        assert.ok(own.isWellFormed() && (one.outline?.text ?? '').isWellFormed());
      }
    });
  });

  it('and chosen for the prompt keeps to the budget, headings and all', async () => {
    await holds(
      [fc.array(fc.tuple(texts, languages), { maxLength: 3 }), texts, fc.nat({ max: 60 })],
      (files, prefix, tokens) => {
        const declarationIndex = new DeclarationIndex();
        files.forEach(([text, language], index) =>
          drained(declarationIndex.put(fileOf(text, language, `${index}.ts`))),
        );
        const hints = files.map((_, index) => ({ uri: `file:///${index}.ts`, source: 'tabs' as const, weight: 1 }));
        const context = place('█', { prefix: `${prefix} foo f A` });
        const snippets = drained(choose({ context, hints, declarationIndex, tokens }));
        const parts = promptParts(context, { path: 'own.ts', snippets }).slice(0, -1);
        assert.ok(parts.reduce((sum, { text }) => sum + text.length, 0) <= 3 * tokens);
        for (const { text } of parts) assert.ok(text.isWellFormed());
      },
    );
  });

  it('as code, imports and masked text keeps its lines, and its characters whole', async () => {
    const paths = new Paths(['a.ts', 'b/index.ts', 'foo.py', 'src/lib.rs', 'a/b.h']);
    await holds([texts, languages], (text, language) => {
      const lines = text.split('\n').length;
      assert.equal(codeOf(text, language).split('\n').length, lines);
      const masked = drained(maskSecrets(text));
      assert.equal(masked.split('\n').length, lines);
      assert.ok(masked.isWellFormed());
      for (const one of importsOf(text, language)) {
        for (const path of resolveImport(one, 'src/own.ts', language, paths)) assert.ok(paths.has(path));
      }
      unfitFor('a.ts', text);
    });
  });

  it('while an answer comes ends within it, and at no half of a character', async () => {
    await holds([texts, texts, texts, fc.boolean()], (text, prefix, suffix, isRunning) => {
      for (const length of [sensibleStop(text, isRunning, place('█', { prefix, suffix })), wholeWords(text)]) {
        if (length === null) continue;
        assert.ok(length >= 0 && length <= text.length, String(length));
        assert.ok(text.slice(0, length).isWellFormed());
      }
    });
  });

  it('comes to an end where the text repeats itself', () => {
    outlasts((text) => {
      for (const words of [text, `${text}!`]) wholeWords(words);
      sensibleStop(text, true, place('{█'));
      drained(maskSecrets(text));
      unfitFor('a.ts', text);
      for (const language of ['typescript', 'python', 'markdown']) {
        drained(cutFile(fileOf(text, language), new SymbolTable()));
        importsOf(text, language);
      }
      leadingComments(text.split('\n'), 'html');
      const gap = gapOf(text, { start: 1, end: text.length - 1 }, 'typescript', true);
      const around = contextOf({ text, gaps: [gap], language: 'typescript', uri: 'file:///a' }, []);
      finishedText(text.slice(0, 10_000), { ...around, suffix: text.slice(0, 3_000) });
    });
  });
});

/** A place in a line that cuts no character in two. */
function wholeCharacter(line: string, pick: number): number {
  const starts = [0];
  for (const character of line) starts.push(starts.at(-1)! + character.length);
  return starts[pick % starts.length]!;
}

function all(declarations: readonly Declaration[]): Declaration[] {
  return declarations.flatMap((one) => [one, ...all(one.members)]);
}
