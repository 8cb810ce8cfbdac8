import * as vscode from 'vscode';
import type { FillSession } from './fillSession.ts';

/** The commands for a preview, in a line above each of its parts. */
export class PreviewLens implements vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #sessionOf: (document: vscode.TextDocument) => FillSession | undefined;
  #last = '';

  constructor(sessionOf: (document: vscode.TextDocument) => FillSession | undefined) {
    this.#sessionOf = sessionOf;
  }

  /** Makes VS Code read the lenses again if those of a session have changed; a growing text changes none. */
  refresh({ preview, saving, isRunning, isActive, candidates }: FillSession): void {
    const lines = preview.ranges.map(({ start }) => start.line);
    const look = JSON.stringify([
      preview.document.uri.toString(),
      lines,
      preview.isShown,
      isRunning,
      isActive,
      saving.isKeptOut,
      candidates.number,
      candidates.count,
    ]);
    if (look === this.#last) return;
    this.#last = look;
    this.#changed.fire();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const session = this.#sessionOf(document);
    if (!session?.isActive || (session.saving.isOut && !session.saving.isKeptOut)) return [];
    const ranges = session.preview.isShown ? session.preview.ranges : session.preview.ranges.slice(0, 1);
    return ranges.flatMap(({ start }) =>
      commandsFor(session).map((command) => new vscode.CodeLens(new vscode.Range(start, start), command)),
    );
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function commandsFor({ isRunning, preview, saving, candidates }: FillSession): vscode.Command[] {
  const t = vscode.l10n.t;
  const accept = { title: `$(check)\u00a0${t('Accept')}`, command: 'infill.fill.accept' };
  const discard = { title: `$(close)\u00a0${t('Discard')}`, command: 'infill.fill.discard' };
  if (isRunning) {
    const cancel = { title: `$(loading~spin)\u00a0${t('Filling… Cancel')}`, command: 'infill.fill.cancel' };
    return preview.isShown ? [accept, cancel, discard] : [cancel];
  }
  if (saving.isKeptOut) {
    const why = t('Hidden for an automatic save: press any key to show it');
    return [accept, discard, { title: why, command: '' }];
  }
  const another = { title: `$(refresh)\u00a0${t('Another')}`, command: 'infill.fill.another' };
  if (candidates.count < 2) return [accept, another, discard];
  return [
    accept,
    another,
    discard,
    { title: `$(chevron-left)\u00a0${t('Previous')}`, command: 'infill.fill.previous' },
    { title: t('{0} of {1}', candidates.number, candidates.count), command: 'infill.fill.next' },
    { title: `${t('Next')}\u00a0$(chevron-right)`, command: 'infill.fill.next' },
  ];
}
