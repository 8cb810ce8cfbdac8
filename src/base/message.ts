/**
 * A text for the user that is not translated yet: an English template, with values for `{0}` and `{1}`. Code that does
 * not import `vscode` returns messages. `localize` translates them by their template.
 */
export interface Message {
  readonly template: string;
  readonly values: readonly Value[];
}

type Value = string | number | Message;

/** @param template a literal, since its translation is looked up by it */
export function message(template: string, ...values: Value[]): Message {
  return { template, values };
}

/** The text in English, for the log and for issue reports. */
export function toEnglish({ template, values }: Message): string {
  return template.replace(/\{(\d)\}/g, (_, index: string) => {
    const value = values[Number(index)]!;
    return typeof value === 'object' ? toEnglish(value) : String(value);
  });
}
