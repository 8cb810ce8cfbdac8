import type * as vscode from 'vscode';

/** VS Code's log channel, or `RecentLog`, which also keeps the last lines. */
export type Log = Pick<vscode.LogOutputChannel, 'debug' | 'info' | 'warn' | 'error'>;
