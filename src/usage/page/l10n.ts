/** The page's part of `vscode.l10n`, which is the extension host's alone: the same calls, with the bundle it has. */
class L10n {
  #bundle: Readonly<Record<string, string>> = {};

  /** Takes over the user's language: English texts and what they are there. */
  config(bundle: Readonly<Record<string, string>>): void {
    this.#bundle = bundle;
  }

  /** A text in the user's language, with values in the places of `{0}`, `{1}`. */
  t(text: string, ...values: string[]): string {
    return (this.#bundle[text] ?? text).replace(/\{(\d)\}/g, (place, index: string) => values[Number(index)] ?? place);
  }
}

export const l10n = new L10n();
