import type * as vscode from 'vscode';

/** What is written to: VS Code's log channel, or one that also remembers. */
export type Log = Pick<vscode.LogOutputChannel, 'debug' | 'info' | 'warn' | 'error'>;
