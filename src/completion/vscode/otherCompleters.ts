import * as vscode from 'vscode';

/** Ids of other extensions that show ghost text. */
const completers = [
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

/** VS Code's latest answer; undefined before the first, which may take seconds. */
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

/** Whether another extension may show ghost text, too. */
export function mayCompete(): boolean {
  return completers.some((id) => {
    if (!vscode.extensions.getExtension(id)?.isActive) return false;
    if (!copilot.test(id)) return true;
    void lookUpGitHubAccount();
    const enable = vscode.workspace.getConfiguration('github.copilot').get<Record<string, boolean>>('enable');
    return hasGitHubAccount !== false && (!enable || Object.values(enable).includes(true));
  });
}

/** The names of other extensions that are active in this window and may show ghost text. */
export function otherCompleters(): string[] {
  return completers.flatMap((id) => {
    const extension = vscode.extensions.getExtension<unknown>(id);
    return extension?.isActive ? [(extension.packageJSON as { displayName?: string }).displayName ?? id] : [];
  });
}
