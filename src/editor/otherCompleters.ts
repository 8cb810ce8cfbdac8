import * as vscode from 'vscode';

/** Extensions that show ghost text of their own, by id. */
const known = [
  'amazonwebservices.amazon-q-vscode',
  'codeium.codeium',
  'continue.continue',
  'ggml-org.llama-vscode',
  'github.copilot',
  'google.geminicodeassist',
  'rjmacarthy.twinny',
  'sourcegraph.cody-ai',
  'supermaven.supermaven',
  'tabbyml.vscode-tabby',
  'tabnine.tabnine-vscode',
];

/** The names of other extensions in this window that complete inline. */
export function otherCompleters(): string[] {
  return known.flatMap((id) => {
    const extension = vscode.extensions.getExtension<unknown>(id);
    return extension ? [(extension.packageJSON as { displayName?: string }).displayName ?? id] : [];
  });
}
