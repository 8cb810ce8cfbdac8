/** Replaces a secret in a snippet. */
export const secretMask = '***';

/** Number of masks in a text. Longer rows of asterisks are rulers. */
export function masksIn(text: string): number {
  return text.match(/(?<!\*)\*{3}(?!\*)/g)?.length ?? 0;
}

/** Text that is in place of a secret: a variable, an example, a row of dots, a mask. */
const placeholder = /^(?:[$<{%#@]|\*{3}|[*.x]+$|your|example|process\.|env\.|os\.)|\$\{|\{\{/i;
/** Words for the type or kind of a value. */
const kinds =
  /^(?:string|str|number|int|integer|bool(?:ean)?|bytes?|any|object|unknown|undefined|null|nil|none|true|false|required|optional|void|never|text|hidden)$/i;

/** Whether a word says which type or kind of value is expected. */
export function isKind(word: string): boolean {
  return kinds.test(word);
}

/** Whether a value is a placeholder for a secret. */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(value);
}

/** Whether a value describes a secret: its name or kind, a sentence, a path. */
export function isLabel(name: string, value: string): boolean {
  const isDescription = /\s/.test(value) || /^\.{0,2}\//.test(value) || kinds.test(value);
  return isPlaceholder(value) || isDescription || plain(value) === plain(name);
}

/** Whether a name ends with the value: `KEY_PASSWORD "password"`. */
export function isTail(name: string, value: string): boolean {
  const end = plain(value);
  return end !== '' && plain(name).endsWith(end);
}

/** Whether a value without quotes is an expression or a type. */
export function isExpression(value: string): boolean {
  return /^[*&]?[A-Za-z_](?:\w|\??\.)*$/.test(value) && !/\d/.test(value);
}

function plain(name: string): string {
  return name.replace(/[\W_]/g, '').toLowerCase();
}
