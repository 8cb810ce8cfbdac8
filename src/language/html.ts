import { ownValue } from '../base/ownValue.ts';
import type { Mode } from './modes.ts';

/** Something open, as far as HTML knows it. */
interface Open {
  kind: string;
  mode: Mode;
  close: string;
}

/** Void elements (HTML standard, 13.1.2), the obsolete `param`, and the doctype, which has no end tag either. */
const voidElements = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|!doctype)$/i;
/** Most of the elements whose end tag may be omitted (HTML standard, 13.1.2.4). */
const optionalEndTags = /^(?:li|p|td|tr|th|dt|dd|option|tbody|thead|tfoot|optgroup|colgroup|html|body|head)$/i;
/** The languages that read most of what these elements hold: JavaScript and TypeScript, CSS and SCSS. */
const codeElements: Readonly<Record<string, string>> = { script: 'typescript', style: 'scss' };

/** Whether an open element is one of HTML whose end tag may be left out. */
export function mayOmitEndTag({ kind, mode, close }: Open): boolean {
  return kind === 'element' && mode.syntax.tags === 'html' && optionalEndTags.test(close);
}

/** Whether an open tag is one of HTML that has no content. */
export function isVoid({ mode, close }: Open): boolean {
  return mode.syntax.tags === 'html' && voidElements.test(close);
}

/** The language of the code that the element of an open tag holds; undefined for other content. */
export function languageWithin({ mode, close }: Open): string | undefined {
  return mode.syntax.tags === 'html' ? ownValue(codeElements, close.toLowerCase()) : undefined;
}

/** Whether an end tag ends an open element. HTML is case-insensitive. */
export function isEndedBy({ kind, mode, close }: Open, name: string): boolean {
  if (kind !== 'element') return false;
  return close === name || (mode.syntax.tags === 'html' && close.toLowerCase() === name.toLowerCase());
}
