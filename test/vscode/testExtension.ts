// The extension of a test build: Infill, with a way to change settings. VS Code in a browser reads settings of scope
// `application` from the user's file only at its start (1.139.1), so a test writes them into the file `settings` of the
// folder in INFILL_CLOCK, and this sets them as the settings editor does.
import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

export * from '../../src/extension.ts';

const folder = process.env.INFILL_CLOCK;
if (folder) watch(folder, (_, name) => name === 'settings' && void apply(join(folder, name)));

async function apply(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const values = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const { Global } = vscode.ConfigurationTarget;
  for (const [name, value] of Object.entries(values))
    await vscode.workspace.getConfiguration().update(name, value ?? undefined, Global);
}
