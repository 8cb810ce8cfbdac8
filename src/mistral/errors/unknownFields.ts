import { readDetail } from './errorBody.ts';
import { HTTPValidationError, type ResponseError, type ValidationDetail } from './errors.ts';
import { type FimField, type FimRequest, optionalFields } from '../wire/request.ts';

const unknown = '(?:extra|additional|unknown|unrecogni[sz]ed|unexpected|unsupported)';
const field = '(?:input|field|param|parameter|argument|key|option)s?|propert(?:y|ies)';
const rejected = `(?:(?:is|are|was|were) )?(?:not (?:allowed|permitted|supported|recogni[sz]ed|known)|${unknown})`;
/** `Extra parameters`, `Unrecognized request argument`, `Fields are not permitted`, `does not support parameters`. */
const complaint = `\\b(?:${unknown} (?:\\w+ )?(?:${field})|(?:${field}) ${rejected}|do(?:es)? not support (?:the )?(?:${field}))\\b`;
/** One name or several, with or without quotes. */
const names =
  '[\'"`]?(?<names>\\w{1,40}(?:[\'"`]?(?:\\s{0,3},\\s{0,3}|\\s{1,3}and\\s{1,3})[\'"`]?\\w{1,40}){0,10})[\'"`]?';
const between = `(?: (?:supplied|provided|passed|found|names?|${rejected}|(?:on|for|with|by) this model))*[\\s:([{]{0,4}`;

/** Characters of a sentence that are read. A choice: hosts may quote the whole request after it. */
const maxRead = 1_000;

const complaints = new RegExp(complaint, 'i');
/**
 * `Unknown field: a`, `Parameter 'a' is not supported`, `a: Extra inputs are not permitted`, and an entry as Python prints
 * it. A value after the name (`a 5`) is what is wrong then.
 */
const namedComplaints = [
  new RegExp(`${complaint}${between}${names}(?!\\w|\\s*[=:]?\\s*-?\\d)`, 'i'),
  new RegExp(`\\b(?:${field})[\\s:([{]{1,4}${names}[\\s)\\]}]{1,3}${rejected}`, 'i'),
  new RegExp(`(?:^|[\\n.;:{[(]\\s{0,3})${names}[\\s:)\\]]{1,3}(?:${complaint}|${rejected}\\b)(?!\\W{0,3}\\d)`, 'i'),
  /'extra_forbidden',[^}]*?\('body', '(?<names>\w+)'\)/,
];
const ruleOfUnknown = /extra|unknown|unrecogni[sz]ed|unexpected_keyword|additional_?prop/i;
/** The words of a complaint about a field's value. */
const aboutValue =
  /\b(?:numbers?|max(?:imum)?|min(?:imum)?|must|limits?|values?|range|above|below|negative|empty|more than|without|longer)\b|[<>≤≥]/i;

/**
 * The optional fields of a request that a 422 or a 400 calls unknown; fields with values that the host does not take are
 * not among them, since the user may need the field with another value. Azure answers 400 with `Extra parameters ['…'] are
 * not allowed`, OpenAI with `Unrecognized request argument`.
 */
export function unknownFields(error: ResponseError, request: FimRequest): FimField[] {
  if (error.status !== 400 && error.status !== 422) return [];
  const detail = error instanceof HTTPValidationError ? error.detail : readDetail(error.body);
  const found = new Set(detail.flatMap(unknownIn));
  return optionalFields.filter((field) => request[field] !== undefined && found.has(field));
}

function unknownIn({ loc, msg, type }: ValidationDetail): string[] {
  if (aboutValue.test(msg.slice(0, maxRead))) return [];
  if (loc.length > 0)
    return ruleOfUnknown.test(type) || complaints.test(msg.slice(0, maxRead)) ? [String(loc.at(-1))] : [];
  const text = msg.slice(0, maxRead);
  return namedComplaints.flatMap((form) => form.exec(text)?.groups!.names!.match(/\w+/g) ?? []);
}
