/** A file that may give snippets: it has passed all that keeps files at home, and secrets in it are masked. */
export interface SourceFile {
  uri: string;
  /** As the model sees it: relative to its workspace folder, with slashes. */
  path: string;
  /** VS Code's language id. */
  language: string;
  /** Line ends are `\n`. */
  text: string;
  /** Another one for another text. */
  version: number | string;
}
