/** Number of calls of a method of a built-in object while something runs. */
export function calls<T>(object: T, name: keyof T, run: () => void): number {
  const method = object[name] as (...args: unknown[]) => unknown;
  let count = 0;
  object[name] = function (this: unknown, ...args: unknown[]) {
    count++;
    return method.apply(this, args);
  } as T[keyof T];
  try {
    run();
  } finally {
    object[name] = method as T[keyof T];
  }
  return count;
}
