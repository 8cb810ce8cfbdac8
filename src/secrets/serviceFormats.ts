import { between, gitleaksRules, type GitleaksRule } from './gitleaksRules.ts';

/**
 * A format by which a service's secret is known: the group that is defined, or else the whole match, is the secret. No
 * pattern may read on to the end of a word only to fail there: a text with many beginnings would then take quadratic time.
 */
export interface ServiceFormat {
  pattern: RegExp;
  /** Bits a character. */
  minEntropy: number;
  /** Whether the format is a service's name before any value. */
  isNamed: boolean;
}

/** Formats that gitleaks does not have, or reads more narrowly. */
const builtIn: readonly GitleaksRule[] = [
  ['akia asia abia acca', 'A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}'],
  ['ghp_ gho_ ghu_ ghs_ ghr_ github_pat_', 'gh[pousr]_\\w{36,}|github_pat_\\w{22,}'],
  ['gl', 'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-[\\w-]{20,}'],
  ['xox xapp-', 'xox[a-z]-[\\w-]{10,}|xapp-\\d-[\\w-]{10,}'],
  ['hooks.slack.com/', 'hooks\\.slack\\.com/(?:services|workflows|triggers)/([\\w+/%=-]{16,})'],
  ['k_live_ k_test_ whsec_', '(?:sk|rk|pk)_(?:live|test)_\\w{16,}|whsec_[\\w+/=]{16,}'],
  ['aiza ya29. gocspx-', 'AIza[\\w-]{35}|ya29\\.[\\w-]{20,}|GOCSPX-[\\w-]{20,}'],
  ['npm_ pypi- hf_', 'npm_\\w{36,}|pypi-[\\w-]{50,}|hf_\\w{30,}'],
  ['rubygems_ dckr_', 'rubygems_[0-9a-f]{48}|dckr_[po]at_[\\w-]{20,}'],
  ['sg.', 'SG\\.[\\w-]{16,}\\.[\\w-]{16,}'], // SendGrid
  ['ac sk', '(?:AC|SK)[0-9a-f]{32}'], // Twilio
  ['key- re_', 'key-[0-9a-f]{32}|re_\\w{8}_\\w{20,}'], // Mailgun, Resend
  ['_v1_ shp', 'do[opr]_v1_[0-9a-f]{64}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}'], // DigitalOcean, Shopify
  ['dapi atatt3', 'dapi[0-9a-f]{32}|ATATT3[\\w=-]{20,}'], // Databricks, Atlassian
  ['lin_ ntn_', 'lin_api_\\w{32,}|ntn_\\w{40,}'], // Linear, Notion
  ['hvs. hvb.', 'hv[sb]\\.[\\w-]{20,}'], // Vault
  ['sbp_ sbv_ sb_secret_', 'sb[pv]_[0-9a-f]{40}|sb_secret_[\\w-]{20,}'], // Supabase
  ['napi_ pscale_', 'napi_\\w{40,}|pscale_(?:tkn|pw|oauth)_[\\w.-]{32,}'], // Neon, PlanetScale
  ['gsk_ xai- pplx- r8_', 'gsk_\\w{40,}|xai-\\w{40,}|pplx-\\w{40,}|r8_\\w{30,}'], // Groq, xAI, Perplexity, Replicate
  ['nvapi- tvly- lsv2_', 'nvapi-[\\w-]{40,}|tvly-[\\w-]{20,}|lsv2_[ps][tk]_\\w{30,}'], // NVIDIA, Tavily, LangSmith
  ['glsa_ glc_ sntry nrak-', 'gl(?:sa|c)_[\\w=+/-]{32,}|sntry[su]_[\\w=+/-]{40,}|NRAK-[A-Z0-9]{27}'], // Grafana, Sentry, New Relic
  ['phc_ phx_ pmak- figd_', 'ph[cx]_\\w{40,}|PMAK-[0-9a-f]{24}-[0-9a-f]{34}|figd_[\\w-]{40,}'], // PostHog, Postman, Figma
  ['sq0 pat', 'sq0(?:atp|csp)-[\\w-]{22,}|pat\\w{14}\\.[0-9a-f]{64}'], // Square, Airtable
  ['pul- dp. tfp_', 'pul-[0-9a-f]{40}|dp\\.(?:pt|st|ct|sa)\\.[\\w.-]{40,}|tfp_\\w{40,}'], // Pulumi, Doppler, Typeform
  ['ops_ rnd_', 'ops_eyJ[\\w-]{40,}|rnd_\\w{28,}'], // 1Password, Render
  [':aa age-secret-key', '\\d{8,10}:AA[\\w-]{33}|AGE-SECRET-KEY-1[0-9A-Z]{50,}'], // Telegram, age
  // OpenAI, Anthropic and others. A digit and an upper-case letter are required, as CSS classes look alike.
  ['sk-', '(?<!-)sk-(?=[\\w-]*\\d)(?=[\\w-]*[A-Z])[\\w-]{20,}'],
  ['sk-', '(?<!-)sk-(?:or-v1-[0-9a-f]{64}|[0-9a-f]{32})'], // OpenRouter, DeepSeek
  ['eyj', '(?<!-)eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]*'], // JSON web tokens
  // The secret parts of Azure's connection strings and links.
  ['accountkey sharedaccess sig=', '(?:AccountKey|SharedAccessKey|SharedAccessSignature|[?&]sig)=([\\w+/%=-]{16,})'],
];

