import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { excludingGlob, plainPath } from '../../../src/privacy/excludingGlob.ts';
import { readExclude } from '../../../src/privacy/excludeSetting.ts';
import { programFile } from '../../../src/privacy/programFiles.ts';

/** Paths that the default of `infill.exclude` excludes. */
const secret = [
  ...['.env', '.ENV', 'app/.env.local', '.env.example', '.envrc', 'prod.env', 'cert.pem', 'a/b/server.KEY', 'ca.crt'],
  ...['store.p12', 'store.jks', 'putty.ppk', 'mail.asc', 'passwords.kdbx', 'home.ovpn', '.ssh/config', 'id_rsa.bak'],
  ...['deploy/id_ed25519', '.gnupg/a.conf', '.npmrc', '.yarnrc.yml', '.pypirc', '.netrc', '_netrc', '.git-credentials'],
  ...['.git/config', '.pgpass', '.my.cnf', '.htpasswd', '.docker/config.json', '.aws/credentials', '.aws/config'],
  ...['.azure/accessTokens.json', '.config/gcloud/a.db', '.kube/config', 'kubeconfig', 'a.tfstate', 'a.tfstate.backup'],
  ...['prod.tfvars', 'local.settings.json', 'client_secret_1.json', 'secrets.yaml', 'db-credentials.json', '.secrets'],
  ...['k8s/app-secret.yml', 'secrets/db.txt', 'user-passwords.csv', 'service-account-prod.json', '.bash_history'],
  ...['prod.env.local', 'app.env.production', 'aws/credentials', '.config/git/credentials', '.git/credentials'],
  ...['.config/gh/hosts.yml', '.config/hub', '.config/doctl/config.yaml', '.config/rclone/rclone.conf', '.oci/config'],
  ...['.aliyun/config.json', '.fly/config.yml', '.composer/auth.json', '.dockerconfigjson', 'NuGet.Config', 'pip.conf'],
  ...['.bundle/config', '.Renviron', 'pgpass.conf', '.passwd-s3fs', '.snowsql/config', 'etc/ssh_host_rsa_key'],
  ...['deploy_key', 'github_ed25519', 'wg0.conf', 'my-app-firebase-adminsdk-x1y2z.json', 'gcp-key.json', 'sa_key.json'],
  ...['github-token.txt', 'access_token.json', '.token', 'token.pickle', 'playwright/.auth/user.json', 'api-keys.json'],
  ...['http.keytab', 'a.jceks', 'a.pkcs12', 'a.pk8', 'a.p7b', 'a.bks', 'me.agekey', 'sops/age/keys.txt'],
  ...['secrets/prod/db.yaml', 'k8s/secrets/prod/api.yaml', 'run/secrets/db_password', 'secrets/env.sh', 'credentials'],
  ...['credentials/google.json', 'config/credentials/prod.yaml', 'android/key.properties', 'keystore.properties'],
  ...['.curlrc', '.wgetrc', '.hgrc', '.hg/hgrc', '.svn/auth/svn.simple/1', '.erlang.cookie', '.htdigest', 'htpasswd'],
  ...['.rediscli_auth', '.pulumi/credentials.json', '.terraform.d/credentials.tfrc.json', '.aws/login.py'],
  ...['kubeconfig/prod.yaml', 'Acme.Secrets/appsettings.json'],
  // Programs that hold tokens: assistants, clouds, clusters, HTTP clients, browsers.
  ...['mcp.json', '.vscode/mcp.json', '.cursor/mcp.json', '.mcp.json', '.codeium/windsurf/mcp_config.json'],
  ...[
    'Claude/claude_desktop_config.json',
    '.claude/settings.local.json',
    '.codex/auth.json',
    '.gemini/oauth_creds.json',
  ],
  ...['github-copilot/hosts.json', 'github-copilot/apps.json', '.continue/config.yaml', '.continue/config.json'],
  ...['.aider.conf.yml', 'auth.json', 'my-project-123456-0123456789ab.json', 'rootkey.csv', 'rootkey (1).csv'],
  ...['me_accessKeys.csv', 'azureauth.json', 'kubeconfig.yaml', 'k3s.yaml', 'talosconfig', 'kubernetes/admin.conf'],
  ...[
    'Prod.postman_environment.json',
    'w.postman_globals.json',
    'http-client.env.json',
    'http-client.private.env.json',
  ],
  ...['e2e/storageState.json', '.cargo/credentials.toml', '.cargo/credentials', 'abc.default/logins.json'],
  ...['.idea/dataSources.xml', '.idea/dataSources.local.xml', 'filezilla.xml', 'privkey', 'program.keypair'],
  ...['target/deploy/program-keypair.json'],
  // Folders.
  ...['secrets/how-to.md', 'docs/secrets/how-to.md', 'secrets/seed.sql', 'credentials/list.html', 'secrets/main.tf'],
  ...['private/notes.md', 'private/users.csv', 'certs/ca.txt', 'keys/prod.json', 'config/keys/db.xml', 'keys/a/b'],
  // Backups.
  ...[
    '#server.key#',
    '.#server.key',
    '.server.key.swp',
    '.id_rsa.swo',
    'deploy_key.copy',
    'kubeconfig_bak',
    'privkey-old',
  ],
  ...['.npmrc-2024-01-31', 'kubeconfig.20240131', 'kubeconfig_20240131_1200', 'server.key.txt', '.netrc.rpmsave'],
  ...[
    'nuget.config.dpkg-old',
    '.pgpass.new',
    'server copy.key',
    'server.key copy',
    'Copy of kubeconfig',
    'auth-old.json',
  ],
  ...['auth (1).json', 'mcp.json.bak2', '.netrc.rpmnew', 'pip.conf.dpkg-dist', 'htpasswd.txt', 'server.key.txt.bak'],
  ...['.ssh_old/config', 'secrets-2024/db.yml', '.aws (copy)/config', '.docker.bak/config.json', 'kubeconfig.prev'],
  ...['server.key.bak', 'cert.pem.old', 'key.pem~', '.npmrc.bak', 'id_rsa.1', 'app.env.orig~', '.aws.old/config'],
];
const ordinary = [
  ...['src/secrets.ts', 'src/secrets/rotate.ts', 'environment.ts', 'env.d.ts', 'key.ts', 'keys.json', 'package.json'],
  ...[
    'credentials/login.go',
    'password.vue',
    'history.ts',
    'docs/tokens.md',
    'settings.json',
    '.gitignore',
    'a.certain',
  ],
  ...['vite-env.d.ts', 'src/app.env.ts', 'locales/en/keys.json', 'design/tokens.json', 'token.json'],
  ...['foreign-key.json', 'translation-key.json', 'token.go', 'models/deploy_key.rb', 'docs/keys.txt', 'auth/token.ts'],
  ...['src/rsa.ts', 'crypto/ed25519.c', 'hosts.yml', 'nginx.conf', 'config/pip.py', 'main.ts.bak', 'a.old/b.ts', 'a.1'],
  ...['private/api.ts', 'keys/index.ts', 'certs/load.py', 'src/private/Button.vue', 'keys', 'private', 'keys.txt'],
  ...['mcp.ts', 'src/mcp/server.json', 'auth.ts', 'storageState.ts', 'logins.ts', 'chunk-0123.json', 'notes.txt'],
  ...['copy.ts', 'new.json', 'old.md', '2024-01-31.md', 'app-old.json', '.github/workflows/ci.yml', 'config.yaml'],
  // Source code, scripts and templates in folders with names that are words.
  ...'ps1 psm1 psd1 sh zsh bash inl usf v sv vhd S asm cr gd pas adb lisp el rkt coffee wgsl glsl hlsl hbs erb ejs pug'
    .split(' ')
    .map((ending) => `Source/Private/Foo.${ending}`),
  ...['private/a.tpl', 'private/a.mdx', 'keys/a.ipynb', 'certs/main.bicep', 'certs/Makefile', 'keys/Dockerfile'],
  ...['private/CMakeLists.txt', 'roles/certs/tasks/main.yml', 'secrets/Vault.psm1', 'credentials/Chain.inl'],
  // Source code in folders with names of secret files.
  ...['internal/kubeconfig/kubeconfig.go', 'aws/credentials/chain.go', 'pkg/git/credentials/helper.go'],
  ...['huggingface/token/index.ts', 'Acme.Secrets/Vault.cs', 'crypto_sign_ed25519/sign.c', 'src/secrets/aws/rotate.py'],
  ...['src/secrets/rotate.ts.bak', 'credentials/zig/main.zig', 'n8n/credentials/a.credentials.ts'],
  ...['github-token.ts', 'src/api-keys.ts', 'Grammar.tokens', 'auth.service.ts', 'age/keys.ts'],
];

