import { type Judgement, judge } from './judge.ts';
import type { GhostEvent, KeyEvent, Recording } from './recorder.ts';
import type { ServedRequest } from './server.ts';
import type { Stroke } from './typist.ts';

/** A body that was typed in a window, with everything that was recorded. Times are in milliseconds since 1970. */
export interface Session {
  text: string;
  strokes: readonly Stroke[];
  recording: Recording;
  requests: readonly ServedRequest[];
}

/**
 * Ghost text disappeared and came back although the user typed it. VS Code causes this itself where a bracket closes a
 * line that it opens, and where Enter opens a line between two brackets: it edits more than was typed. `list`: while
 * its suggestion list was open.
 */
type Flicker = 'flicker' | 'flicker at a bracket' | 'flicker with the list';

/** A key without right text before it, or a flicker, with an explanation. */
export interface Incident {
  kind: 'no right text' | Flicker;
  /** The text before the key, and after it. */
  place: string;
  detail: string;
}

export interface Counts {
  /** All keys. */
  keys: number;
  /** Keys of the body, without those after a cursor move: VS Code does not ask there. */
  textKeys: number;
  withText: number;
  withRightText: number;
  /**
   * Keys with the whole rest of the line in view before; the sum of right characters before all keys, without white
   * space.
   */
  withLine: number;
  rightCharacters: number;
  /** Parts of `textKeys` and `withRightText` with the suggestion list closed. */
  withoutList: { keys: number; right: number };
  requests: number;
  requestsCutOff: number;
  promptCharacters: number;
  /** Milliseconds from the key that left no (right) text in view to (right) text in view. */
  textWaits: number[];
  rightWaits: number[];
  /** The part of them in which a request was sent. */
  rightWaitsForRequests: number[];
  /** Milliseconds from a key to its drawing. */
  draws: number[];
  /** Milliseconds from the last key to a request's arrival at the server. */
  requestDelays: number[];
  /** Milliseconds from when the last byte of the shown text left the server. */
  deliveries: number[];
  flickers: Record<Flicker, number>;
  incidents: Incident[];
}

/** A shorter absence is the drawing of one change: two frames. */
const minAbsence = 34;
/** VS Code redraws ghost text within this time of a key (1.139.1), so a drawn text may belong to the place before it. */
const redrawMs = 60;

/** The figures of one typed body. */
export function countsOf(session: Session): Counts {
  return new Replay(session).counts();
}

interface Wait {
  from: number;
  fromKey: number;
}

/** Processes keys and ghost texts in the order of their times. */
class Replay {
  readonly #session: Session;
  readonly #counts: Counts;
  /** Control arrives as a separate key. */
  readonly #keys: readonly KeyEvent[];
  #key = -1;
  #ghost: string | null = null;
  /**
   * The end of the right text in view, as an offset in the body without white space; its last value before the text
   * disappeared.
   */
  #covered = 0;
  #lost: { since: number; covered: number; key: number; isListOpen: boolean } | null = null;
  #waits: { any: Wait | null; right: Wait | null } = { any: null, right: null };

