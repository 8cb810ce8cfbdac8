// Writes docs/settings.md from package.json and package.nls.json:
//   npm run docs
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from '../vscode/install.ts';

interface Setting {
  order: number;
  type: string | string[];
  default: unknown;
  scope?: 'application' | 'resource';
  enum?: string[];
  enumDescriptions?: string[];
  properties?: Record<string, { description: string }>;
  markdownDescription: string;
}

interface Manifest {
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: { configuration: { title: string; properties: Record<string, Setting> }[] };
}

/** In characters, as in the other files. */
const maxLineLength = 120;

const read = (file: string): unknown => JSON.parse(readFileSync(join(projectDir, file), 'utf8'));

/** The text of docs/settings.md. */
export function settingsPage(): string {
  const { capabilities, contributes } = read('package.json') as Manifest;
  const texts = read('package.nls.json') as Record<string, string>;
  const textOf = (key: string) => texts[key.slice(1, -1)]!;
  const isRestricted = (name: string) => capabilities.untrustedWorkspaces.restrictedConfigurations.includes(name);

  const sectionOf = ([name, setting]: [string, Setting]): string[] => [
    `### ${name}`,
    wrapped(`${typeOf(setting)} ${defaultOf(setting)} ${whoSets(setting, isRestricted(name))}`.trim()),
    ...linked(textOf(setting.markdownDescription)).split('\n\n').map(wrapped),
    ...choices(setting, textOf),
    ...longDefault(setting),
  ];
  return [
    '# Settings',
    '<!-- Written by `npm run docs` from package.json and package.nls.json. -->',
    wrapped(
      'A changed setting takes effect at once. Infill names a bad value in the log and uses the default. It never replaces a bad endpoint: it sends nothing until you fix it.',
    ),
    ...contributes.configuration.flatMap(({ title, properties }) => [
      `## ${textOf(title)}`,
      ...Object.entries(properties)
        .sort(([, a], [, b]) => a.order - b.order)
        .flatMap(sectionOf),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function typeOf({ type, enum: values }: Setting): string {
  return values ? 'One of the values below.' : `Type: ${[type].flat().join(' or ')}.`;
}

function defaultOf({ default: value }: Setting): string {
  return isLong(value) ? 'Default: see below.' : `Default: \`${json(value)}\`.`;
}

/** An object of settings that are all on is as long as what describes them. */
function isLong(value: unknown): boolean {
  return json(value).length > maxLineLength / 2;
}

function whoSets({ scope }: Setting, isRestricted: boolean): string {
  if (scope === 'application') return 'A workspace, a container or a remote machine cannot set it.';
  if (scope === 'resource') return 'Each folder of a workspace can have its own.';
  return isRestricted ? 'An untrusted workspace cannot set it.' : '';
}

function choices(
  { enum: values = [], enumDescriptions = [], properties = {} }: Setting,
  textOf: (key: string) => string,
) {
  const described = [
    ...values.map((value, index) => [value, enumDescriptions[index]!] as const),
    ...Object.entries(properties).map(([name, { description }]) => [name, description] as const),
  ];
  const items = described.map(([name, description]) => wrapped(`- \`${name}\`: ${textOf(description)}`));
  return items.length > 0 ? [items.join('\n')] : [];
}

function longDefault({ default: value, properties }: Setting): string[] {
  if (!isLong(value)) return [];
  if (properties) return ['By default all of them are `true`.'];
  const names = Object.keys(value as object).map((name) => `\`${name}\``);
  return [wrapped(`By default these are \`true\`: ${names.join(', ')}.`)];
}

/** With a link for each setting that VS Code's settings editor would link. */
function linked(text: string): string {
  return text.replaceAll(/`#(infill\.[\w.]+)#`/g, (_, name: string) => `[\`${name}\`](#${anchorOf(name)})`);
}

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** JSON in one line, with spaces. */
function json(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replaceAll(/(?<=[[{])\s+|\s+(?=\])/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^\{(?=[^}])/, '{ ');
}

/** Breaks the lines of a paragraph or a list; code stays whole. */
function wrapped(text: string): string {
  return text.split('\n').map(wrappedLine).join('\n');
}

function wrappedLine(text: string): string {
  const indent = text.startsWith('- ') ? '  ' : '';
  const lines: string[] = [];
  for (const word of text.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= maxLineLength)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(line === undefined ? word : indent + word);
  }
  return lines.join('\n');
}

if (import.meta.main) writeFileSync(join(projectDir, 'docs/settings.md'), settingsPage());
