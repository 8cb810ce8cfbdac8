import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A function body that is removed from a file and typed again. */
export interface Place {
  /** Path from the project's root, with the line of the body's header. */
  name: string;
  file: string;
  /** VS Code's language id. */
  language: string;
  /** One level of indentation. */
  indent: string;
  /** The file up to the end of the header line, where the cursor is. */
  head: string;
  /** From the line end of the header to the end of the body's last line. */
  body: string;
  /** The rest of the file, from the line end of the body's last line. */
  tail: string;
}

/** Headers of functions, by language; statements such as `if` do not count. */
const brace = /^(?!\s*(?:\}|if|else|for|while|switch|try|catch|do)\b)(?!\s*\}).*\)[^()]*\{$/;
const headers: Readonly<Record<string, RegExp>> = {
  typescript: brace,
  javascript: brace,
  php: brace,
  go: /^func .*\{$/,
  python: /^\s*def .*:$/,
  cpp: brace,
  css: /\{$/,
  shellscript: /(?:then|do|\{)$/,
};

const files: readonly [path: string, language: string, places: number][] = [
  ['node_modules/@mistralai/mistralai/src/lib/encodings.ts', 'typescript', 4],
  ['node_modules/zod/src/v4/core/util.ts', 'typescript', 6],
  ['test/fixtures/demo/cli/query.ts', 'typescript', 3],
  ['node_modules/mocha/lib/runner.js', 'javascript', 5],
  ['node_modules/semver/classes/range.js', 'javascript', 3],
  ['node_modules/commander/lib/help.js', 'javascript', 4],
  ['node_modules/eslint/lib/linter/file-report.js', 'javascript', 4],
  ['node_modules/flatted/python/flatted.py', 'python', 4],
  ['test/fixtures/demo/report/stats.py', 'python', 3],
  ['test/fixtures/demo/report/text.py', 'python', 2],
  ['node_modules/flatted/golang/pkg/flatted/flatted.go', 'go', 5],
  ['test/fixtures/demo/server/handlers.go', 'go', 3],
  ['test/fixtures/demo/server/store.go', 'go', 3],
  ['node_modules/flatted/php/flatted.php', 'php', 3],
  ['node_modules/mocha/mocha.css', 'css', 5],
  ['node_modules/playwright-core/bin/reinstall_chrome_beta_linux.sh', 'shellscript', 1],
];

const root = join(import.meta.dirname, '../../..');
const [shortest, longest] = [3, 20];

/** Bodies spread evenly over each file. @throws an Error that names a missing file or body */
export function places(): Place[] {
  return files.flatMap(([path, language, wanted]) => {
    const whole = join(root, path);
    if (!existsSync(whole))
      throw new Error(`${path} is missing: run npm ci, as the benchmark types files of packages.`);
    const found = bodies(readFileSync(whole, 'utf8').replaceAll('\r\n', '\n'), path, language);
    if (found.length < wanted) throw new Error(`${path} holds ${found.length} bodies; the benchmark types ${wanted}.`);
    return Array.from({ length: wanted }, (_, index) => found[Math.floor(((index + 0.5) * found.length) / wanted)]!);
  });
}

/** Every body of 3 to 20 lines that is not inside another one. */
export function bodies(text: string, file: string, language: string): Place[] {
  const lines = text.split('\n');
  const found: Place[] = [];
  for (let header = 0; header < lines.length; header++) {
    if (!headers[language]?.test(lines[header]!)) continue;
    const end = endOfBody(lines, header);
    const body = lines.slice(header + 1, end);
    if (body.length < shortest || body.length > longest || body.some((line) => /\s$/.test(line))) continue;
    const headIndent = indentOf(lines[header]!);
    found.push({
      name: `${file.replace('node_modules/', '')}:${header + 1}`,
      file,
      language,
      indent: indentOf(body[0]!).slice(headIndent.length),
      head: lines.slice(0, header + 1).join('\n'),
      body: body.map((line) => `\n${line}`).join(''),
      tail: lines
        .slice(end)
        .map((line) => `\n${line}`)
        .join(''),
    });
    header = end - 1;
  }
  return found;
}

/**
 * The first line after the body: its indentation is no deeper than the header's. Blank lines before it do not belong to
 * the body.
 */
function endOfBody(lines: readonly string[], header: number): number {
  const depth = indentOf(lines[header]!).length;
  let end = header + 1;
  for (let index = end; index < lines.length; index++) {
    if (lines[index]!.trim() === '') continue;
    if (indentOf(lines[index]!).length <= depth) break;
    end = index + 1;
  }
  return end;
}

/** The white space at the beginning of a line. */
export function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)![0];
}
