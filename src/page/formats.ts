/** Numbers and days as the user's language writes them. */
export interface Formats {
  count: (value: number) => string;
  /** A share of 1 as percent. */
  percent: (share: number) => string;
  /** Cents for dollars, more where there is less to show. */
  dollars: (value: number) => string;
  /** A time in milliseconds. */
  time: (milliseconds: number) => string;
  /** `2026-11-23` as `Nov 23`. */
  day: (day: string) => string;
}

export function formatsOf(locale: string): Formats {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const counts = number({ maximumFractionDigits: 0 });
  const percents = number({ style: 'percent', maximumFractionDigits: 0 });
  const cents = number({ style: 'currency', currency: 'USD' });
  const parts = number({ style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });
  const days = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const unit = (name: string) => number({ style: 'unit', unit: name, maximumFractionDigits: 1 });
  const [milliseconds, seconds] = [unit('millisecond'), unit('second')];
  return {
    count: (value) => counts.format(value),
    percent: (share) => percents.format(share),
    dollars: (value) => (value > 0 && value < 0.1 ? parts : cents).format(value),
    time: (value) => (value < 1000 ? milliseconds.format(value) : seconds.format(value / 1000)),
    day: (day) => days.format(Date.parse(day)),
  };
}
