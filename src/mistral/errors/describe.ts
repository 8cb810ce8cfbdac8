import { MistralError } from './errors.ts';

/** An error without what it may quote: only our own errors are known to hold neither key nor source text. */
export function describe(error: unknown): string {
  if (error instanceof MistralError) return `${error.name}: ${error.message}`;
  return error instanceof Error
    ? `${error.name} ${error.stack?.split('\n').slice(1, 4).join(' ') ?? ''}`
    : typeof error;
}
