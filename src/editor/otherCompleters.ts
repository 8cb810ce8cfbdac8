import * as vscode from 'vscode';

/** Extensions that show ghost text of their own, by id. */
const known = [
  'amazonwebservices.amazon-q-vscode',
  'codeium.codeium',
  'continue.continue',
  'ggml-org.llama-vscode',
  'github.copilot',
  'github.copilot-chat',
  'google.geminicodeassist',
  'rjmacarthy.twinny',
  'sourcegraph.cody-ai',
  'supermaven.supermaven',
  'tabbyml.vscode-tabby',
  'tabnine.tabnine-vscode',
];

/** The names of other extensions that are at work in this window and may complete inline. */
export function otherCompleters(): string[] {
  return known.flatMap((id) => {
    const extension = vscode.extensions.getExtension<unknown>(id);
    return extension?.isActive ? [(extension.packageJSON as { displayName?: string }).displayName ?? id] : [];
  });
}
