/** A text in the user's language, as `vscode.l10n.t` gives it. */
type Translate = (text: string) => string;

/** Marks the cursor: the first line of a function's body. */
const cursor = '█';

/** A Python file to try Infill in, and the offset of the cursor. */
export function sample(t: Translate): { text: string; offset: number } {
  const step = (number: number, text: string) => `# ${number}. ${text}`;
  const drawing = [
    `# ${t('Try Infill here. Nothing is saved unless you save it.')}`,
    '',
    'prices = {"apple": 0.50, "pear": 0.70, "melon": 3.20}',
    'basket = {"apple": 4, "melon": 1}',
    '',
    '',
    step(1, t('Type "return" and accept the suggestion with Tab.')),
    'def total(basket):',
    `    """${t('The price of all that is in the basket.')}"""`,
    `    ${cursor}`,
    '',
    '',
    step(2, t('Press Enter at the end of the next line.')),
    'def cheapest(prices):',
    '',
    '',
    step(3, t('Select the body, and run Fill Selection (Alt+Shift+E, Cmd+Alt+E).')),
    'def receipt(basket):',
    `    # ${t('a line for each fruit with its count and price, then the total')}`,
    '    raise NotImplementedError',
    '',
  ].join('\n');
  const offset = drawing.indexOf(cursor);
  return { text: drawing.replace(cursor, ''), offset };
}
