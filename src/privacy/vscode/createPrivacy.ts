import * as vscode from 'vscode';
import { Disposables } from '../../base/vscode/disposables.ts';
import { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import type { ExcludeGlobs } from '../excludeSetting.ts';
import { Exclusions } from './exclusions.ts';
import { WorkspaceUris } from './workspaceUris.ts';

/** Makes what decides which files are never sent. @param globs the setting `infill.exclude` in effect */
export function createPrivacy(globs: () => ExcludeGlobs) {
  const disposables = new Disposables();
  const workspaceUris = new WorkspaceUris();
  const files = disposables.add(new WorkspaceFiles());
  const exclusions = disposables.add(new Exclusions(globs, workspaceUris, files));
  disposables.add(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('infill.exclude')) exclusions.refresh();
    }),
  );
  return { exclusions, workspaceUris, files, dispose: (): void => disposables.dispose() };
}
