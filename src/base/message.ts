/**
 * A text for the user, still to be said: in English, with values in the places of `{0}`, `{1}`. The rooms that know no
 * editor give these; the editor says them in the user's language, which looks them up by the template.
 */
export interface Message {
  readonly template: string;
  readonly values: readonly Value[];
}

type Value = string | number | Message;

/** @param template a literal: a text that is put together cannot be translated */
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
