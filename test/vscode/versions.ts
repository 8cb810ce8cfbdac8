/**
 * The VS Codes under test: the oldest that `engines.vscode` allows, and the newest there is. The value is the npm
 * package that carries that version's server and workbench, so that nothing but the npm registry has to be reachable.
 */
export const versions = {
  '1.100.3': 'code-server@4.100.3',
  '1.139.1': 'code-server@4.139.1',
} as const;

export type Version = keyof typeof versions;

export const pinnedVersions = Object.keys(versions) as Version[];

export const newest: Version = '1.139.1';

/** A headless Chromium inside an npm package, for machines without Chrome or Chromium (Linux on x64 only). */
export const chromiumPackage = '@sparticuz/chromium@153.0.0';

/**
 * Reads a version as a caller or `INFILL_VSCODE_VERSION` names it; the newest when there is none.
 * @throws Error when the version is not one of the pinned ones
 */
export function parseVersion(name = process.env.INFILL_VSCODE_VERSION): Version {
  if (!name) return newest;
  if (name in versions) return name as Version;
  throw new Error(`VS Code ${name} is not pinned here. There are: ${pinnedVersions.join(', ')}.`);
}
