import type { Log } from '../base/vscode/log.ts';

/** Maximum number of lines. A choice: enough to show the events before a problem. */
const maxLines = 100;

/** Maximum length of a line, in characters. A choice: a longer one is a mistake. VS Code rotates the files (1.139.1). */
const maxLineLength = 1_000;

/** The beginning of a problem of a setting: its name. What follows may be a glob, a host or a text of the user. */
const settingProblem = /^infill\.[\w.]*\w/;

/** A log that keeps its last lines of all levels for issue reports, without the values of settings. */
export class RecentLog implements Log {
  readonly #channel: Log;
  readonly #now: () => Date;
  readonly lines: string[] = [];

  constructor(channel: Log, now = () => new Date()) {
    this.#channel = channel;
    this.#now = now;
  }

  debug(line: string): void {
    this.#write('debug', line);
  }

  info(line: string): void {
    this.#write('info', line);
  }

  warn(line: string): void {
    this.#write('warn', line);
  }

  error(line: string): void {
    this.#write('error', line);
  }

  #write(level: keyof Log, text: string): void {
    const line = text.length > maxLineLength ? `${text.slice(0, maxLineLength)}…` : text;
    this.#channel[level](line);
    const reported = settingProblem.exec(line)?.[0] ?? line;
    this.lines.push(`${this.#now().toISOString()} ${level} ${reported}`);
    if (this.lines.length > maxLines) this.#dropOne();
  }

  /** Drops the oldest debug line, or else the oldest line. */
  #dropOne(): void {
    const index = this.lines.findIndex((line) => / debug /.test(line.slice(0, 32)));
    this.lines.splice(Math.max(0, index), 1);
  }
}
