/** Writes numbers and days in the user's language. */
export interface Formats {
  count: (value: number) => string;
  /** Up to three decimals. */
  number: (value: number) => string;
  /** 0.4 as `40%`. */
  percent: (share: number) => string;
  /** Two decimals, or two significant digits below ten cents: `$1.20`, `$0.0031`. */
  dollars: (value: number) => string;
  /** Milliseconds as `250 ms` or `1.5 sec`. */
  time: (milliseconds: number) => string;
  /** `2026-11-23` as `Nov 23`. */
  day: (day: string) => string;
  /** `2026-11-23` as `Nov 23, 2026`. */
  date: (day: string) => string;
  /** Milliseconds since 1970 as a time, with the date unless it is today. */
  moment: (at: number) => string;
}

/** @param locale VS Code's language, such as `en` or `pt-br` */
export function formatsOf(locale: string): Formats {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const counts = number({ maximumFractionDigits: 0 });
  const numbers = number({});
  const percents = number({ style: 'percent', maximumFractionDigits: 0 });
  const cents = number({ style: 'currency', currency: 'USD' });
  const parts = number({ style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });
  const days = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const unit = (name: string) => number({ style: 'unit', unit: name, maximumFractionDigits: 1 });
  const [milliseconds, seconds] = [unit('millisecond'), unit('second')];
  return {
    count: (value) => counts.format(value),
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    dollars: (value) => (value > 0 && value < 0.1 ? parts : cents).format(value),
    time: (value) => (value < 1000 ? milliseconds.format(value) : seconds.format(value / 1000)),
    day: (day) => days.format(Date.parse(day)),
    date: (day) => dates.format(Date.parse(day)),
    moment(at) {
      const date = new Date(at);
      const isToday = date.toDateString() === new Date().toDateString();
      return isToday ? date.toLocaleTimeString(locale) : date.toLocaleString(locale);
    },
  };
}
