/**
 * The VS Codes under test: the oldest that `engines.vscode` allows, and the newest. The value is the npm package with
 * that version's server and workbench, so that only the npm registry has to be reachable.
 */
export const versions = {
  '1.100.3': 'code-server@4.100.3',
  '1.139.1': 'code-server@4.139.1',
} as const;

export type Version = keyof typeof versions;

export const pinnedVersions = Object.keys(versions) as Version[];

export const newest: Version = '1.139.1';

/** A headless Chromium in an npm package, for machines without Chrome or Chromium (Linux on x64 only). */
export const chromiumPackage = '@sparticuz/chromium@153.0.0';

/**
 * Reads a version of a caller or of `INFILL_VSCODE_VERSION`; default: the newest.
 * @throws Error when the version is not pinned
 */
export function parseVersion(name = process.env.INFILL_VSCODE_VERSION): Version {
  if (!name) return newest;
  if (name in versions) return name as Version;
  throw new Error(`VS Code ${name} is not pinned here. There are: ${pinnedVersions.join(', ')}.`);
}
