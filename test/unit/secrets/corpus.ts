/** A made-up secret, as its name's words and its value. None of them opens anything. */
interface Secret {
  name: readonly string[];
  value: string;
}

const secrets: readonly Secret[] = [
  {
    name: ['secret', 'key', 'base'],
    value: '5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592',
  },
  { name: ['admin', 'password', 'prod'], value: 'Tr0ub4dor&3' },
  { name: ['db', 'pass'], value: 's3cr3t;x,y' },
  { name: ['npm', 'token'], value: '6c4c1f0e-93b7-4d52-a1c8-0be7d52f9a64' },
  { name: ['api', 'key'], value: 'k3v9x2m7q8w1z5t6y4u0p3n8b7c2d9f1' },
  {
    name: ['jwt', 'signing', 'key'],
    value: 'q7Zt2LmX9vB4kRs8WcJ3dNf6GhY1pQa5TuE0iOzKxMa=',
  },
  { name: ['smtp', 'password'], value: 'kqzv wmtb xpla yrcd' },
  { name: ['client', 'secret'], value: 'kQ8f.Zx3-pL0v_Wn7' },
  { name: ['encryption', 'key'], value: '9f86d081884c7d659a2feaa0c55ad015' },
  { name: ['mysql', 'root', 'password'], value: 'letmein(2024)' },
  { name: ['auth', 'token'], value: 'Yk3Vd8-Qz1_Rm6Tn0Lp9Xs2Wb7Gc4Hf5' },
  { name: ['redis', 'password'], value: 'pa[ss]wo{rd}1|2' },
  { name: ['nonce', 'salt'], value: ']x!8Kd;Q2#p~^vz0|W{3%Lm*7' },
  { name: ['access', 'key'], value: 'Q7ZT2LMX9VB4KRS8WCJ3' },
  { name: ['deploy', 'key'], value: 'q7Zt2LmX9vB4kRs8WcJ3dN' },
  { name: ['webhook', 'secret'], value: 'whisper-in-the-rain' },
  { name: ['user', 'passwd'], value: 'hunter2!' },
];

const snake = (words: readonly string[]) => words.join('_');
const upper = (words: readonly string[]) => snake(words).toUpperCase();
const kebab = (words: readonly string[]) => words.join('-');
const dotted = (words: readonly string[]) => words.join('.');
const pascal = (words: readonly string[]) => words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
const camel = (words: readonly string[]) => words[0]! + pascal(words.slice(1));

/** How secrets are written, by syntax. */
const syntaxes: Record<string, (name: readonly string[], value: string) => string> = {
  javascript: (name, value) => `const ${camel(name)} = '${value}';`,
  typescript: (name, value) => `  private readonly ${camel(name)}: string = "${value}";`,
  object: (name, value) => `  ${camel(name)}: '${value}',`,
  python: (name, value) => `${upper(name)} = "${value}"`,
  dictionary: (name, value) => `    "${snake(name)}": "${value}",`,
  ruby: (name, value) => `  :${snake(name)} => "${value}",`,
  go: (name, value) => `\t${pascal(name)}:  "${value}",`,
  java: (name, value) => `    private static final String ${upper(name)} = "${value}";`,
  csharp: (name, value) => `    public string ${pascal(name)} { get; } = "${value}";`,
  rust: (name, value) => `const ${upper(name)}: &str = "${value}";`,
  php: (name, value) => `define( '${upper(name)}', '${value}' );`,
  'php array': (name, value) => `    '${snake(name)}' => '${value}',`,
  c: (name, value) => `#define ${upper(name)} "${value}"`,
  swift: (name, value) => `let ${camel(name)}: String = "${value}"`,
  gradle: (name, value) => `    ${camel(name)} = "${value}"`,
  terraform: (name, value) => `  ${snake(name)} = "${value}"`,
  'shell, quoted': (name, value) => `export ${upper(name)}="${value}"`,
  'environment, unquoted': (name, value) => `${upper(name)}=${value}`,
  properties: (name, value) => `app.${dotted(name)}=${value}`,
  yaml: (name, value) => `  ${snake(name)}: ${value}`,
  'yaml, kebab': (name, value) => `${kebab(name)}: ${value}`,
  ini: (name, value) => `${snake(name)} = ${value}`,
  json: (name, value) => `  "${camel(name)}": "${value}",`,
  xml: (name, value) => `    <${camel(name)}>${value.replaceAll('&', '&amp;')}</${camel(name)}>`,
  'xml attribute': (name, value) => `<add key="${pascal(name)}" value="${value.replaceAll('&', '&amp;')}" />`,
  dockerfile: (name, value) => `ENV ${upper(name)}="${value}"`,
};

/** Secrets that are no assignment. */
const others: [syntax: string, line: string, secret: string][] = [
  ['address', 'db = connect("postgres://app:p@ss/w0rd@db.example:5432/app")', 'p@ss'],
  ['address', 'url = "amqp://me@example.com:s3cret@mq.example/"', 's3cret'],
  [
    'address',
    'git clone https://6c4c1f0e93b74d52a1c80be7d52f9a64@git.example/x.git',
    '6c4c1f0e93b74d52a1c80be7d52f9a64',
  ],
  ['address', 'git clone https://q7Zt2LmX9vB4kRs8WcJ3dN:x-oauth-basic@git.example/x', 'q7Zt2LmX9vB4kRs8WcJ3dN'],
  ['address', 'redis://:hunter2@cache.example:6379/0', 'hunter2'],
  ['address', '"mongodb+srv://root:Tr0ub4dor@cluster.example/?w=1"', 'Tr0ub4dor'],
  ['command', 'curl -u admin:s3cret https://a.example', 's3cret'],
  ['command', 'curl -u ":d2LkV78zLx" https://a.example', 'd2LkV78zLx'],
  ['command', 'curl -u "d2LkV78zLx:" https://a.example', 'd2LkV78zLx'],
  ['command', "curl --user me:'pRf7vG2h1L8n' https://a.example", 'pRf7vG2h1L8n'],
  ['command', '  -H "X-Build-ApiKey: 3a16750d-d363-41a4-8ebd-035408f7730f" \\', '3a16750d-d363-41a4-8ebd-035408f7730f'],
  ['command', '  -H "Authorization: Basic YnJvd3Nlcjo=" \\', 'YnJvd3Nlcjo='],
  ['command', 'mysql --password=Tr0ub4dor -u root', 'Tr0ub4dor'],
  ['command', 'login --token k3v9x2m7q8w1z5t6', 'k3v9x2m7q8w1z5t6'],
  ['sql', "ALTER USER app WITH PASSWORD 'hunter2';", 'hunter2'],
  ['connection string', '"Server=db;Uid=sa;Pwd=Tr0ub4dor;"', 'Tr0ub4dor'],
  ['header', "'X-Api-Key': 'k3v9x2m7q8w1z5t6y4u0p3n8b7c2d9f1'", 'k3v9x2m7q8w1z5t6y4u0p3n8b7c2d9f1'],
];

/** A line with a secret. */
export interface Sample {
  syntax: string;
  line: string;
  secret: string;
}

/** At least 300 secrets in 20 syntaxes. */
export const corpus: readonly Sample[] = [
  ...Object.entries(syntaxes).flatMap(([syntax, write]) =>
    secrets.map(({ name, value }) => {
      const line = write(name, value);
      return {
        syntax,
        line,
        secret: line.includes(value) ? value : value.replaceAll('&', '&amp;'),
      };
    }),
  ),
  ...others.map(([syntax, line, secret]) => ({ syntax, line, secret })),
];