  constructor(session: Session) {
    this.#session = session;
    const { strokes, requests, recording } = session;
    this.#keys = recording.keys.filter(({ key }) => key !== 'Control');
    const move = (index: number) => strokes[index - 1]?.kind === 'move';
    this.#counts = {
      keys: strokes.length,
      textKeys: strokes.filter((stroke, index) => this.#needsText(stroke) && !move(index)).length,
      withText: 0,
      withRightText: 0,
      withLine: 0,
      rightCharacters: 0,
      withoutList: { keys: 0, right: 0 },
      requests: requests.length,
      requestsCutOff: requests.filter(({ isCutOff }) => isCutOff).length,
      promptCharacters: requests.reduce((sum, { promptCharacters }) => sum + promptCharacters, 0),
      textWaits: [],
      rightWaits: [],
      rightWaitsForRequests: [],
      draws: recording.draws,
      requestDelays: requests.map(({ arrivedAt }) => arrivedAt - this.#lastKeyBefore(arrivedAt)),
      deliveries: [],
      flickers: { flicker: 0, 'flicker at a bracket': 0, 'flicker with the list': 0 },
      incidents: [],
    };
  }

  counts(): Counts {
    const { recording, strokes } = this.#session;
    const keys = this.#keys;
    if (keys.length !== strokes.length) throw new Error(`${strokes.length} keys were hit and ${keys.length} arrived.`);
    const events = [
      ...keys.map(({ at }) => ({ at, ghost: null })),
      ...recording.ghosts.map((ghost) => ({ at: ghost.at, ghost })),
    ];
    events.sort((a, b) => a.at - b.at);
    for (const { at, ghost } of events) {
      if (ghost) this.#redrawn(ghost);
      else this.#hit(at);
    }
    return this.#counts;
  }

  /** The cursor's place since the last key. */
  #place(back = 0): { at: number; ahead: string; rest: string } {
    const { strokes, text } = this.#session;
    const { at, ahead } = strokes[this.#key + 1 - back] ?? { at: text.length, ahead: '' };
    return { at, ahead, rest: text.slice(at) };
  }

  #needsText({ kind, at, ahead }: Stroke): boolean {
    const left = this.#session.text.slice(at).replaceAll(/\s/g, '');
    return kind === 'text' && left !== ahead.replaceAll(/\s/g, '');
  }

