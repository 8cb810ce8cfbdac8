import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { holds } from '../../support/property.ts';
import { maskSecrets } from '../../../src/secrets/secrets.ts';
import { drained, steps } from '../../support/work.ts';

/** @param characters of a piece */
const mask = (text: string, characters = Infinity) => drained(maskSecrets(text, characters));

const projectDir = join(import.meta.dirname, '../../..');

/** As random as keys are, and always the same. */
const random = 'q7Zt2LmX9vB4kRs8WcJ3dNf6GhY1pQa5TuE0iOzKxMbVnCrD';
const of = (length: number) => random.slice(0, length);
const hex = (length: number) => '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'.slice(0, length);

/** Texts with the secret between ⟨ and ⟩. */
const secrets: Record<string, string> = {
  "AWS's key": `id: '⟨AKIAQWERTYUIOPASDFGH⟩'`,
  "GitHub's": `remote add x https://⟨ghp_${of(36)}⟩`,
  "GitHub's, fine-grained": `"⟨github_pat_${of(30)}⟩"`,
  "GitLab's": `token = ⟨glpat-${of(20)}⟩`,
  "Slack's": `// ⟨xoxb-1234567890-${of(12)}⟩`,
  "Slack's hook": `post('https://hooks.slack.com/services/⟨T00000000/B00000000/${of(24)}⟩')`,
  "Stripe's": `stripe('⟨sk_live_${of(24)}⟩')`,
  "OpenAI's": `new Client('⟨sk-proj-${of(40)}⟩')`,
  "OpenRouter's": `router('⟨sk-or-v1-${hex(64)}⟩')`,
  "DeepSeek's": `client("⟨sk-${hex(32)}⟩")`,
  'a key of small letters and digits': `STRIPE_KEY="⟨zq8v7x6c5b4n3m2lqw8s⟩"`,
  'the same without quotes': `STRIPE_KEY=⟨zq8v7x6c5b4n3m2lqw8s⟩`,
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
  "another host's of that beginning": `client(⟨sk-abcdefghijklmnopqrs-A1⟩)`,
  'a bearer token without a header': `send("Bearer ⟨${hex(24)}⟩", url)`,
  'a short token that looks like one': `token: '⟨${hex(20)}⟩'`,
  'an entry of an environment that is a word': `      SESSION_SECRET: ⟨supersecret⟩`,
  'a password in a connection string': `"Server=db;User Id=sa;Password=⟨Sup3rS3cret!⟩;"`,
  'the last part of a connection string': `Db=Server=db;Pwd=⟨secret1⟩`,
  'an entry of an environment': `      POSTGRES_PASSWORD: ⟨supersecret⟩`,
  "an environment's variable that is a word": `POSTGRES_PASSWORD=⟨correcthorse⟩`,
  'an argument that sets one': `docker run -e MYSQL_ROOT_PASSWORD=⟨rootpw⟩ mysql`,
  'a variable before a command': `PGPASSWORD=⟨correcthorse⟩ psql -h db`,
  "a Dockerfile's variable": `ENV DB_PASSWORD ⟨correcthorse⟩`,
  "a shell's default": `echo \${DB_PASSWORD:-⟨hunter2⟩}`,
  'a list that sets one': `    - SMTP_PASS=⟨mailpass⟩`,
  'a property': `spring.datasource.password=⟨changeit⟩`,
  'an entry of YAML that is a word': `  password: ⟨postgres⟩`,
  "AWS's secret key": `aws_secret_access_key = ⟨wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟩`,
  "AWS's secret key without a digit": `aws_secret_access_key = ⟨wJalrXUtnFEMI/KqMDENG/bPxRfiCYEXAMPLEKEY⟩`,
  'an element': `<password>⟨hunter2⟩</password>`,
  'an element with a prefix': `<ns:clientSecret type="a">⟨hunter2⟩</ns:clientSecret>`,
  "an element's value": `<add key="ApiKey" value="⟨hunter2⟩"/>`,
  'a name and its value in YAML': `- name: DB_PASSWORD\n  value: ⟨correcthorse⟩`,
  'a name and its value in JSON': `{ "name": "DB_PASSWORD", "value": "⟨correcthorse⟩" }`,
  "a call's default": `os.environ.setdefault("SECRET_KEY", "⟨correct-horse⟩")`,
  "another call's default": `env("DB_PASSWORD", "⟨correcthorse⟩")`,
  'a default by name in small letters': `config.get('db.password', '⟨hunter2⟩')`,
  'a default after ||': `const password = process.env.DB_PASSWORD || '⟨hunter2⟩';`,
  'a default after ??': `process.env['DB_PASSWORD'] ?? '⟨hunter2⟩'`,
  "Python's default": `os.getenv("DB_PASSWORD") or "⟨hunter2⟩"`,
  'an option': `mysqldump --password=⟨x1⟩ db`,
  'an option with a space': `login --token ⟨hunter2⟩`,
  "curl's user": `curl -s -u admin:⟨b⟩ https://a.example`,
  sshpass: `sshpass -p ⟨hunter⟩ ssh host`,
  'a header': `curl -H "X-Api-Key: ⟨${hex(32)}⟩" https://a.example`,
  'a header in code': `'Authorization': 'ApiKey ⟨${hex(32)}⟩'`,
  'a password for something': `dbPass = "⟨hunter2⟩"`,
  'a password beside a user': `auth: { user: 'me', pass: '⟨hunter2⟩' }`,
  'a password on the next line': `password =\n        "⟨correct-horse⟩"`,
  'a password on the next line, in brackets': `DB_PASSWORD = (\n    '⟨correct-horse⟩'`,
  'a password in three quotes': `password = '''⟨correct-horse⟩'''`,
  'an entry of YAML of several lines': `a:\n  password: |\n    ⟨correct horse⟩\n  b: 1`,
  'an aligned field in Go': `cfg{\n\tUser:           "app",\n\tPassword:       "⟨S3cret!pass⟩",`,
  "an aligned variable's": `password             = "⟨S3cret!pass⟩"`,
  'an aligned key': `API_KEY            = "⟨abc123def⟩"`,
  'an aligned entry of JSON': `  "password":           "⟨hunter2⟩",`,
  'an aligned entry of YAML': `  password:            ⟨hunter2⟩`,
  'an aligned property': `db.password            = ⟨hunter2⟩`,
  'a macro': `#define WIFI_PASSWORD "⟨S3cret!pass⟩"`,
  'a macro of a word': `#  define API_KEY    "⟨correcthorse⟩"`,
  'a macro with signs alone': `#define DB_PASS "⟨!@#$%⟩"`,
  'a macro with a token': `#define BOT_TOKEN "⟨123456:abc-def⟩"`,
  "a database's user": `CREATE USER app WITH PASSWORD '⟨hunter⟩';`,
  "another database's user": `CREATE USER app IDENTIFIED BY '⟨hunter⟩';`,
  'an array in C': `static const char password[] = "⟨hunter2⟩";`,
  'an array in C of a length': `char wifi_pass[MAX_PASS] = "⟨hunter2⟩";`,
  'a connection string with blanks': `Open("postgres", "host=db user=app password=⟨hunter2⟩ dbname=app")`,
  'the last part of one with blanks': `connect("dbname=test user=postgres password=⟨hunter2⟩")`,
  'the first part of one with blanks': `connect("password=⟨hunter2⟩ user=postgres")`,
  'a password in an address of JDBC': `url=jdbc:mysql://db/app?user=app&password=⟨hunter2⟩`,
  'a key in an address': `fetch("https://api.example.com/v1?api_key=⟨hunter2secret⟩&page=1")`,
  'a token in an address': `fetch('https://api.example.com/v1?page=1&token=⟨${hex(20)}⟩')`,
  "Gradle's": `    storePassword "⟨correcthorse⟩"`,
  "Gradle's on one line": `signingConfigs { release { keyPassword '⟨S3cret1⟩' } }`,
  "Gradle's property": `storePassword=⟨mystorepass⟩`,
  'what a setter is given': `dataSource.setPassword("⟨correcthorse⟩");`,
  'what a setter of a key is given': `client.set_api_key( '⟨abc123def⟩' )`,
  'what a builder is given': `    .password("⟨hunter2⟩")`,
  "Go's, with its type": `var password string = "⟨hunter2⟩"`,
  "C#'s verbatim string": `string password = @"⟨hunter2⟩";`,
  "C#'s string with a $": `string password = $"⟨hunter2⟩";`,
  "Rust's, with its type": `const PASSWORD: &'static str = "⟨hunter2⟩";`,
  "Rust's raw string": `let password = r#"⟨hunter2⟩"#;`,
  "Python's, with its type": `password: Optional[str] = "⟨hunter2⟩"`,
  "TypeScript's, with its type": `let password: string | null = '⟨hunter2⟩';`,
  "Supabase's": `"⟨sbp_${hex(40)}⟩"`,
  "Groq's": `"⟨gsk_${of(48)}⟩"`,
  "xAI's": `"⟨xai-${of(48)}⟩"`,
  'random hexadecimal': `init("⟨${hex(32)}⟩")`,
  'random small letters': `init('⟨${of(36).toLowerCase()}⟩')`,
  'random capital letters': `init('⟨${of(36).toUpperCase()}⟩')`,
  'random letters with two digits': `init('⟨qKZtaLmXbvBakRscWcJ3dNf6⟩')`,
  'a random text': `init("⟨${of(32)}⟩")`,
  'a telling word that is not the last': `ADMIN_PASSWORD_PROD = "⟨Tr0ub4dor&3⟩"`,
  'a UUID in quotes': `export NPM_TOKEN="⟨6c4c1f0e-93b7-4d52-a1c8-0be7d52f9a64⟩"`,
  'signs without quotes': `DB_PASSWORD=⟨a1;b,c&d(e)⟩`,
  'signs without quotes or digits': `DB_PASSWORD=⟨Horse&Battery!⟩`,
  'signs of a list without quotes': `DB_PASSWORD=⟨Horse;Battery!Staple⟩`,
  'signs of a call without quotes': `DB_PASSWORD=⟨Tr&ub;ador(Horse)⟩`,
  'signs without quotes or digits in YAML': `password: ⟨Horse,Battery(Staple)⟩`,
  'signs without quotes in properties': `db.password=⟨Horse<Battery>x⟩`,
  'signs as between commands': `DB_PASSWORD=⟨Horse&&Battery;⟩`,
  "signs in a Dockerfile's variable": `ENV DB_PASSWORD ⟨Horse|Battery⟩`,
  'signs in a value below its name': `- name: DB_PASSWORD\n  value: ⟨Horse;Battery(x)y⟩`,
  'signs without quotes in YAML': `  db_password: ⟨a1;b|c>d[e⟩`,
  'a property by its parts': `app.deploy.key=⟨${of(22)}⟩`,
  "an application's password": `SMTP_PASSWORD="⟨kqzv wmtb xpla yrcd⟩"`,
  'a salt': `define('NONCE_SALT', '⟨]x!8Kd;Q2 #p~^vz0|W{3%L⟩');`,
  'a password after a user with an at sign': `amqp://me@example.com:⟨s3cret⟩@mq.example/`,
  'a token in place of a user': `https://⟨${of(24)}⟩@git.example/x`,
  'a property of C#': `public string ClientSecret { get; } = "⟨kQ8f.Zx3-pL0v⟩";`,
  'a random text with slashes': `init("⟨${of(20)}/${of(11)}+9⟩")`,
};

