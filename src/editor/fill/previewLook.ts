import * as vscode from 'vscode';
import type { FillSession } from './fillSession.ts';

/** How previews look: dimmed and marked in the theme's colours, with what they replace on hover. */
export class PreviewLook {
  readonly #text = vscode.window.createTextEditorDecorationType({
    opacity: '0.75',
    fontStyle: 'italic',
    backgroundColor: new vscode.ThemeColor('diffEditor.insertedTextBackground'),
    borderColor: new vscode.ThemeColor('contrastBorder'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.addedForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
    light: { border: '1px none' },
    dark: { border: '1px none' },
  });
  /** The place of a fill whose text has not come yet, and the end of one that is still coming. */
  readonly #waiting = vscode.window.createTextEditorDecorationType({
    after: { contentText: '…', color: new vscode.ThemeColor('editorGhostText.foreground'), margin: '0 0 0 2px' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });

  /** Draws the previews of the editors in view. */
  draw(sessionOf: (document: vscode.TextDocument) => FillSession | undefined): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const session = sessionOf(editor.document);
      const { ranges, parts, isShown } = session?.preview ?? { ranges: [], parts: [], isShown: false };
      const marked = ranges.flatMap((range, index) => {
        const { now, original } = parts[index]!;
        return isShown && now !== original ? [{ range, hoverMessage: hover(original) }] : [];
      });
      const growing = session?.isRunning ? ranges[Math.max(0, marked.length - 1)] : undefined;
      editor.setDecorations(this.#text, marked);
      editor.setDecorations(this.#waiting, growing ? [new vscode.Range(growing.end, growing.end)] : []);
    }
  }

  dispose(): void {
    this.#text.dispose();
    this.#waiting.dispose();
  }
}

/** What the preview replaces, struck through, and what can be done. */
function hover(original: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: ['infill.fill.accept', 'infill.fill.another', 'infill.fill.discard'] };
  text.supportHtml = true;
  const actions = [
    [vscode.l10n.t('Accept'), 'accept'],
    [vscode.l10n.t('Another'), 'another'],
    [vscode.l10n.t('Discard'), 'discard'],
  ];
  text.appendMarkdown(actions.map(([title, id]) => `[${title}](command:infill.fill.${id})`).join(' · '));
  if (original.trim() === '') return text;
  text.appendMarkdown(`\n\n${vscode.l10n.t('In place of:')}\n\n`);
  const lines = original.split(/\r?\n/).map((line) => `<s>${escaped(line)}</s>`);
  return text.appendMarkdown(lines.slice(0, mostLines).join('<br>') + (lines.length > mostLines ? '<br>…' : ''));
}

/** A hover is no place for a whole file. */
const mostLines = 40;

/** The text as it is, in HTML within Markdown: no markup, no link, and every space. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, (character) =>
    character === ' ' ? '&nbsp;' : `&#${character.codePointAt(0)};`,
  );
}
