import { Candidates } from '../candidates.ts';
import { toLf } from '../documentGaps.ts';
import { fill, type FillEnd, type FillProgress } from '../fill.ts';
import type { Gap } from '../gap.ts';
import type { Ending } from './ending.ts';
import type { NextOptions } from './fillOptions.ts';
import { targetOf } from './fillTarget.ts';
import type { Preview } from './preview.ts';

/** Further requests where the model repeats a known candidate. A choice: each costs as much as the first. */
const maxRepeats = 2;

/** Requests the candidates of one fill, one at a time. */
export class CandidateRequests {
  readonly candidates = new Candidates();
  readonly #preview: Preview;
  readonly #gaps: readonly Gap[];
  readonly #nextOptions: NextOptions;
  readonly #report: (ending: Ending) => void;
  readonly #onProgress: (progress: FillProgress | null) => void;
  #count = 0;
  #running: AbortController | null = null;
  #tokens = 0;
  #isRetrying = false;

  /** @param onProgress called with null when a request begins or is sent again, and when more of its text has come */
  constructor(
    preview: Preview,
    gaps: readonly Gap[],
    nextOptions: NextOptions,
    report: (ending: Ending) => void,
    onProgress: (progress: FillProgress | null) => void,
  ) {
    this.#preview = preview;
    this.#gaps = gaps;
    this.#nextOptions = nextOptions;
    this.#report = report;
    this.#onProgress = onProgress;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Number of tokens received from the request that runs; `retrying` if it is sent again. */
  get progress(): number | 'retrying' {
    return this.#isRetrying ? 'retrying' : this.#tokens;
  }

  /** Requests one more candidate. @returns false where it was stopped */
  async next(hasWaited: boolean): Promise<boolean> {
    const running = (this.#running = new AbortController());
    const isStopped = () => this.#running !== running;
    this.#tokens = 0;
    const options = await this.#nextOptions(this.#preview.document.uri, hasWaited);
    const onRetry = () => {
      this.#isRetrying = true;
      this.#onProgress(null);
    };
    for (let attempt = 0; options && attempt <= maxRepeats && !isStopped(); attempt++) {
      this.#tokens = 0;
      this.#isRetrying = false;
      this.#onProgress(null);
      const onProgress = (progress: FillProgress) => {
        this.#isRetrying = false;
        this.#tokens = progress.tokens;
        this.#onProgress(progress);
      };
      const target = targetOf(this.#preview, this.#gaps);
      const end = await fill(target, this.#count++, { ...options, onRetry }, onProgress, running.signal);
      if (isStopped() || !this.#add(end)) break;
      if (attempt === maxRepeats) this.#report({ kind: 'same' });
    }
    if (isStopped()) return false;
    this.#running = null;
    return true;
  }

  stop(): void {
    this.#running?.abort();
    this.#running = null;
  }

  /**
   * Adds what has come, and reports how it ended. @returns whether it is a known candidate, so that another try is worth it
   */
  #add({ texts, outcome, error, stopped, isFiltered }: FillEnd): boolean {
    const isEmpty = texts.every((text, index) => text === toLf(this.#preview.parts[index]!.original));
    const isNew = !isEmpty && this.candidates.add(texts);
    if (stopped) this.#report({ kind: 'stopped', reason: stopped, hasText: isNew });
    else if (outcome === 'failed') this.#report({ kind: 'failed', error, hasText: isNew });
    else if (isFiltered) this.#report({ kind: 'filtered' });
    else if (isEmpty) this.#report({ kind: 'empty' });
    else if (outcome === 'cut') this.#report({ kind: 'cut' });
    return !isNew && !isEmpty && outcome !== 'failed' && !stopped;
  }
}
