/** Stands in a snippet where a secret did. */
export const secretMask = '***';

/**
 * What tells a key of a service by itself: its own beginning, and the length that its service gives it. Where more has to
 * follow, it is looked for so far only as keys are long: a text of beginnings alone would take for ever.
 */
const serviceKeys = [
  'A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}', // AWS
  'gh[pousr]_\\w{36,}|github_pat_\\w{22,}', // GitHub
  'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-[\\w-]{20,}', // GitLab
  'xox[a-z]-[\\w-]{10,}|xapp-\\d-[\\w-]{10,}', // Slack
  '(?:sk|rk|pk)_(?:live|test)_\\w{16,}|whsec_[\\w+/=]{16,}', // Stripe
  'sk-(?=[\\w-]{0,200}\\d)(?=[\\w-]{0,200}[A-Z])[\\w-]{20,}', // OpenAI, Anthropic and others
  'AIza[\\w-]{35}|ya29\\.[\\w-]{20,}|GOCSPX-[\\w-]{20,}', // Google
  'npm_\\w{36,}|pypi-[\\w-]{50,}|hf_\\w{30,}|rubygems_[0-9a-f]{48}', // registries
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}|(?:AC|SK)[0-9a-f]{32}|key-[0-9a-f]{32}', // SendGrid, Twilio, Mailgun
  'do[opr]_v1_[0-9a-f]{64}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|dapi[0-9a-f]{32}', // DigitalOcean, Shopify, Databricks
  'ATATT3[\\w=-]{20,}|lin_api_\\w{32,}|ntn_\\w{40,}|hv[sb]\\.[\\w-]{20,}', // Atlassian, Linear, Notion, Vault
  '\\d{8,10}:AA[\\w-]{33}|AGE-SECRET-KEY-1[0-9A-Z]{50,}', // Telegram, age
  'eyJ[\\w-]{10,2000}\\.eyJ[\\w-]{10,}\\.[\\w-]*', // JSON web tokens
];
const serviceKey = new RegExp(`(?<![A-Za-z0-9])(?:${serviceKeys.join('|')})(?![A-Za-z0-9])`, 'g');

/** Slack's addresses that anybody can post to, and the secret parts of Azure's connection strings and links. */
const secretPart =
  /(hooks\.slack\.com\/services\/|(?:AccountKey|SharedAccessKey|SharedAccessSignature)=|[?&]sig=)[\w+/%=-]{16,}/g;

