// Parts of the patterns of secretRules.ts. All have bounds, so that they take linear time.

/** Names of secrets: `strong` whatever the value looks like, and those that `tells` judges besides. */
export const strong = String.raw`(?:passwords?|passwd|pwd|pass_?phrase|secrets?|(?:secret|private|access|api|auth|signing|encryption|account)[_-]?keys?|client[_-]?secret|(?:db|user|smtp|mail|mysql|pg|postgres|root|admin|auth|login|ftp|ssh|redis|proxy|wifi)[_-]?pass)\d{0,2}`;
export const named = String.raw`(?:password|passwd|passphrase|pwd|secret|token|credentials?|(?:api|auth|secret|private|access|account|signing|encryption)[_-]?key)`;
export const envNamed = String.raw`(?:(?:[A-Z\d_]{0,60}_)?(?:PASS|PWD|AUTH)|[A-Z\d_]{0,60}(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|(?:ACCESS|SECRET|PRIVATE|AUTH|SIGNING|ENCRYPTION)_KEY))`;

/** A name that may tell. It is read from its beginning, and judged by its words. */
export const telling = String.raw`(?<![\w.-])(?=[\w.-]{0,79}(?:pass|pwd|secret|token|key|salt|cred|auth|cookie|signature))(?<name>[\w.-]{2,80})`;

/** As wide as people align columns. */
export const blanks = String.raw`[ \t]{0,40}`;
/** Within a line, or to the next one. */
export const gap = String.raw`(?:\s{0,4}|${blanks}(?:[\\(]?[ \t]{0,4}\n[ \t]{0,60})?)`;
/** A type of strings: `: Optional[str]`, `: &'static str`, and Go's, which has no colon. */
const type = String.raw`(?::\s{0,4}(?=[^=\n]{0,40}(?:str|char|byte))[\w&'.<>[\]?|* ]{1,40}|[ \t]{1,40}(?:string|\[\]byte)${blanks})`;
export const assigns = String.raw`["'\x60]?[\])]?(?:\[\w{0,30}\])?(?:[ \t]{0,4}\{[ \w;]{3,40}\})?(?:\s{0,4}|${blanks})${type}?(?:=>|:=|[=:]|\|\||\?\?|\?:|\bor\b)${gap}`;
/** A C# string with `$` before it and braces in it is an expression. */
export const quoted = String.raw`(?:[a-zA-Z]{0,2}#?|@|@?\$@?(?=["'])(?!"[^"\n]{0,400}\{))(?<quote>"""|'''|["'\x60])(?<value>(?:(?!\k<quote>)[^\\\n]|\\.){4,400})(?=\k<quote>)`;
export const bare = String.raw`(?<value>[^\s"'\x60,;(){}[\]<>|&]{4,200})`;
export const inAddress = String.raw`(?<value>[^\s"'\x60,;(){}[\]<>|&#]{1,200})(?=[\s"'\x60&#]|$)`;
export const lineEnd = String.raw`(?=[ \t]{0,20}(?:#.*)?$)`;

/** To the end of the line, or to a comment. */
export const toLineEnd = String.raw`(?<value>[^\s"'\x60$#](?:(?![ \t]{1,20}#)[^"'\x60\n]){3,300})(?=[ \t]{0,20}(?:#.*)?$)`;
