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

/** Those that VS Code 1.139 has built in; they complete for those who have signed in. */
const copilot = /^github\.copilot(?:-chat)?$/;
let hasGitHubAccount = false;
void Promise.resolve(vscode.authentication.getAccounts('github')).then(
  (accounts) => (hasGitHubAccount = accounts.length > 0),
  () => undefined, // there is no such provider
);

/** Whether another extension may complete inline, too. */
export function mayCompete(): boolean {
  const isCopilotOn = vscode.workspace.getConfiguration('github.copilot').get<Record<string, boolean>>('enable')?.['*'];
  return known.some((id) => {
    if (!vscode.extensions.getExtension(id)?.isActive) return false;
    return !copilot.test(id) || (hasGitHubAccount && isCopilotOn !== false);
  });
}

/** The names of other extensions that are at work in this window and may complete inline. */
export function otherCompleters(): string[] {
  return known.flatMap((id) => {
    const extension = vscode.extensions.getExtension<unknown>(id);
    return extension?.isActive ? [(extension.packageJSON as { displayName?: string }).displayName ?? id] : [];
  });
}