const gitleaksFormats = gitleaksRules.map(([keywords, pattern, minEntropy = 0]) => {
  const isNamed = pattern.includes('…');
  return { keywords, source: pattern.replaceAll('…', between), minEntropy, isNamed };
});
const builtInFormats = builtIn.map(([keywords, pattern]) => {
  return { keywords, source: `(?<![A-Za-z0-9])(?:${pattern})(?![A-Za-z0-9])`, minEntropy: 0, isNamed: false };
});

/** The formats by their keywords. A pattern is compiled when its keyword is first seen. */
const formatsByKeyword = new Map<string, (() => ServiceFormat)[]>();
for (const { keywords, source, ...rest } of [...builtInFormats, ...gitleaksFormats]) {
  let compiled: ServiceFormat | null = null;
  const format = () => (compiled ??= { pattern: new RegExp(source, rest.isNamed ? 'dgi' : 'dg'), ...rest });
  for (const keyword of keywords.split(' ')) {
    formatsByKeyword.set(keyword, [...(formatsByKeyword.get(keyword) ?? []), format]);
  }
}

/** The keywords by their first two characters, as 128 times the code of the first plus that of the second. */
const keywordsByStart = new Map<number, string[]>();
/** 1 at such a number if a keyword begins so: most characters of a text then cost no look into the map. */
const isStart = new Uint8Array(128 * 128);
for (const keyword of formatsByKeyword.keys()) {
  const start = keyword.charCodeAt(0) * 128 + keyword.charCodeAt(1);
  keywordsByStart.set(start, [...(keywordsByStart.get(start) ?? []), keyword]);
  isStart[start] = 1;
}

/** The formats of which a keyword is in a text. A regular expression of all keywords takes ten times as long. */
export function formatsFor(text: string): Set<ServiceFormat> {
  const formats = new Set<ServiceFormat>();
  const lowerCase = text.toLowerCase();
  let before = 0;
  for (let at = 0; at < lowerCase.length; at++) {
    const code = lowerCase.charCodeAt(at);
    const start = before * 128 + code;
    before = code < 128 ? code : 0;
    if (code >= 128 || isStart[start] === 0) continue;
    for (const keyword of keywordsByStart.get(start)!) {
      if (!lowerCase.startsWith(keyword, at - 1)) continue;
      for (const format of formatsByKeyword.get(keyword)!) formats.add(format());
    }
  }
  return formats;
}
