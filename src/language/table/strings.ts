import type { Quoted } from '../syntax.ts';

/** Escapes a mark for a regular expression. */
export const literally = (mark: string): string => mark.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A string within a line that begins and ends with the same mark. */
export const quote = (mark: string, more: Partial<Quoted> = {}): Quoted => ({
  open: literally(mark),
  close: mark,
  ...more,
});

/** The same over several lines. */
export const longQuote = (mark: string, more: Partial<Quoted> = {}): Quoted => quote(mark, { lines: true, ...more });

/** A comment of several lines. */
export const comment = (open: string, close: string, more: Partial<Quoted> = {}): Quoted => ({
  open: literally(open),
  close,
  escape: 'none',
  lines: true,
  isComment: true,
  ...more,
});

/** A string whose closing mark begins a line: `<<EOF`. */
export const heredoc = (open: string, more: Partial<Quoted> = {}): Quoted => ({
  open,
  close: '$mark',
  lines: true,
  escape: 'none',
  isHeredoc: true,
  ends: 'own line',
  ...more,
});

export const cComments: readonly Quoted[] = [comment('/*', '*/')];
export const cLine = ['\\/\\/'];
export const hashLine = ['#'];

/** A character literal: one character or one escape. Other text after an apostrophe is no literal. */
export const character = String.raw`'(?:\\(?:u\{[\da-fA-F]*\}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^\n])|[^'\\\n])'`;

/** A regular expression between slashes, at a position where a value can begin. */
export const slashRegex = String.raw`(?<=(?:^|[(,=:[!&|?{};+\-*%~^<>\n]|\b(?:return|typeof|case|in|of|do|else|void|delete|throw|and|or|not|when|if|unless|while|until))[ \t]{0,40})\/(?![*/ ])(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`;
