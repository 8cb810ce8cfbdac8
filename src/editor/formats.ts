import * as vscode from 'vscode';
import { formatsOf } from '../page/formats.ts';

/** Numbers, days and amounts as VS Code's language writes them. */
export const formats = formatsOf(vscode.env.language);
