/** A moment (milliseconds since 1970) as people say it: the time, with the date where it is not today. */
export function timeText(at: number): string {
  const date = new Date(at);
  return date.toDateString() === new Date().toDateString() ? date.toLocaleTimeString() : date.toLocaleString();
}
