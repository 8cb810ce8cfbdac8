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

/** Built into VS Code 1.139 and active for everyone; it completes only with a GitHub account. */
const copilot = /^github\.copilot(?:-chat)?$/;

/** As VS Code said last; undefined before its first answer, which may take seconds. */
let hasGitHubAccount: boolean | undefined;
let isLookingUp = false;

async function lookUpGitHubAccount(): Promise<void> {
  if (isLookingUp) return;
  isLookingUp = true;
  try {
    hasGitHubAccount = (await vscode.authentication.getAccounts('github')).length > 0;
  } catch {
    hasGitHubAccount = false; // VS Code has no such provider
  }
  isLookingUp = false;
}

/** Whether another extension may complete inline, too. */
export function mayCompete(): boolean {
  return known.some((id) => {
    if (!vscode.extensions.getExtension(id)?.isActive) return false;
    if (!copilot.test(id)) return true;
    void lookUpGitHubAccount();
    const enable = vscode.workspace.getConfiguration('github.copilot').get<Record<string, boolean>>('enable');
    return hasGitHubAccount !== false && (!enable || Object.values(enable).includes(true));
  });
}

/** The names of other extensions that are at work in this window and may complete inline. */
export function otherCompleters(): string[] {
  return known.flatMap((id) => {
    const extension = vscode.extensions.getExtension<unknown>(id);
    return extension?.isActive ? [(extension.packageJSON as { displayName?: string }).displayName ?? id] : [];
  });
}
