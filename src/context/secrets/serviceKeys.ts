/**
 * Keys with a beginning and a length by which their service is known. No pattern may
 * read on to the end of a word only to fail there: a text with many beginnings would then take quadratic time.
 */
const keys = [
  'A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}', // AWS
  'gh[pousr]_\\w{36,}|github_pat_\\w{22,}', // GitHub
  'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-[\\w-]{20,}', // GitLab
  'xox[a-z]-[\\w-]{10,}|xapp-\\d-[\\w-]{10,}', // Slack
  '(?:sk|rk|pk)_(?:live|test)_\\w{16,}|whsec_[\\w+/=]{16,}', // Stripe
  'AIza[\\w-]{35}|ya29\\.[\\w-]{20,}|GOCSPX-[\\w-]{20,}', // Google
  'npm_\\w{36,}|pypi-[\\w-]{50,}|hf_\\w{30,}|rubygems_[0-9a-f]{48}|dckr_[po]at_[\\w-]{20,}', // registries
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}|(?:AC|SK)[0-9a-f]{32}|key-[0-9a-f]{32}|re_\\w{8}_\\w{20,}', // SendGrid, Twilio, Mailgun, Resend
  'do[opr]_v1_[0-9a-f]{64}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|dapi[0-9a-f]{32}', // DigitalOcean, Shopify, Databricks
  'ATATT3[\\w=-]{20,}|lin_api_\\w{32,}|ntn_\\w{40,}|hv[sb]\\.[\\w-]{20,}', // Atlassian, Linear, Notion, Vault
  'sb[pv]_[0-9a-f]{40}|sb_secret_[\\w-]{20,}|napi_\\w{40,}|pscale_(?:tkn|pw|oauth)_[\\w.-]{32,}', // Supabase, Neon, PlanetScale
  'gsk_\\w{40,}|xai-\\w{40,}|pplx-\\w{40,}|r8_\\w{30,}|nvapi-[\\w-]{40,}|tvly-[\\w-]{20,}|lsv2_[ps][tk]_\\w{30,}', // models' hosts
  'gl(?:sa|c)_[\\w=+/-]{32,}|sntry[su]_[\\w=+/-]{40,}|NRAK-[A-Z0-9]{27}|ph[cx]_\\w{40,}', // Grafana, Sentry, New Relic, PostHog
  'PMAK-[0-9a-f]{24}-[0-9a-f]{34}|figd_[\\w-]{40,}|sq0(?:atp|csp)-[\\w-]{22,}|pat\\w{14}\\.[0-9a-f]{64}', // Postman, Figma, Square, Airtable
  'pul-[0-9a-f]{40}|dp\\.(?:pt|st|ct|sa)\\.[\\w.-]{40,}|tfp_\\w{40,}|ops_eyJ[\\w-]{40,}|rnd_\\w{28,}', // Pulumi, Doppler, Typeform, 1Password, Render
  '\\d{8,10}:AA[\\w-]{33}|AGE-SECRET-KEY-1[0-9A-Z]{50,}', // Telegram, age
];

const prefixedKey = new RegExp(`(?<![A-Za-z0-9])(?:${keys.join('|')})(?![A-Za-z0-9])`, 'g');
/** OpenAI, Anthropic and others. A digit and an upper-case letter are required, as CSS classes look alike. */
const skKey = /(?<![\w-])sk-(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{20,}/g;
/** JSON web tokens. */
const webToken = /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/g;

/** Keys of known services. */
export const serviceKeys: readonly RegExp[] = [prefixedKey, skKey, webToken];
