import * as vscode from 'vscode';
import { Disposables } from '../../base/vscode/disposables.ts';
import { WorkspaceFiles } from '../../base/vscode/workspaceFiles.ts';
import type { Clock } from '../../base/clock.ts';
import type { ExcludeGlobs } from '../excludeSetting.ts';
import { Exclusions } from './exclusions.ts';
import { GitIgnored } from './gitIgnored.ts';
import { UnmatchableGlobs } from './unmatchableGlobs.ts';
import { WorkspaceUris } from './workspaceUris.ts';

/** The settings in effect. */
export interface PrivacySettings {
  /** `infill.exclude`. */
  exclude: ExcludeGlobs;
  /** `infill.gitIgnored`. */
  completesGitIgnored: boolean;
}

/** Makes what decides which files are never sent. @param notified remembers what the user was notified of */
export function createPrivacy(settings: () => PrivacySettings, notified: vscode.Memento, clock: Clock) {
  const disposables = new Disposables();
  const workspaceUris = new WorkspaceUris();
  const files = disposables.add(new WorkspaceFiles());
  const gitIgnored = disposables.add(new GitIgnored(files, clock));
  const globs = () => settings().exclude;
  const completesIgnored = () => settings().completesGitIgnored;
  const exclusions = disposables.add(
    new Exclusions(globs, workspaceUris, files, () => (completesIgnored() ? null : gitIgnored)),
  );
  const unmatchable = new UnmatchableGlobs(globs, notified);
  void unmatchable.check();
  disposables.add(
    gitIgnored.onDidChange(() => {
      if (!completesIgnored()) exclusions.refresh();
    }),
  );
  disposables.add(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('infill.exclude')) void unmatchable.check();
      if (['infill.exclude', 'infill.gitIgnored'].some((one) => change.affectsConfiguration(one))) exclusions.refresh();
    }),
  );
  return { exclusions, workspaceUris, files, gitIgnored, dispose: (): void => disposables.dispose() };
}
