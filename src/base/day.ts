/** 24 hours in milliseconds. Days are counted in UTC here, where none is longer. */
const dayMs = 86_400_000;

/**
 * The day of a time in the user's time zone: `2026-11-23`.
 * @param date milliseconds since 1970
 */
export function dayOf(date: number): string {
  const time = new Date(date);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** The day that is `days` later, or earlier if negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** The month of a day: `2026-11`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}
