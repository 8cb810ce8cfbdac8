/** How often a method of the language's own objects is called while something runs. */
export function calls<T, N extends keyof T>(object: T, name: N, run: () => void): number {
  const method = object[name] as (...args: unknown[]) => unknown;
  let count = 0;
  object[name] = function (this: unknown, ...args: unknown[]) {
    count++;
    return method.apply(this, args);
  } as T[N];
  try {
    run();
  } finally {
    object[name] = method as T[N];
  }
  return count;
}
