/** A file that may become snippets: no exclusion holds for it, and its secrets are masked. */
export interface SourceFile {
  uri: string;
  /** As the prompt has it: from the workspace folder, with slashes. */
  path: string;
  /** VS Code's language id. */
  language: string;
  /** Line ends are `\n`. */
  text: string;
  /** Whether secrets are masked in the text. Default: false. */
  isMasked?: boolean;
  /** Differs for different texts. */
  version: number | string;
}
