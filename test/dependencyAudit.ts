// Asks the registry for known vulnerabilities of the bundled packages, and of those that build and test.
//   node test/dependencyAudit.ts
import { execFile } from 'node:child_process';
import { projectDir } from './vscode/install.ts';

/** The packages of others in the bundles of the extension and its usage page. A unit test compares them. */
export const bundledPackages = ['@vscode/l10n', 'eventsource-parser', 'lru-cache'];

interface Report {
  vulnerabilities?: Record<string, { severity: string; via: (string | { title: string; url: string })[] }>;
  message?: string;
}

/**
 * Prints the answer of `npm audit`. No answer from the registry is reported, and is no failure, since the registry is
 * an external service.
 * @returns 1 if a bundled package has a vulnerability, else 0
 */
export async function audit(): Promise<number> {
  const output = await new Promise<string>((done) =>
    execFile('npm', ['audit', '--json'], { cwd: projectDir, timeout: 30_000 }, (_, stdout) => done(stdout)),
  );
  const { vulnerabilities, message } = readReport(output);
  if (!vulnerabilities) {
    console.log(`npm audit has no answer here (${message ?? 'nothing came'}): vulnerabilities are not known.`);
    return 0;
  }
  const found = Object.entries(vulnerabilities);
  for (const [name, { severity, via }] of found) {
    const titles = via.map((one) => (typeof one === 'string' ? one : `${one.title} (${one.url})`));
    console.log(`npm audit: ${name}, ${severity}: ${titles.join('; ')}`);
  }
  if (found.length === 0) console.log('npm audit knows no vulnerability.');
  return found.some(([name]) => bundledPackages.includes(name)) ? 1 : 0;
}

function readReport(output: string): Report {
  try {
    return JSON.parse(output) as Report;
  } catch {
    return {};
  }
}

if (import.meta.main) process.exitCode = await audit();
