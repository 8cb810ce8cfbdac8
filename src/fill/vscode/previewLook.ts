import * as vscode from 'vscode';
import type { FillSession } from './fillSession.ts';

const common: vscode.DecorationRenderOptions = {
  fontStyle: 'italic',
  overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.addedForeground'),
  overviewRulerLane: vscode.OverviewRulerLane.Full,
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
};

/** How previews look: dimmed, with the theme's colors for inserted text, and the replaced text struck through. */
export class PreviewLook {
  readonly #text = vscode.window.createTextEditorDecorationType({
    ...common,
    opacity: '0.85',
    backgroundColor: new vscode.ThemeColor('diffEditor.insertedTextBackground'),
  });
  /** High-contrast themes have borders in place of backgrounds, and no dimmed text. */
  readonly #contrastText = vscode.window.createTextEditorDecorationType({
    ...common,
    border: '1px dashed',
    borderColor: new vscode.ThemeColor('diffEditor.insertedTextBorder'),
  });
  /** The beginning of the replaced text, after the line in which the preview begins. */
  readonly #replaced = vscode.window.createTextEditorDecorationType({
    after: {
      color: new vscode.ThemeColor('editorCodeLens.foreground'),
      textDecoration: 'line-through',
      margin: '0 0 0 2em',
    },
  });
  /** The end of a text that is still coming. */
  readonly #waiting = vscode.window.createTextEditorDecorationType({
    after: { contentText: '…', color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2px' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });

  /** Draws the previews in the visible editors. */
  draw(sessionOf: (document: vscode.TextDocument) => FillSession | undefined): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const session = sessionOf(editor.document);
      const { ranges, parts, isShown } = session?.preview ?? { ranges: [], parts: [], isShown: false };
      const marked = ranges.flatMap((range, index) => {
        const { now, original } = parts[index]!;
        return isShown && now !== original ? [{ range, original, hoverMessage: hover(original) }] : [];
      });
      const growing = session?.isRunning ? ranges[Math.max(0, marked.length - 1)] : undefined;
      editor.setDecorations(this.#text, isHighContrast() ? [] : marked);
      editor.setDecorations(this.#contrastText, isHighContrast() ? marked : []);
      const replaced = marked
        .filter(({ original }) => original.trim() !== '')
        .map(({ range, original }) => {
          const { end } = editor.document.lineAt(range.start.line).range;
          return { range: new vscode.Range(end, end), renderOptions: { after: { contentText: shortened(original) } } };
        });
      editor.setDecorations(this.#replaced, replaced);
      // After a text that is struck through, an ellipsis would seem to belong to it.
      const isFree = growing && !replaced.some(({ range }) => range.contains(growing.end));
      editor.setDecorations(this.#waiting, isFree ? [new vscode.Range(growing.end, growing.end)] : []);
    }
  }

  dispose(): void {
    this.#text.dispose();
    this.#contrastText.dispose();
    this.#replaced.dispose();
    this.#waiting.dispose();
  }
}

function isHighContrast(): boolean {
  const { HighContrast, HighContrastLight } = vscode.ColorThemeKind;
  return [HighContrast, HighContrastLight].includes(vscode.window.activeColorTheme.kind);
}

/** Characters of the replaced text that are shown without a hover. A choice. */
const maxCharacters = 60;
/** Bounds of the replaced text in a hover. Choices. */
const maxLines = 40;
const maxColumns = 200;

/** The first line of a text, with an ellipsis where there is more: decorations have one line. */
function shortened(text: string): string {
  const line = /\S.*/.exec(text)?.[0].trimEnd() ?? '';
  return line.length <= maxCharacters && line === text.trim() ? line : `${line.slice(0, maxCharacters).trimEnd()} …`;
}

/** The commands for a preview, and the text that it replaces. */
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
  text.appendMarkdown(`\n\n${vscode.l10n.t('Replaces:')}\n\n`);
  const lines = original.split(/\r?\n/);
  const shown = lines.slice(0, maxLines).map((line) => `<del>${escaped(line.slice(0, maxColumns))}</del>`);
  return text.appendMarkdown(shown.join('<br>') + (lines.length > maxLines ? '<br>…' : ''));
}

/** The literal text as HTML within Markdown: without markup or links, with all spaces. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, (character) =>
    character === ' ' ? '&nbsp;' : `&#${character.codePointAt(0)};`,
  );
}
