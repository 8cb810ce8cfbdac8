// The packages of others in the bundles: their notices, which their licences ask for in copies, and the list of parts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of others in a bundle. */
export interface BundledPackage {
  name: string;
  version: string;
  /** SPDX id. */
  licence: string;
  notice: string;
  /** SHA-512 of the package's archive, in hexadecimal digits. */
  sha512: string;
}

/** Notices of packages that come without one, from their repositories. */
const missingNotices: Readonly<Record<string, string>> = {
  '@vscode/l10n': 'MIT License\n\nCopyright (c) Microsoft Corporation.\n\n{MIT}',
};

/**
 * The packages that are among the inputs of a bundle.
 * @param inputs paths, as esbuild's metafile has them
 * @param dir the project's folder
 * @throws Error for a package without licence, notice or hash
 */
export function packagesOf(inputs: readonly string[], dir: string): BundledPackage[] {
  const names = inputs.map((input) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  const read = (file: string) => readFileSync(join(dir, file), 'utf8');
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { integrity?: string }> };
  return [...new Set(names)]
    .filter((name) => name !== undefined)
    .sort()
    .map((name) => {
      const folder = `node_modules/${name}`;
      const { version, license } = JSON.parse(read(`${folder}/package.json`)) as { version: string; license?: string };
      const file = readdirSync(join(dir, folder)).find((one) => /^licen[cs]e/i.test(one));
      const own = missingNotices[name]?.replace('{MIT}', mitTerms(read('LICENSE')));
      const notice = file && existsSync(join(dir, folder, file)) ? read(`${folder}/${file}`) : own;
      const [, hash] = /^sha512-(.+)$/.exec(lock.packages[folder]?.integrity ?? '') ?? [];
      if (!license || !notice || !hash) throw new Error(`${name} has no licence, notice or hash.`);
      return {
        ...{ name, version, licence: license, notice: notice.replaceAll('\r\n', '\n').trim() },
        sha512: Buffer.from(hash, 'base64').toString('hex'),
      };
    });
}

/** The notices of packages and of data of others, as one text. @param dir the project's folder */
export function noticesText(packages: readonly BundledPackage[], dir: string): string {
  const rules = readFileSync(join(dir, 'test/gitleaks/LICENSE'), 'utf8').trim();
  const parts = packages.map(
    ({ name, version, licence, notice }) => `${'='.repeat(80)}\n${name} ${version} (${licence})\n\n${notice}\n`,
  );
  const data = `${'='.repeat(80)}\nFormats of secrets, from gitleaks (MIT)\n\n${rules}\n`;
  return ['Infill contains these packages and data of others.\n', ...parts, data].join('\n');
}

/** The list of parts (SBOM) in CycloneDX 1.5. It is the same for the same parts: it has no time and no serial number. */
export function sbomOf(infill: { name: string; version: string }, packages: readonly BundledPackage[]): object {
  const purl = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const ref = purl(infill.name, infill.version);
  const licences = (id: string) => [{ license: { id } }];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': ref, ...infill, purl: ref, licenses: licences('MIT') },
    },
    components: packages.map(({ name, version, licence, sha512 }) => ({
      ...{ type: 'library', 'bom-ref': purl(name, version), name, version, purl: purl(name, version) },
      ...{ scope: 'required', licenses: licences(licence), hashes: [{ alg: 'SHA-512', content: sha512 }] },
    })),
    dependencies: [
      { ref, dependsOn: packages.map(({ name, version }) => purl(name, version)) },
      ...packages.map(({ name, version }) => ({ ref: purl(name, version) })),
    ],
  };
}

/** The terms of the MIT licence, from a text that has a copyright line above them. */
function mitTerms(text: string): string {
  return text.slice(text.indexOf('Permission is hereby granted')).trim();
}
