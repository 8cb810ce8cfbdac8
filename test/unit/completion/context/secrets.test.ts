import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { maskSecrets } from '../../../../src/completion/context/secrets.ts';
import { holds } from '../../property.ts';

const projectDir = join(import.meta.dirname, '../../../..');

/** As random as keys are, and always the same. */
const random = 'q7Zt2LmX9vB4kRs8WcJ3dNf6GhY1pQa5TuE0iOzKxMbVnCrD';
const of = (length: number) => random.slice(0, length);
const hex = (length: number) => '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'.slice(0, length);

/** What is written, with the secret between ⟨ and ⟩. */
const secrets: Record<string, string> = {
  "AWS's key": `id: '⟨AKIAQWERTYUIOPASDFGH⟩'`,
  "GitHub's": `remote add x https://⟨ghp_${of(36)}⟩`,
  "GitHub's, fine-grained": `"⟨github_pat_${of(30)}⟩"`,
  "GitLab's": `token = ⟨glpat-${of(20)}⟩`,
  "Slack's": `// ⟨xoxb-1234567890-${of(12)}⟩`,
  "Slack's hook": `post('https://hooks.slack.com/services/⟨T00000000/B00000000/${of(24)}⟩')`,
  "Stripe's": `stripe('⟨sk_live_${of(24)}⟩')`,
  "OpenAI's": `new Client('⟨sk-proj-${of(40)}⟩')`,
  "Google's": `key=⟨AIza${of(35)}⟩&x=1`,
  "npm's": `//registry/:_authToken=⟨npm_${of(36)}⟩`,
  "SendGrid's": `⟨SG.${of(22)}.${of(43)}⟩`,
  "Vault's": `⟨hvs.${of(24)}⟩`,
  'a web token': `"⟨eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${of(30)}⟩"`,
  "Azure's connection string": `"AccountName=a;AccountKey=⟨${of(44)}==⟩;EndpointSuffix=b"`,
  'a password in an address': `connect("postgres://app:⟨hunter2⟩@db.example:5432/app")`,
  'a bearer token': `headers.set('Authorization', 'Bearer ⟨${hex(32)}⟩')`,
  'a password': `const password = "⟨correct-horse⟩";`,
  'a password of a type': `password: string = '⟨hunter2!⟩';`,
  'a password in JSON': `  "dbPassword": "⟨hunter2⟩",`,
  'a password in a hash': `:password => '⟨hunter2⟩'`,
  'a password in Go': `passwd := "⟨hunter2⟩"`,
  'a password with a quote in it': `secret = "⟨a\\"bcd⟩"`,
  'a key by its name': `apiKey: '⟨test-key⟩'`,
  'a token that looks like one': `token: '⟨${hex(32)}⟩'`,
  "an environment's variable": `export DB_PASSWORD=⟨hunter2⟩`,
  'an entry of YAML': `  password: ⟨hunter2⟩`,
  'a random text': `init("⟨${of(32)}⟩")`,
  'a random text with slashes': `init("⟨${of(20)}/${of(11)}+9⟩")`,
};

/** Code as it is, that only speaks of secrets. */
const harmless = [
  'type Token = "comma" | "dot"; const token: Token = "comma";',
  'const password = await askForPassword(user);',
  'password: string;',
  'this.password = password;',
  'if (token === "import") next();',
  'const token = lexer.next(), key = event.key;',
  'password = ${{ secrets.PASSWORD }}',
  'const password = process.env.DB_PASSWORD;',
  'secret: "<your secret here>"',
  'password: "$DB_PASSWORD"',
  'label: { password: "Password" }',
  '"client_secret": "clientSecret",',
  'message = "The password is wrong, try again";',
  'secret: "/run/secrets/db"',
  'const url = `https://${user}:${password}@example.com`;',
  'https://example.com:8080/a@b',
  'import { AbstractSingletonProxyFactoryBean2 } from "./abstractSingletonProxyFactoryBean2.ts";',
  'const GetRunHistoryV1WorkflowsRunsRunIdHistoryGetRequest = 1;',
  'commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  'id: "123e4567-e89b-12d3-a456-426614174000"',
  '.sk-folding-cube-animation-wrapper-2 { color: red }',
  'see https://github.com/someone/semantic-conventions/blob/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b/docs/a.md',
  'KEY_LENGTH = 32',
  'token: 12',
];

describe('secrets in a snippet', () => {
  for (const [name, drawing] of Object.entries(secrets)) {
    it(`are masked: ${name}`, () => {
      assert.equal(maskSecrets(drawing.replace(/[⟨⟩]/g, '')), drawing.replace(/⟨.*⟩/, '***'));
    });
  }

  it('are masked: a private key, line by line', () => {
    const key = (body: string) => `a\n-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----\nb`;
    assert.equal(maskSecrets(key(`${of(40)}\nMII`)), key('***\n***'));
    const written = (body: string) => `k = "-----BEGIN PRIVATE KEY-----\\n${body}\\n-----END PRIVATE KEY-----"`;
    assert.equal(maskSecrets(written('MII/x+a')), written('***'));
  });

  for (const code of harmless) it(`are none: ${code}`, () => assert.equal(maskSecrets(code), code));

  it('are not seen in ordinary code: of all lines here, one in a thousand at most', () => {
    const files = ['src', 'test/fixtures/demo', 'test/server', 'test/bench'].flatMap((folder) =>
      readdirSync(join(projectDir, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|go|py|css)$/.test(file))
        .map((file) => readFileSync(join(projectDir, folder, file), 'utf8')),
    );
    const lines = files.flatMap((text) => text.split('\n'));
    const changed = files.flatMap((text) => {
      const after = maskSecrets(text).split('\n');
      return text.split('\n').filter((line, at) => line !== after[at]);
    });
    assert.ok(changed.length <= lines.length / 1000, changed.join('\n'));
  });

  /** Code with secrets anywhere in it. */
  const piece = fc.oneof(
    fc.constantFrom(...Object.values(secrets).map((drawing) => drawing.replace(/[⟨⟩]/g, ''))),
    fc.constantFrom(...harmless, '\n', '\r\n', '"', "'", '`', '=', 'password', '-----BEGIN PRIVATE KEY-----', '\\'),
    fc.string(),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '));

  it('leave the lines as they are, and nothing more to mask', async () => {
    await holds([text], (code) => {
      const masked = maskSecrets(code);
      assert.deepEqual(masked.match(/\r?\n/g), code.match(/\r?\n/g));
      assert.equal(maskSecrets(masked), masked);
    });
  });

  it('are found wherever they stand on a line of their own', async () => {
    const keys = [`AKIAQWERTYUIOPASDFGH`, `ghp_${of(36)}`, `sk_live_${of(24)}`, `npm_${of(36)}`, of(32)];
    await holds([text, fc.constantFrom(...keys), text], (before, key, after) => {
      assert.ok(!maskSecrets(`${before}\n${key}\n${after}`).split('\n').includes(key));
    });
  });
});
