import { isKeyLike, isRandomString } from './randomText.ts';
import { isExpression, isKind, isLabel, isPlaceholder, isTail } from './secretValue.ts';

/**
 * What a name says of its value: that it is a `secret`, whatever it looks like; that it is one if it has more than words,
 * as with a telling word that is not the last (`ADMIN_PASSWORD_PROD`, but `passwordChanged`); that it is one if it looks
 * `random`.
 */
type Telling = 'secret' | 'mixed' | 'random' | null;

const secretWord =
  /^(?:\w*(?:password|passwd|passphrase)s?|\w*secrets?|\w*pwd|(?:secret|private|access|api|auth)keys?)\d{0,2}$/;
const kindOfKey = /^(?:secret|private|access|api|auth|signing|encryption|account|master)$/;
const randomWord = /^(?:\w{0,12}tokens?|\w{0,12}keys?|salt|credentials?|pass|auth|cookie|signature)\d{0,2}$/;
/** Last words of names of something else: where a secret is, what it is called, how long it is. */
const about =
  /^(?:file|path|url|uri|names?|ids?|len|length|size|headers?|field|prefix|suffix|type|label|placeholder|hint|prompt|message|msg|error|regex|pattern|policy|rules?|min|max|required|input|form|reset|page|link|endpoint|expires|expiry|ttl|timeout|algorithm|alg|text|title|description|help|selector|class|format|hash|provider|manager|store|version|changed|visible|count)$/;

/** What a name says of its value; null for nothing. */
export function tells(name: string): Telling {
  const words = name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  if (about.test(words.at(-1) ?? '')) return null;
  const isSecret = (word: string, at: number) =>
    secretWord.test(word) ||
    (at > 0 && (/^keys?\d{0,2}$/.test(word) ? kindOfKey.test(words[at - 1]!) : /^pass\d{0,2}$/.test(word)));
  const last = words.findLastIndex(isSecret);
  if (last >= 0) return words.slice(last + 1).every((word) => /^\d+$/.test(word)) ? 'secret' : 'mixed';
  return words.some((word) => randomWord.test(word)) ? 'random' : null;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A password that Google and other services generate for a single application: four groups of four letters. */
const applicationPassword = /^[a-z]{4}(?: [a-z]{4}){3}$/;

/** Whether a value has blanks and signs as no sentence has them, such as WordPress' salts. */
function isSalt(value: string): boolean {
  const signs = value.match(/[^\w\s.,'"]/g) ?? [];
  return (
    value.length >= 16 &&
    /\d/.test(value) &&
    /[a-z]/i.test(value) &&
    new Set(signs).size >= 5 &&
    !/[a-z]{5}/i.test(value)
  );
}

/** Whether the value of a name is a secret. */
export function isSecretOf(value: string, name: string): boolean {
  const telling = tells(name);
  if (telling === null || isPlaceholder(value)) return false;
  if (isKeyLike(value) || applicationPassword.test(value)) return true;
  if (isSalt(value) && !/\$\{|[({]\w*\)|=>|::|&&/.test(value)) return true;
  if (
    /token|secret|auth|credential|pass|key/i.test(name) &&
    (uuid.test(value) || (/^\S{16,}$/.test(value) && isRandomString(value, '')))
  )
    return true;
  if (telling === 'random' || isLabel(name, value) || isTail(name, value)) return false;
  return telling === 'secret' || (value.length >= 6 && /[a-z]/i.test(value) && /\d/.test(value) && !isName(value));
}

/** A name of code, of words or in parts: `ResultV2`, `step-2.a`. */
function isName(value: string): boolean {
  return /^(?:[A-Z]?[a-z]+)?(?:[A-Z][a-z]+)+V?\d*$/.test(value) || /^[a-z\d]+(?:[-_.:/][a-z\d]+)+$/i.test(value);
}

/** A call, an index or a type, of which a member may follow; a member; an open end of a line. */
const code = /^[\w.$]+[([<{].*[)\]>}](?:[!?]*\.[\w.$]+)?$|^[\w$]+(?:\.[\w$]+)+$|[,;{([\\]$/;
const operator = /&&|\|\||\?[.?]|[-=]>|::|[=!]=/;

/** Whether a value has a sign within it as passwords have, and not as in an expression or a type: `Horse&Battery`. */
function hasSign(value: string): boolean {
  return /\w[&;,()[\]{}<>|!?@%^*~]+\w/.test(value) && !operator.test(value) && !value.split(/\W+/).some(isKind);
}

/** Whether the value of an entry without quotes is a secret: other rules have those of words alone. */
export function isBareSecretOf(value: string, name: string): boolean {
  if (/\s/.test(value)) return (applicationPassword.test(value) || isSalt(value)) && isSecretOf(value, name);
  return (
    value.length >= 6 &&
    !code.test(value) &&
    (/\d/.test(value) || (tells(name) === 'secret' && hasSign(value))) &&
    !/^\d{1,5}$/.test(value) &&
    !isExpression(value) &&
    isSecretOf(value, name)
  );
}

/** The same in the syntax of shells, where no call looks like that. */
export function isVariableSecret(value: string, name: string): boolean {
  return isBareSecretOf(value, name) || (/^\w+\(\d+\)$/.test(value) && isSecretOf(value, name));
}