  #reached(back = 0): number {
    return this.#session.text.slice(0, this.#place(back).at).replaceAll(/\s/g, '').length;
  }

  #judge(text: string | null): Judgement & { until: number } {
    const { rest, ahead } = this.#place();
    const judgement = judge(text, rest, ahead);
    return { ...judgement, until: judgement.isRight ? this.#reached() + judgement.covered : 0 };
  }

  #hit(at: number): void {
    const { strokes } = this.#session;
    const stroke = strokes[this.#key + 1]!;
    const moved = strokes[this.#key]?.kind === 'move';
    const { isListOpen } = this.#keys[this.#key + 1]!;
    const isRight = this.#ghost !== null && this.#covered > this.#reached();
    if (this.#needsText(stroke) && !moved) {
      if (this.#ghost !== null) this.#counts.withText++;
      if (!isListOpen) this.#counts.withoutList.keys++;
      if (isRight && !isListOpen) this.#counts.withoutList.right++;
      if (isRight) this.#countRight(this.#covered - this.#reached());
      else
        this.#report(
          'no right text',
          `shown ${JSON.stringify(this.#ghost?.slice(0, 40) ?? null)}${isListOpen ? ', list open' : ''} ${this.#running(at)}`,
        );
    }
    this.#key++;
    const next = strokes[this.#key + 1];
    const isOver = !next || !this.#needsText(next) || stroke.kind === 'move';
    if (isOver) {
      if (stroke.kind === 'move' || !next) this.#waits = { any: null, right: null };
      return;
    }
    const wait = { from: at, fromKey: this.#key };
    if (this.#ghost === null) this.#waits.any ??= wait;
    if (this.#covered <= this.#reached()) this.#waits.right ??= wait;
  }

  #countRight(characters: number): void {
    this.#counts.withRightText++;
    this.#counts.rightCharacters += characters;
    const [line] = this.#place().rest.trimStart().split('\n');
    if (characters >= line!.replaceAll(/\s/g, '').length) this.#counts.withLine++;
  }

  #redrawn({ at, text, isListOpen }: GhostEvent): void {
    const stale =
      this.#key >= 0 &&
      at - this.#keyAt(this.#key) < redrawMs &&
      judge(text, this.#place(1).rest, this.#place(1).ahead).isRight;
    const { isRight, until } = this.#judge(text);
    if (!isRight && stale && text !== null) return;
    const before = this.#ghost;
    this.#ghost = text;
    if (text === null && before !== null && this.#covered > this.#reached()) {
      this.#lost = { since: at, covered: this.#covered, key: this.#key, isListOpen };
    }
    if (text !== null) this.#came(at, isRight, isListOpen);
    else this.#waits.any ??= this.#since(at);
    if (isRight) this.#cameRight(at, text!);
    else this.#waits.right ??= this.#since(at);
    this.#covered = until;
  }

  /** A wait that begins with a drawing began with the key before it. */
  #since(at: number): Wait | null {
    return this.#key < 0 || !this.#session.strokes[this.#key + 1]
      ? null
      : { from: Math.min(at, this.#keyAt(this.#key)), fromKey: this.#key };
  }

  #came(at: number, isRight: boolean, isListOpen: boolean): void {
    if (this.#waits.any) this.#counts.textWaits.push(at - this.#waits.any.from);
    this.#waits.any = null;
    if (!this.#lost || !isRight) return;
    const { since, covered, key, ...lost } = this.#lost;
    this.#lost = null;
    if (covered <= this.#reached() || at - since < minAbsence) return;
    const { strokes, text } = this.#session;
    const stroke = strokes[key];
    const rest = stroke ? text.slice(stroke.at) : '';
    const closesLine = stroke?.isFirstOnLine === true && /^\s*[)\]}]/.test(rest);
    const opensBlock = rest.startsWith('\n') && /^[)\]}]/.test(stroke?.ahead ?? '');
    const kind =
      closesLine || opensBlock
        ? 'flicker at a bracket'
        : isListOpen || lost.isListOpen
          ? 'flicker with the list'
          : 'flicker';
    this.#counts.flickers[kind]++;
    this.#report(kind, `away for ${(at - since).toFixed(0)} ms ${this.#running(at)}`);
  }

  #cameRight(at: number, text: string): void {
    const wait = this.#waits.right;
    this.#waits.right = null;
    if (!wait) return;
    this.#counts.rightWaits.push(at - wait.from);
    const request = this.#session.requests.findLast(({ arrivedAt }) => arrivedAt > wait.from - 5 && arrivedAt < at);
    if (!request) return;
    this.#counts.rightWaitsForRequests.push(at - wait.from);
    const left = leftAt(request, text);
    if (left !== null) this.#counts.deliveries.push(at - left);
  }

  #lastKeyBefore(time: number): number {
    return this.#keys.findLast(({ at }) => at <= time)?.at ?? time;
  }

  #keyAt(index: number): number {
    return this.#keys[index]!.at;
  }

  /** The latest requests. */
  #running(at: number): string {
    const lately = this.#session.requests.filter(({ arrivedAt }) => arrivedAt < at && at - arrivedAt < 1000);
    const said = lately.map(({ arrivedAt, tokens, sentAt, isCutOff }) => {
      const first =
        sentAt[0] === undefined || sentAt[0] > at
          ? 'no token yet'
          : `first token ${(at - sentAt[0]).toFixed(0)} ms ago`;
      return `asked ${(at - arrivedAt).toFixed(0)} ms ago, ${first}${isCutOff ? ', cut off' : ''}, says ${JSON.stringify(tokens.slice(0, 8).join(''))}`;
    });
    const key = this.#key < 0 ? '' : `key ${(at - this.#keyAt(this.#key)).toFixed(0)} ms ago`;
    return `[${[key, ...(said.length > 0 ? said : ['no request in the last second'])].join('; ')}]`;
  }

  #report(kind: Incident['kind'], detail: string): void {
    const { at, rest, ahead } = this.#place();
    const before = this.#session.text.slice(Math.max(0, at - 24), at);
    this.#counts.incidents.push({
      kind,
      place: JSON.stringify(`${before}█${rest.slice(0, 16)}`) + (ahead ? ` ahead ${JSON.stringify(ahead)}` : ''),
      detail,
    });
  }
}

/** When the last byte of the shown text left the server; null where the text is not of this request. */
function leftAt({ tokens, sentAt }: ServedRequest, shown: string): number | null {
  const wanted = shown.replaceAll(/\s/g, '');
  let said = '';
  for (const [index, token] of tokens.entries()) {
    said += token.replaceAll(/\s/g, '');
    // The user may have typed a part of it meanwhile.
    if (said.includes(wanted)) return sentAt[index] ?? null;
  }
  return null;
}
