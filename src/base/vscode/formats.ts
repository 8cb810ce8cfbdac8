import * as vscode from 'vscode';
import { formatsOf } from '../formats.ts';

/** Numbers, days and amounts as VS Code's language writes them. */
export const formats = formatsOf(vscode.env.language);
