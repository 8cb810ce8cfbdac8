import {
  assigns,
  bare,
  blanks,
  envNamed,
  gap,
  inAddress,
  lineEnd,
  named,
  quoted,
  strong,
  telling,
  toLineEnd,
} from './ruleParts.ts';
import { isKeyLike, isRandom, isRandomString } from './randomText.ts';
import { isPlaceholder, isExpression, isLabel, isTail } from './secretValue.ts';
import { isBareSecretOf, isSecretOf, isVariableSecret } from './tellingName.ts';

/** A place where secrets are written. */
export interface SecretRule {
  /** Ends where the secret ends, which is the group `value` or the whole match. Takes linear time on any text. */
  pattern: RegExp;
  /**
   * Whether a match is a secret; where absent, all but placeholders are.
   * @param name the group `name`, with the part of the word before it
   * @param before the characters before the match on its line, {@link maxBefore} at most
   */
  isSecret?: (value: string, name: string, before: string) => boolean;
}

const isDigital = (value: string) => /\d/.test(value) || /^[a-z]{4}(?: [a-z]{4}){3}$/.test(value);
const isNoLabel = (value: string, name: string) => !isLabel(name, value);
/** A constant for a field's name ends with its own value: `KEY_PASSWORD "password"`. */
const isNoTail = (value: string, name: string) => isNoLabel(value, name) && !isTail(name, value);
/** A value without digits or signs may be any word. */
const isNoWord = (value: string, name: string) => isNoLabel(value, name) && !isExpression(value);
const isNoMember = (value: string, name: string) => isNoLabel(value, name) && !/^[a-z_]\w*(?:\.\w+)+$/i.test(value);