interface Manifest {
  contributes: { configuration: { properties: Record<string, { default: unknown }> }[] };
}
const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const properties = Object.assign({}, ...contributes.configuration.map((one) => one.properties)) as Record<
  string,
  { default: unknown }
>;

describe('the default of infill.exclude', () => {
  const { hidden, inWorkspace } = readExclude(
    { byDefault: properties['infill.exclude']!.default, user: undefined, workspace: [] },
    [],
  );
  const excluded = (name: string, folder = 'ws') => {
    const path = `/${folder}/${name}`;
    return programFile(path) ?? excludingGlob(path, hidden, path) ?? excludingGlob(path, inWorkspace, `/${name}`);
  };

  it('excludes what has a name of a secret file', () => {
    assert.deepEqual(
      secret.filter((path) => excluded(path) === null),
      [],
    );
  });
  it('excludes no ordinary file', () => {
    assert.deepEqual(
      ordinary.filter((path) => excluded(path) !== null),
      [],
    );
  });
  it('excludes prose and data in a folder private, but not for the name of the opened folder', () => {
    for (const folder of ['private', 'certs', 'keys']) {
      assert.equal(excluded('README.md', folder), null);
      assert.equal(excluded('config.yaml', folder), null);
      assert.equal(excluded('private/notes.md', folder), '{private,certs,keys}/**');
    }
    assert.equal(excluded('db.txt', 'secrets'), '{secrets,credentials}');
  });
  it("takes no system folder of macOS for a folder private, but the user's own", () => {
    assert.deepEqual(
      ['/private/tmp/a.md', '/private/var/x/a.md', '/private/mine/a.md', '/a/private/tmp/a.md'].map(plainPath),
      ['/tmp/a.md', '/var/x/a.md', '/private/mine/a.md', '/a/private/tmp/a.md'],
    );
  });
});

