import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir, run } from './install.ts';

/** Packages the extension. @returns the path of the `.vsix` file */
export async function packageExtension(): Promise<string> {
  await run('npm', ['run', '--silent', 'package'], { cwd: projectDir });
  return vsixPath();
}

/** The `.vsix` file of `npm run package`. */
export function vsixPath(): string {
  const { name, version } = readManifest();
  return join(projectDir, `${name}-${version}.vsix`);
}

/**
 * Title of a command of the extension in the command palette, such as `Infill: Set API Key`.
 * @throws Error when the extension contributes no such command
 */
export function commandTitle(id: string): string {
  const command = readManifest().contributes.commands.find(({ command }) => command === id);
  if (!command) throw new Error(`The extension contributes no command ${id}.`);
  const texts = readJson('package.nls.json') as Record<string, string>;
  const title = command.title.replace(/^%(.*)%$/, (_, key: string) => texts[key] ?? key);
  return command.category ? `${command.category}: ${title}` : title;
}

/** The settings that the user's own file decides, in every window. */
export function applicationSettings(): string[] {
  const all = readManifest().contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  return all.flatMap(([name, { scope }]) => (scope === 'application' ? [name] : []));
}

interface Manifest {
  name: string;
  version: string;
  contributes: {
    commands: { command: string; title: string; category?: string }[];
    configuration: { properties: Record<string, { scope?: string }> }[];
  };
}

function readManifest(): Manifest {
  return readJson('package.json') as Manifest;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(projectDir, file), 'utf8'));
}