export const secretRules: readonly SecretRule[] = [
  // In a URL: a token in place of the user; a password, up to the last at sign before the host.
  {
    pattern: /\bhttps?:\/\/(?<value>[\w.~-]{16,200})(?=(?::[\w-]{0,40})?@[\w.[-])/gi,
    isSecret: (value) => isKeyLike(value) || isRandomString(value, ''),
  },
  {
    pattern:
      /\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s:/'"`<>]{0,100}:(?<value>[^\s:/'"`<>]{1,200}|(?!\d+\/)[^\s:'"`<>@]{1,100})(?=@[\w.[-])/gi,
  },
  // The authorization of a request.
  {
    pattern: /\b(?:Bearer|Basic|Token|Api-?Key) {1,4}(?=[\w.~+/-]*\d)(?<value>[\w.~+/-]{16,}=*)/gi,
  },
  {
    pattern:
      /(?<![\w-])(?:authorization|[\w-]{0,30}(?:api-?key|[-_]token|[-_]secret|-key))["'`]?\s{0,2}[:=,]\s{0,2}["'`]?(?:\w{1,12} )?(?=[\w.~+/-]*\d)(?<value>[\w.~+/-]{16,}=*)/gi,
    isSecret: (value) => isKeyLike(value),
  },
  // Assigned in quotes.
  {
    pattern: new RegExp(`(?<name>${strong})${assigns}${quoted}`, 'gi'),
    isSecret: isNoLabel,
  },
  {
    pattern: new RegExp(`${telling}${assigns}${quoted}`, 'gi'),
    isSecret: isSecretOf,
  },
  {
    pattern: new RegExp(`(?<![\\w-])(?<name>pass)${assigns}${quoted}`, 'gi'),
    isSecret: (value, name) => isNoWord(value, name) && /\d/.test(value),
  },
  // C macros, settings as in Gradle (`storePassword "…"`), users of a database.
  {
    pattern: new RegExp(
      `#[ \\t]{0,4}define[ \\t]{1,40}(?<name>\\w{0,60}(?:${strong}|_pass|token))[ \\t]{1,40}${quoted}`,
      'gi',
    ),
    isSecret: (value, name) => isNoTail(value, name) && (!/token$/i.test(name) || /\d/.test(value)),
  },
  {
    pattern: new RegExp(`#[ \\t]{0,4}define[ \\t]{1,40}${telling}[ \\t]{1,40}${quoted}`, 'gi'),
    isSecret: (value, name) => isSecretOf(value, name) && isNoTail(value, name) && isDigital(value),
  },
  {
    pattern: new RegExp(`(?:^[ \\t]{0,40}|[{;][ \\t]{0,4})(?<name>\\w{0,30}password)[ \\t]{1,4}${quoted}`, 'gim'),
    isSecret: isNoTail,
  },
  {
    pattern: /\b(?:with(?: encrypted)? password|identified by)\s{1,4}'(?<value>[^'\n]{1,200})(?=')/gi,
  },
  // The only argument of a setter or a builder: `setPassword("…")`, `.password("…")`.
  {
    pattern: new RegExp(
      `\\bset_?(?<name>\\w{0,30}(?:password|passwd|passphrase))\\(\\s{0,4}${quoted}(?=\\k<quote>\\s{0,4}\\))`,
      'gi',
    ),
    isSecret: isNoTail,
  },
  {
    pattern: new RegExp(
      `(?:\\b(?:set|with)_?|\\.)(?<name>\\w{0,30}${strong})\\(\\s{0,4}${quoted}(?=\\k<quote>\\s{0,4}\\))`,
      'gi',
    ),
    isSecret: (value, name) => isNoWord(value, name) && /\d/.test(value),
  },
  // A default in a call: `env("DB_PASSWORD", "…")`.
  {
    pattern: new RegExp(`\\(\\s{0,4}["'](?<name>${envNamed})["'],${gap}${quoted}`, 'g'),
    isSecret: isNoLabel,
  },
  {
    pattern: new RegExp(`\\(\\s{0,4}["'](?<name>[\\w.-]{0,60}${strong})["'],${gap}${quoted}`, 'gi'),
    isSecret: isNoWord,
  },
  {
    pattern: new RegExp(`\\(\\s{0,4}["']${telling}["'],${gap}${quoted}`, 'gi'),
    isSecret: (value, name) => isSecretOf(value, name) && isDigital(value),
  },
  // A part of a connection string, with semicolons or blanks between its parts, or of a URL.
  {
    pattern: /[;"'`]\s?(?<name>Password|Pwd)\s?=\s?(?<value>[^;"'`\s]{1,200})(?=[;"'`]|[ \t]{1,4}\w{1,30}=|$)/gim,
    isSecret: isNoLabel,
  },
  {
    pattern:
      /\b\w{1,30}=[^\s"'`=]{1,100}[ \t]{1,4}(?<name>password|passwd|pwd)=(?<value>[^\s"'`,;(){}[\]<>|&]{1,200})(?=[\s"'`]|$)/gi,
    isSecret: isNoMember,
  },
  {
    pattern: new RegExp(`(?<!&)[?&](?<name>\\w{0,30}(?:password|passwd|pwd))=${inAddress}`, 'gi'),
    isSecret: isNoMember,
  },
  {
    pattern: new RegExp(
      `(?<!&)[?&](?<name>[\\w-]{0,30}(?:token|secret|api[_-]?key|access[_-]?key))=${inAddress}`,
      'gi',
    ),
    isSecret: (value, name) => value.length >= 8 && isNoWord(value, name) && /\d/.test(value),
  },
  // XML: `<password>…</password>`, `<add key="ApiKey" value="…"/>`; YAML and JSON: `name: DB_PASSWORD`, `value: …`
  {
    pattern: new RegExp(
      `<(?:[\\w-]{1,30}:)?(?<name>[\\w.-]{0,60}${named})(?:\\s[^<>]{0,200})?>(?<value>[^<>\\s]{1,400})(?=</)`,
      'gi',
    ),
    isSecret: isNoLabel,
  },
  {
    pattern: new RegExp(`<(?:[\\w-]{1,30}:)?${telling}(?:\\s[^<>]{0,200})?>(?<value>[^<>\\n]{4,400})(?=</)`, 'gi'),
    isSecret: (value, name) => isSecretOf(value, name) && isDigital(value),
  },
  {
    pattern: new RegExp(
      `\\b(?:key|name)["']?\\s{0,2}[=:]\\s{0,2}["']?${telling}["']?,?\\s{1,40}["']?value["']?\\s{0,2}[=:]\\s{0,2}["'](?<value>[^"'\\n]{4,400})(?=["'])`,
      'gi',
    ),
    isSecret: (value, name) => isSecretOf(value, name) && isDigital(value),
  },
  {
    pattern: new RegExp(
      `\\b(?:key|name)["']?\\s{0,2}[=:]\\s{0,2}["']?(?<name>[\\w.:-]{0,60}${named})["']?,?\\s{1,40}["']?value["']?\\s{0,2}[=:]\\s{0,2}(?:["'](?<value>[^"'\\n]{1,400})(?=["'])|(?<plain>[^\\s"'\\x60]{4,200}(?<![,;}])))`,
      'gi',
    ),
    isSecret: isNoLabel,
  },
  // Without quotes: environment variables, entries of YAML, of properties and other files. The rules that read to the line's
  // end come first: the others end at a sign, and would mask only a half of such a value.
  {
    pattern: new RegExp(
      `^[ \\t]{0,40}(?:-[ \\t]{1,4})?(?:export[ \\t]{1,4}|ENV[ \\t]{1,4}|ARG[ \\t]{1,4})?(?<name>[A-Z][A-Z\\d_]{2,80})=${toLineEnd}`,
      'gm',
    ),
    isSecret: isVariableSecret,
  },
  {
    pattern: new RegExp(
      `^[ \\t]{0,40}(?:-[ \\t]{1,4})?["']?${telling}["']?(?:[ \\t]{0,40}=[ \\t]{0,40}|:[ \\t]{1,40})${toLineEnd}`,
      'gim',
    ),
    isSecret: isBareSecretOf,
  },
  {
    // What follows a sign may be another command, or the rest of the value.
    pattern: new RegExp(
      `(?<![\\w.$-])(?<name>${envNamed})=(?<value>[^\\s"'\\x60,;(){}[\\]<>|&]{4,200}(?:[;&|][^\\s"'\\x60]{0,200})?)(?=[\\s"'\\x60\\\\]|$)`,
      'g',
    ),
    isSecret: (value, name) => {
      const start = value.split(/[;&|]/)[0]!;
      return isNoMember(start, name) && !/^\d{1,5}$/.test(start);
    },
  },
  {
    pattern: new RegExp(`^[ \\t]{0,40}(?:-[ \\t]{1,4})?(?<name>${envNamed})${blanks}:${blanks}${bare}${lineEnd}`, 'gm'),
    isSecret: (value, name) => isNoMember(value, name) && !/^\d{1,5}$/.test(value),
  },
  {
    pattern: new RegExp(`^[ \\t]{0,40}(?:ENV|ARG)[ \\t]{1,4}(?<name>${envNamed})[ \\t]{1,4}${toLineEnd}`, 'gm'),
    isSecret: isNoLabel,
  },
  {
    pattern: new RegExp(
      `^(?<name>[a-z][\\w.-]{0,60}[.-]${named}|${named}|\\w{0,20}(?:key|store)Password)=${bare}${lineEnd}`,
      'gim',
    ),
    isSecret: (value, name) => isNoMember(value, name) && !/^(?:this|self)\./.test(name),
  },
  {
    pattern: new RegExp(
      `^[ \\t]{0,40}(?:[-+][ \\t]{1,4})?["']?[\\w.-]{0,60}(?<name>password|passwd)["']?${blanks}:[ \\t]{1,40}${bare}${lineEnd}`,
      'gim',
    ),
    isSecret: (value, name) => isNoLabel(value, name) && /^[a-z-]+$/.test(value) && !value.includes('pass'),
  },
  {
    pattern: new RegExp(
      `^[ \\t]{0,40}(?:[-+][ \\t]{1,4})?["']?[\\w.-]{0,60}(?<name>${named})["']?${blanks}[=:]${blanks}${bare}${lineEnd}`,
      'gim',
    ),
    isSecret: (value, name) => value.length >= 6 && isNoWord(value, name),
  },
  {
    pattern: new RegExp(`\\$\\{\\w{0,60}(?<name>${envNamed}):[-=](?<value>[^}\\s]{4,200})(?=\\})`, 'g'),
    isSecret: isNoLabel,
  },
  // Arguments of a command.
  {
    pattern: new RegExp(
      `(?<![\\w-])--(?<name>(?:[\\w-]{0,30}-)?(?:pass|${named}))=(?<value>[^\\s"'\\x60,;(){}[\\]<>|&]{1,200})`,
      'gi',
    ),
    isSecret: isNoLabel,
  },
  {
    pattern: new RegExp(`(?<![\\w-])--(?<name>(?:[\\w-]{0,30}-)?(?:pass|${named}))[ \\t]{1,4}${bare}`, 'gi'),
    isSecret: isNoWord,
  },
  // curl's user, with or without a name, and its headers; arguments may be on lines of their own.
  {
    pattern:
      /\s(?:-u|--user)[ =]{0,5}["']?(?:(?<plain>[^\s:"'`]{8,100})(?=:["'])|[^\s:"'`]{0,100}["']?:["']?(?<value>[^\s"'`]{1,200}))/g,
    isSecret: (value, _, before) => !isPlaceholder(value) && /\bcurl\b|^\s*$/.test(before),
  },
  {
    pattern:
      /\s(?:-H|--header)[ =]{0,5}["'][ \t]{0,4}(?:authorization|[\w-]{0,30}(?:key|token)):[ \t]{0,5}(?:[\w-]{1,12}[ \t]{1,4})?(?<value>[\w=~@.+/-]{8,400})(?=["'])/gi,
    isSecret: (value) => /[\d=]/.test(value),
  },
  { pattern: /\bsshpass\s{1,4}-p\s{0,4}["']?(?<value>[^\s"'`]{1,200})/g },
  // Random text, whatever its name.
  {
    pattern: /(?<![\w+/=-])[\w+/-]{24,}={0,2}(?![\w+/=-])/g,
    isSecret: (value) => isRandom(value),
  },
  {
    pattern: /(?<=["'`])[\w+/-]{24,}={0,2}(?=["'`])/g,
    isSecret: (value, _, before) => isRandomString(value, before),
  },
];

/** Characters. A choice: names before a value are shorter. */
export const maxBefore = 120;

export const isSecretByDefault = (value: string): boolean => !isPlaceholder(value);