/** Ordinary code without secrets. */
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
  'this.password=password',
  'self.password = self.get_password',
  'SECRET_KEY = config.secret_key',
  'SECRET_KEY=settings.SECRET_KEY',
  'MAX_TOKEN=4096',
  'API_KEY: string',
  'TOKEN: null',
  'PRIVATE_KEY=/run/secrets/key.pem',
  'TOKEN=$(cat token)',
  'pick(user, "password", "email")',
  "validate(['password', 'confirmation'])",
  '<label for="password">Password</label>',
  '<Password value={password}></Password>',
  '<input name="password" value="{{ password }}">',
  'program.option("--token <token>", "what to send")',
  'password: getPassword',
  'test("pass", () => {})',
  "if (pem.startsWith('-----BEGIN PRIVATE KEY-----')) return parse(pem);",
  'sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
  'const commit = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b";',
  'const id = "9f86d081884c7d659a2feaa0c55ad015";',
  '"abcdefghijklmnopqrstuvwxyz0123456789"',
  'x-request-id: 123e4567-e89b-12d3-a456-426614174000',
  'KEY_LENGTH = 32',
  '#define KEY_PASSWORD "password"',
  '#define PASSWORD_PROMPT "Enter the password: "',
  '#define SEPARATOR_TOKEN "<sep-token>"',
  '#define END_TOKEN "the-end"',
  '#define CONFIG_API_KEY     "api_key"',
  'const char *names[] = { "password", "token" };',
  'format("host=%s user=%s password=%s", host, user, password)',
  '`host=${host} password=${password} user=${user}`',
  'connect(host="db", user=user, password=password)',
  'fetch(`/login?password=${password}&token=${token}`)',
  'route("/reset?token=:token&password={password}")',
  'if (ok &&password=next) return;',
  'href="/account?token=refresh"',
  'field.setPassword(password);',
  'builder.password("password").secret("my-secret")',
  'getPassword("hunter2")',
  'cy.get(".password").type(text)',
  'string password = $"{first}-{second}";',
  'string password = $"prefix-{second}";',
  'password: str = Field(min_length=8)',
  'Password string `json:"password"`',
  'func login(user, password string) error {',
  'case PASSWORD: kind = "field2"; break;',
  'storePassword=storePassword',
  'token: 12',
  'STACK_OF(X509V3_EXT_METHOD) *sk_X509V3_EXT_METHOD_num(sk_X509V3_EXT_METHOD_new_null);',
  'SECRET_KEY_FILE="/run/secrets/key-1a"',
  'const PASSWORD_HEADER = "x-password-1a2b";',
  'PASSWORD_REQUIRED_V2 = "PasswordRequiredResultV2"',
  '  closingToken = sourceCode.getLastToken(node, { skip: 1 });',
  '  password = md5(x1)',
  'password: Joi.string().required()',
  'password: Joi.string().required(),',
  'password = getPassword(user, host)',
  'password = getPassword(user,host)',
  '  password: users[index].password',
  '  password: first.of(all).password',
  'SECRET_KEY=settings.SECRET_KEY;',
  'SubjectPublicKeyInfo = "X.509 subjectPublicKeyInfo with PKCS#1"',
  '  password: user?.password',
  '  password: given||fallback',
  '  password: string|null',
  'password: *default_password',
  '  password: Option<String>,',
  '  password = x->password',
  '  secret = Config::secret()',
  '  secretKey: sk1.publicKey,',
];

