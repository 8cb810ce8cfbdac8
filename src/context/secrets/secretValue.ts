/** Stands in a snippet where a secret did. */
export const secretMask = '***';

/** What stands where a secret will: a variable, a blank to fill in, a row of dots. */
const placeholder = /^(?:[$<{%#@]|[*.x]+$|your|example|process\.|env\.|os\.)|\$\{|\{\{/i;
/** What a value may be said to be in place of one. */
const kinds =
  /^(?:string|str|number|int|integer|bool(?:ean)?|bytes?|any|object|unknown|undefined|null|nil|none|true|false|required|optional|void|never|text|hidden)$/i;

/** Whether it stands for a secret, and is none. */
export function isBlank(value: string): boolean {
  return placeholder.test(value);
}

/** What is said of a secret rather than one: its own name or kind, a sentence, a path. */
export function isLabel(name: string, value: string): boolean {
  const isSaid = /\s/.test(value) || /^\.{0,2}\//.test(value) || kinds.test(value);
  return isBlank(value) || isSaid || plain(value) === plain(name);
}

/** Whether a name ends with the value: a constant with the name of a field, such as `KEY_PASSWORD "password"`. */
export function isTail(name: string, value: string): boolean {
  const end = plain(value);
  return end !== '' && plain(name).endsWith(end);
}

/** An expression or a type of a programming language, where a value without quotes would stand. */
export function isExpression(value: string): boolean {
  return /^[A-Za-z_][\w.]*$/.test(value) && !/\d/.test(value);
}

function plain(name: string): string {
  return name.replace(/[\W_]/g, '').toLowerCase();
}