describe('a glob of infill.exclude', () => {
  const cases: [name: string, glob: string, path: string][] = [
    ['for a folder is meant for all that is in it, code as well', 'kubeconfig', '/ws/kubeconfig/load.go'],
    ['holds in every folder', 'a.txt', '/ws/deep/a.txt'],
    ['may end with a slash', 'private/', '/ws/private/deep/a.ts'],
    ['asks for no upper or lower case', 'Plum.TXT', '/ws/pLUM.txt'],
    ['may have a drive', 'c:/a/*.txt', 'C:/a/b.txt'],
    ['may have backslashes', 'config\\mine.txt', '/ws/config/mine.txt'],
    ['may have blanks in braces', '*.{a, b}', '/ws/x.b'],
    ['finds a name that is composed otherwise', 'caf\u00e9.txt', '/ws/cafe\u0301.txt'],
    ['may itself be composed otherwise', 'cafe\u0301/**', '/ws/caf\u00e9/a.ts'],
    ['has variables of the workspace', '${workspaceFolder}/x.txt', '/x.txt'],
    ['finds backups', 'plum.txt', '/ws/#plum.txt#'],
    ...[
      ...['plum.txt~', 'plum.txt.bak', 'plum.txt.bak2', 'plum.txt.orig', '.plum.txt.swp', '.#plum.txt', 'plum.bak.txt'],
      ...['plum.txt.rpmsave', 'plum.txt.dpkg-old', 'plum.txt.orig~', 'plum.txt.bak/a'],
    ].map((name): [string, string, string] => [`finds the backup ${name}`, 'plum.txt', `/ws/${name}`]),
  ];
  const others: [glob: string, path: string][] = [
    ['src/user.ts', 'src/user-new.ts'],
    ['src/user.ts', 'src/user-2.ts'],
    ['api.ts', 'old-api.ts'],
    ['docs', 'docs.new/a.md'],
    ['docs', 'docs.txt'],
    ['**/page.tsx', 'page_last.tsx'],
    ['page.tsx', 'page (1).tsx'],
  ];
  for (const [glob, path] of others) {
    it(`of the user takes ${path} for no backup of ${glob}`, () =>
      assert.equal(excludingGlob(`/ws/${path}`, [glob]), null));
  }
  for (const [name, glob, path] of cases) it(name, () => assert.equal(excludingGlob(path, [glob]), glob));

  it('with many stars is matched in time, and with all kinds of wildcards', () => {
    // A matcher that backtracks does not come to an end with these.
    for (const glob of ['*a*a*a*a*a*b', `${'*a'.repeat(500)}b`, `${'{a,*}'.repeat(500)}b`, `${'**/a*/'.repeat(200)}b`])
      assert.equal(excludingGlob(`/${`${'a'.repeat(100)}/`.repeat(10)}c`, [glob]), null);
    assert.equal(excludingGlob('/x/aaaaaab', ['*a*a*a*a*a*b']), '*a*a*a*a*a*b');
  });
});