describe('secrets in a snippet', () => {
  for (const [name, drawing] of Object.entries(secrets)) {
    it(`are masked: ${name}`, () => {
      assert.equal(mask(drawing.replace(/[⟨⟩]/g, '')), drawing.replace(/⟨[^⟩]*⟩/, '***'));
    });
  }

  it('are masked: a private key, line by line', () => {
    const key = (body: string) => `a\n-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----\nb`;
    assert.equal(mask(key(`${of(40)}\nMII`)), key('***\n***'));
    const written = (body: string) => `k = "-----BEGIN PRIVATE KEY-----\\n${body}\\n-----END PRIVATE KEY-----"`;
    assert.equal(mask(written(`${of(24)}/x+a`)), written('***'));
  });

  it('are masked: a private key without an end', () => {
    const key = (body: string) => `a\n-----BEGIN RSA PRIVATE KEY-----\n${body}`;
    assert.equal(mask(key(`${of(40)}\n${of(40)}\n\nf\nconst a`)), key('***\n***\n\n***\nconst a'));
  });

  for (const code of harmless) it(`are none: ${code}`, () => assert.equal(mask(code), code));

  it('are not seen in ordinary code: of all lines here, one in a thousand at most', () => {
    const files = ['src', 'test/fixtures/demo', 'test/server', 'test/bench'].flatMap((folder) =>
      readdirSync(join(projectDir, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|go|py|css)$/.test(file))
        .map((file) => readFileSync(join(projectDir, folder, file), 'utf8')),
    );
    const lines = files.flatMap((text) => text.split('\n'));
    const changed = files.flatMap((text) => {
      const after = mask(text).split('\n');
      return text.split('\n').filter((line, at) => line !== after[at]);
    });
    assert.ok(changed.length <= lines.length / 1000, changed.join('\n'));
  });

  /** Code with secrets anywhere in it. */
  const part = fc.oneof(
    fc.constantFrom(...Object.values(secrets).map((drawing) => drawing.replace(/[⟨⟩]/g, ''))),
    fc.constantFrom(...harmless, '\n', '\r\n', '"', "'", '`', '=', 'password', '-----BEGIN PRIVATE KEY-----', '\\'),
    fc.string(),
  );
  const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(' '));

  it('are found the same when a text is read piece by piece', async () => {
    await holds([text, fc.integer({ min: 1, max: 60 })], (code, characters) => {
      assert.equal(mask(code, characters), mask(code));
    });
  });

  it('are looked for in many steps', () => {
    for (const line of ['-----BEGIN PRIVATE KEY-----', 'password: |', 'const a = 1;', '-----BEGIN PRIVATE KEY-----"']) {
      const count = steps(maskSecrets(`${line}\n`.repeat(100_000 / (line.length + 1))));
      assert.ok(count >= 200, `${line}: ${count}`);
    }
  });

  it('leave the lines as they are, and nothing more to mask', async () => {
    await holds(
      [text],
      (code) => {
        const masked = mask(code);
        assert.deepEqual(masked.match(/\r?\n/g), code.match(/\r?\n/g));
        assert.equal(mask(masked), masked);
      },
      [['DB_PASSWORD=Horse&&Battery; $- %{    0 A']],
    );
  });

  it('are found alone on a line, whatever is around it', async () => {
    const keys = [`AKIAQWERTYUIOPASDFGH`, `ghp_${of(36)}`, `sk_live_${of(24)}`, `npm_${of(36)}`, of(32)];
    await holds([text, fc.constantFrom(...keys), text], (before, key, after) => {
      assert.ok(!mask(`${before}\n${key}\n${after}`).split('\n').includes(key));
    });
  });
});
