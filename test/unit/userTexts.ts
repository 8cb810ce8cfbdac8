import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** The project's source files. */
export const sourceFiles: readonly string[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(root, 'src', file));

/** A text for the user in the code, in English, and the number of its values; undefined where they are spread. */
export interface Text {
  template: string;
  values: number | undefined;
  at: string;
}

/** Arguments of `l10n.t` and `message`: literals, and the places of other arguments. */
export function textsOf(file: string): { texts: Text[]; unreadable: string[] } {
  const source = parse(file);
  const texts: Text[] = [];
  const unreadable: string[] = [];
  each(source, (node) => {
    if (!isText(node)) return;
    const [first, ...rest] = node.arguments;
    const values = rest.some(ts.isSpreadElement) ? undefined : rest.length;
    const at = positionKey(source, node);
    if (first && ts.isStringLiteralLike(first)) texts.push({ template: first.text, values, at });
    else unreadable.push(at);
  });
  return { texts, unreadable };
}

/** Names of properties that the user reads. */
const readNames = /^(title|label|detail|description|placeHolder|placeholder|prompt|text|tooltip|message|contentText)$/;
/** Names of functions whose arguments the user reads. */
const readCalls = /^(show(Information|Warning|Error)Message|say|appendMarkdown|createWebviewPanel)$/;
/** Three words in a row: names and keys have fewer. */
const phrase = /\p{L}{2,}[,:]? \p{L}+[,:]? \p{L}{2,}/u;

/** Places of literals that the user would read in English in any language. */
export function untranslated(file: string): string[] {
  const source = parse(file);
  const found: string[] = [];
  each(source, (node) => {
    if (ts.isTaggedTemplateExpression(node)) {
      const markup = literalsOf(node.template).join(' ');
      const shown =
        markup.replace(/<[^>]*>/g, ' ') +
        [...markup.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label).join(' ');
      if (/\p{L}{2,}/u.test(shown)) found.push(positionKey(source, node));
      return;
    }
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return;
    if (ts.isTaggedTemplateExpression(node.parent) || ts.isLiteralTypeNode(node.parent)) return;
    const text = literalsOf(node)
      .join(' ')
      .replace(/\$\([\w~-]+\)|\bInfill\b|^\w+(\.\w+)+$/g, '');
    if (isSaid(node) ? /\p{L}{2,}/u.test(text) : phrase.test(text) && !isForOthers(node)) {
      found.push(positionKey(source, node));
    }
  });
  return found;
}

function isText(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  return /^(t|message|(vscode\.)?l10n\.t)$/.test(node.expression.getText());
}

/** Whether the literal, alone or as a branch of a conditional, is the value of a text for the user. */
function isSaid(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) && node !== parent.condition) return isSaid(parent);
  if (ts.isPropertyAssignment(parent)) return readNames.test(parent.name.getText());
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return ts.isPropertyAccessExpression(parent.left) && readNames.test(parent.left.name.text);
  }
  return ts.isCallExpression(parent) && readCalls.test(nameOf(parent.expression));
}

/** Whether it is a name within the code, text for the log or for developers, or translated. */
function isForOthers(node: ts.Node): boolean {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent) {
    if (isText(outer) || ts.isThrowStatement(outer)) return true;
    if (ts.isPropertyAssignment(outer) && outer.name.getText() === 'name') return true;
    if (ts.isCallExpression(outer) && /\blog\.\w+$|onNote\??\.?$/.test(outer.expression.getText())) return true;
  }
  return false;
}

function nameOf(callee: ts.Expression): string {
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
}

function literalsOf(node: ts.Node): string[] {
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  return ts.isStringLiteralLike(node) ? [node.text] : [];
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function each(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => each(child, visit));
}

function positionKey(source: ts.SourceFile, node: ts.Node): string {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(root, source.fileName)}:${line + 1} ${node.getText().slice(0, 60)}`;
}
