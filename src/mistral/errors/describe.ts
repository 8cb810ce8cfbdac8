import { MistralError } from './errors.ts';

/** An error as a line for the log. Only the client's own errors are known to contain neither key nor source text. */
export function describe(error: unknown): string {
  if (error instanceof MistralError) return `${error.name}: ${error.message}`;
  return error instanceof Error
    ? `${error.name} ${error.stack?.split('\n').slice(1, 4).join(' ') ?? ''}`
    : typeof error;
}
