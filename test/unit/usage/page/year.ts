import { dayAfter } from '../../../../src/base/day.ts';
import type { PricedRow } from '../../../../src/usage/figures.ts';
import type { UsageRow } from '../../../../src/usage/rows.ts';
import { priced, row } from '../usageRows.ts';
import { latencyBounds } from '../../../../src/usage/latency.ts';

const languages = ['typescript', 'python', 'go', 'markdown', 'rust', 'yaml', 'css', 'html', 'shellscript', 'sql'];

/** A year's usage up to a day, weekends left out; the same every time. */
export function yearOfUsage(today: string): PricedRow[] {
  const rows: UsageRow[] = [];
  for (let back = 364; back >= 0; back--) {
    const day = dayAfter(today, -back);
    if ([0, 6].includes(new Date(day).getUTCDay())) continue;
    languages.forEach((language, rank) => {
      if ((back + rank) % (rank + 1) !== 0) return;
      const wave = 1 + 0.6 * Math.sin(back / 11 + rank) + 0.2 * Math.sin(back * 3.7);
      const requests = Math.round((90 * wave) / (rank + 1));
      const shown = Math.round(requests * 1.4);
      const peak = 3 + Math.sin(back / 30);
      const bell = (at: number) => Math.exp(-((at - peak) ** 2) / 3);
      const all = [...latencyBounds, Infinity].reduce((sum: number, _, at) => sum + bell(at), 0);
      rows.push(
        row(
          {
            requests,
            failed: Math.round(requests / 90),
            estimated: Math.round(requests / 6),
            promptTokens: requests * 1_450,
            cachedTokens: requests * 900,
            outputTokens: requests * 44,
            estimatedPromptTokens: requests * 240,
            estimatedOutputTokens: requests * 3,
            shown,
            accepted: Math.round(shown * (0.3 + 0.1 * Math.sin(back / 40))),
            partlyAccepted: Math.round(shown * 0.05),
            characters: shown * 16,
            latency: [...latencyBounds, Infinity].map((_, at) => Math.round((requests * bell(at)) / all)),
          },
          { day, language, model: back > 200 ? 'codestral-2508' : 'codestral-latest' },
        ),
      );
    });
  }
  return priced(...rows);
}
