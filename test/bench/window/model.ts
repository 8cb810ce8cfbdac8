import type { Body } from './bodies.ts';

/** `right` knows all words; `every fifth word wrong` knows every fifth word only after two of its letters are typed. */
export const modelNames = ['right', 'every fifth word wrong'] as const;
export type ModelName = (typeof modelNames)[number];

const word = /[A-Za-z_$][\w$]{2,}/g;
const wrongEvery = 5;
const lettersThatTell = 2;

/** A word of the body that the model gets wrong. */
interface WrongWord {
  start: number;
  end: number;
  /** The word in its place. */
  text: string;
}

/** The answers of a model that knows the finished file. */
export class KnowingModel {
  readonly #body: Body;
  readonly #wrong: readonly WrongWord[];

  constructor(name: ModelName, body: Body) {
    this.#body = body;
    this.#wrong = name === 'right' ? [] : wrongWords(body);
  }

  /** The offset of the prompt's end in the body, and the text up to the body's end; null for a prompt of another file. */
  complete(prompt: string): { at: number; text: string } | null {
    const { head, text } = this.#body;
    const known = head.slice(-200);
    const start = prompt.lastIndexOf(known);
    if (start < 0) return null;
    const reached = reachedBy(prompt.slice(start + known.length), text);
    return reached && { at: reached.at, text: reached.space + this.#from(reached.at) };
  }

  #from(at: number): string {
    let said = '';
    let position = at;
    for (const { start, end, text } of this.#wrong) {
      if (end <= at || at - start >= lettersThatTell) continue;
      said += this.#body.text.slice(position, Math.max(start, position)) + text.slice(Math.max(0, at - start));
      position = end;
    }
    return said + this.#body.text.slice(position);
  }
}

/**
 * Finds the end of the typed text in the body, whatever its white space: an editor may have inserted more or less of
 * it. `space` is the missing white space there.
 */
function reachedBy(typed: string, body: string): { at: number; space: string } | null {
  let at = 0;
  for (const character of typed) {
    if (/\s/.test(character)) continue;
    while (/\s/.test(body.charAt(at))) at++;
    if (body[at++] !== character) return null;
  }
  const put = /\s*$/.exec(typed)![0];
  const due = /^\s*/.exec(body.slice(at))![0];
  if (due.startsWith(put)) return { at: at + put.length, space: '' };
  const breaks = put.split('\n').length - 1;
  const left = due.split('\n').slice(breaks).join('\n');
  const column = put.split('\n').at(-1)!;
  const space = left.startsWith(column) ? left.slice(column.length) : left.includes('\n') ? left : '';
  return { at: at + due.length, space };
}

function wrongWords({ head, text, tail }: Body): WrongWord[] {
  const others = [...new Set(`${head}${text}${tail}`.match(word))];
  return [...text.matchAll(word)].flatMap(({ 0: right, index: start }, count) => {
    if ((count + 1) % wrongEvery !== 0) return [];
    const differs = (one: string) => one[0] !== right[0] && one[1] !== right[1];
    const first = (start * 7) % others.length;
    const other = [...others.slice(first), ...others.slice(0, first)].find(differs) ?? 'zzz';
    return [{ start, end: start + right.length, text: other }];
  });
}
