/**
 * A text for the user, still to be said: in English, with values in the places of `{0}`, `{1}`. The rooms that know no
 * editor give these; the editor says them in the user's language, which looks them up by the template.
 */
export interface Words {
  readonly template: string;
  readonly values: readonly Value[];
}

type Value = string | number | Words;

/** @param template a literal: a text that is put together cannot be translated */
export function words(template: string, ...values: Value[]): Words {
  return { template, values };
}

/** The text in English, for the log and for issue reports. */
export function inEnglish({ template, values }: Words): string {
  return template.replace(/\{(\d)\}/g, (_, index: string) => {
    const value = values[Number(index)]!;
    return typeof value === 'object' ? inEnglish(value) : String(value);
  });
}