/** The password in an address. */
const addressPassword = /(\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s:/@'"`<>]{0,100}:)([^\s:/@'"`<>]{1,200})(?=@[\w.[-])/gi;

/** What a request carries as its proof. */
const bearer = /\b((?:Bearer|Basic|Token) +)(?=[\w.~+/-]*\d)[\w.~+/-]{16,}=*/g;

/** The longest keys (RSA, 16,384 bits) have some 13,000 characters. */
const keyBlock =
  /(-----BEGIN (?:[A-Z\d]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----)([\s\S]{0,20000}?)(?=-----END [A-Z\d ]*PRIVATE KEY)/g;

/** Names of what is a secret whatever it looks like, and of what is one if it looks like one. */
const assigns = String.raw`["'\x60]?\]?\s{0,4}(?::\s{0,4}(?:string|str|String|&str|char\s?\*)\s{0,4})?(?:=>|:=|[=:])\s{0,4}`;
const quoted = String.raw`[a-zA-Z]{0,2}(["'\x60])((?:(?!\2)[^\\\n]|\\.){4,400})\2`;
const strongName = String.raw`((?:passwords?|passwd|pwd|pass_?phrase|secrets?|(?:secret|private|access|api|auth|signing|encryption|account)[_-]?keys?|client[_-]?secret)\d{0,2}${assigns})`;
const weakName = String.raw`((?:token|key|secret|salt|credentials?|pass|auth|cookie|signature)[\w-]{0,20}${assigns})`;
const strongAssignment = new RegExp(strongName + quoted, 'gi');
const weakAssignment = new RegExp(weakName + quoted, 'gi');
/** Without quotes: an environment's variable, or an entry of YAML or of a properties file. */
const bareAssignment =
  /^([ \t]*(?:export[ \t]+|ENV[ \t]+|-[ \t]+)?(?:[A-Z][A-Z\d_]*_)?(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY)[ \t]*[=:][ \t]*|[ \t]*[\w.-]*(?:password|passwd|secret|token|api[_-]?key)[ \t]*[=:][ \t]*(?=\S*\d))([^\s"'`,;(){}[\]]{6,})[ \t]*$/gm;

/** What stands where a secret will: a variable, a blank to fill in, a row of dots. */
const placeholder = /^(?:[$<{%#@]|[*.x]+$|your|example|process\.|env\.|os\.)|\$\{|\{\{/i;

/** As far back as a name is looked at that a text is assigned to, in characters. */
const longestName = 60;

/** A run of characters that may be a key without a beginning of its own. */
const longRun = /(?<![\w+/=-])[\w+/-]{24,}={0,2}(?![\w+/=-])/g;

/**
 * The text with everything masked that looks like a secret: keys of known services, private keys, passwords that are
 * assigned or stand in an address, random strings. Its lines stay what they are, without what is masked in them.
 */
export function maskSecrets(text: string): string {
  return maskLines(maskKeyBlocks(text));
}

/** The private keys alone, the only secrets that go over several lines. */
export function maskKeyBlocks(text: string): string {
  return text.replace(keyBlock, (_, begin: string, block: string) => begin + maskBlock(block));
}

/** The secrets that stand in one line each: whole lines of a text may be masked piece by piece. */
export function maskLines(text: string): string {
  return text
    .replace(serviceKey, secretMask)
    .replace(secretPart, `$1${secretMask}`)
    .replace(addressPassword, (whole, before: string, value: string) => (isBlank(value) ? whole : before + secretMask))
    .replace(bearer, `$1${secretMask}`)
    .replace(strongAssignment, (whole, name: string, quote: string, value: string, at: number, all: string) =>
      isLabel(all.slice(Math.max(0, at - longestName), at) + name, value) ? whole : masked(whole, quote, value),
    )
    .replace(weakAssignment, (whole, _, quote: string, value: string) =>
      isKeyLike(value) ? masked(whole, quote, value) : whole,
    )
    .replace(bareAssignment, (whole, name: string, value: string) =>
      isBlank(value) || isExpression(value) ? whole : name + secretMask,
    )
    .replace(longRun, (run) => (isRandom(run) ? secretMask : run));
}

/** A key's lines may be written as `\n` in one text. */
function maskBlock(block: string): string {
  return block.replace(/\\[nr]|(?:(?!\\[nr])\S)+/g, (piece) => (/^\\[nr]$/.test(piece) ? piece : secretMask));
}

function masked(whole: string, quote: string, value: string): string {
  const from = whole.length - quote.length - value.length;
  return whole.slice(0, from) + secretMask + quote;
}

function isBlank(value: string): boolean {
  return placeholder.test(value);
}

/** What is said of a password rather than one: its own name, a sentence, a path. */
function isLabel(before: string, value: string): boolean {
  const name = /([\w-]+)\W*$/.exec(before.replace(/\s*:\s*\w+\s*=\s*$/, ''))?.[1] ?? '';
  return isBlank(value) || /\s/.test(value) || /^\.{0,2}\//.test(value) || plain(value) === plain(name);
}

function plain(name: string): string {
  return name.replace(/[\W_]/g, '').toLowerCase();
}

/** Letters and digits in one word, as no name that people give has them. */
function isKeyLike(value: string): boolean {
  return value.length >= 12 && /^[\w+/=.~-]+$/.test(value) && (/^[\da-f]{16,}$/i.test(value) || isRandom(value));
}

/** An expression or a type of a programming language, where a value without quotes would stand. */
function isExpression(value: string): boolean {
  return /^[A-Za-z_][\w.]*$/.test(value) && !/\d/.test(value);
}

/** So many of all neighbours are of different kinds (small, capital, digit) in random text; in names it is a quarter. */
const leastChanges = 0.4;
/** Bits of a character, by its frequency in the text itself: 4 is what 16 characters have of which none comes twice. */
const leastEntropy = 3.5;

/** A word as folders have it: base64 has slashes, too. */
const pathWord = /(?:^|\/)[A-Za-z]?[a-z]{3,}[/-]/;

function isRandom(run: string): boolean {
  if (!/[a-z]/.test(run) || !/[A-Z]/.test(run) || !/\d.*\d.*\d/.test(run) || pathWord.test(run)) return false;
  const kinds = run.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0');
  let changes = 0;
  for (let at = 1; at < kinds.length; at++) if (kinds[at] !== kinds[at - 1]) changes++;
  return changes / (run.length - 1) >= leastChanges && entropyOf(run) >= leastEntropy;
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
