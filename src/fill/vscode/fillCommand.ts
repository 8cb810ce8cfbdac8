import * as vscode from 'vscode';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import { localize } from '../../base/vscode/localize.ts';
import { missingKey } from '../../connection/failure.ts';
import { disabledReason } from '../../status/disabledReason.ts';
import type { Notifications } from '../../status/notifications.ts';
import { disabledText } from '../../status/stateText.ts';
import type { Status } from '../../status/status.ts';
import { unreadable } from '../../status/unreadableDocument.ts';
import { gapsOf, movedBy } from '../documentGaps.ts';
import { type Gap, readAround, type Span } from '../gap.ts';
import { inform, reportEnding } from './ending.ts';
import { nextOptionsOf, type OptionParts } from './fillOptions.ts';
import type { Fills } from './fills.ts';
import { FillSession } from './fillSession.ts';
import { textAround } from './fillTarget.ts';

/** Parts that the commands of fill use. */
export interface FillParts extends OptionParts {
  fills: Fills;
  status: Status;
  notifications: Notifications;
}

/**
 * Characters from the first to the last selection: the text is copied and kept until the user decides. A choice; a file
 * of 20,000 lines has some 700,000.
 */
const maxCharacters = 1_000_000;

/**
 * *Infill: Fill Selection*: replaces each selection of the active editor by text of the model, as a preview.
 * @param isReadOnlyEditor `true` from the key binding for read-only editors
 */
export async function fillSelection(parts: FillParts, isReadOnlyEditor: unknown): Promise<void> {
  const { fills, connection, notifications, status } = parts;
  const editor = vscode.window.activeTextEditor;
  if (!editor) return inform(unreadable() ?? vscode.l10n.t('Open a file and select the text to fill.'));
  const { document } = editor;
  if (isReadOnlyEditor === true) return inform(readOnly());
  await connection.ready;
  const refusal = await refusalFor(editor, parts);
  if (refusal) return inform(refusal);
  notifications.reset();
  if (connection.client === null) return notifications.notify(status.facts.failure ?? missingKey());

  if (!(await parts.budget.agrees()) || document.isClosed) return;
  const other = fills.of(document);
  if (!other?.isActive) return fills.add(sessionAt(editor, parts));
  const touches = ({ start, end }: vscode.Selection) =>
    other.preview.ranges.some((range) => range.intersection(new vscode.Range(start, end)));
  if (editor.selections.some(touches)) return fillAgain(editor, other, parts);

  // The session follows its gaps through changes of the document while the user chooses.
  const session = sessionAt(editor, parts);
  session.wait();
  fills.add(session);
  const choice = await chooseOrder(other, true);
  if (choice === 'accept') await other.accept();
  else if (choice === 'replace') await replace(editor, other, session);
  else if (choice !== 'wait') await session.drop();
}

/** Requests another candidate of the fill in the active editor. */
export async function anotherFill({ fills, budget, disabledSources }: FillParts): Promise<void> {
  const { active } = fills;
  if (!active || active.isRunning) return;
  const exclusion = await disabledSources.exclusions.resolve(active.preview.document.uri);
  if (exclusion) return inform(localize(disabledText(exclusion)));
  if (await budget.agrees()) await active.ask();
}

/** A fill of these gaps; with `original` where the preview is in the document already. */
export function sessionOf(
  document: vscode.TextDocument,
  gaps: readonly (Gap & { original?: string })[],
  parts: FillParts,
): FillSession {
  const { notifications, connection } = parts;
  return new FillSession(document, gaps, nextOptionsOf(parts), (ending) =>
    reportEnding(ending, notifications, connection.settings.fillMaxTokens),
  );
}

function sessionAt(editor: vscode.TextEditor, parts: FillParts): FillSession {
  const { document } = editor;
  const spans = spansOf(editor);
  const { fillKeepComments } = parts.connection.settings;
  const { text, start } = textAround(document, wholeOf(spans), readAround);
  const gaps = gapsOf(text, movedBy(spans, -start), document.languageId, fillKeepComments);
  return sessionOf(document, movedBy(gaps, start), parts);
}

function spansOf({ document, selections }: vscode.TextEditor): Span[] {
  return selections.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
}

/** From the beginning of the first to the end of the last span. */
function wholeOf(spans: readonly Span[]): Span {
  return {
    start: spans.reduce((min, { start }) => Math.min(min, start), Infinity),
    end: spans.reduce((max, { end }) => Math.max(max, end), 0),
  };
}

/** Fills where there is a preview: replaces its originals again, or its text once that is accepted. */
async function fillAgain(editor: vscode.TextEditor, other: FillSession, parts: FillParts): Promise<void> {
  const choice = await chooseOrder(other, false);
  if (choice === undefined) return;
  if (choice === 'accept') {
    await other.accept();
    return parts.fills.add(sessionAt(editor, parts));
  }
  await other.discard();
  const gaps = other.preview.parts.map(({ start, end }, index) => ({ start, end, lead: other.gaps[index]!.lead }));
  parts.fills.add(sessionOf(editor.document, gaps, parts));
}

/** Why nothing can be filled here, as a text for the user; null where it can. */
async function refusalFor(
  editor: vscode.TextEditor,
  { connection, disabledSources }: FillParts,
): Promise<string | null> {
  const { document } = editor;
  const t = vscode.l10n.t;
  if (!isDocument(document)) return t('Infill fills only in files, untitled documents and notebook cells.');
  await disabledSources.exclusions.resolve(document.uri);
  const off = disabledReason(document, connection.settings, disabledSources);
  // A snooze is for automatic suggestions.
  if (off && off.scope !== 'snoozed') return localize(disabledText(off));
  const { start, end } = wholeOf(spansOf(editor));
  if (end - start > maxCharacters) return t('The selections cover too much text. Select less.');
  return (await isReadOnly(document.uri)) ? readOnly() : null;
}

/** Whether the file is read-only. VS Code reports a read-only editor to the `when` of key bindings only (1.139.1). */
async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  const { fs } = vscode.workspace;
  if (uri.scheme === 'untitled' || uri.scheme === 'vscode-notebook-cell') return false;
  if (fs.isWritableFileSystem(uri.scheme) === false) return true;
  const stat = await Promise.resolve(fs.stat(uri)).catch(() => undefined);
  return ((stat?.permissions ?? 0) & vscode.FilePermission.Readonly) !== 0;
}

function readOnly(): string {
  return vscode.l10n.t('This document is read-only: nothing can be filled in it.');
}

/** Discards a fill for another one. The undo of the discard moves the cursor, so puts it back to the other one. */
async function replace(editor: vscode.TextEditor, other: FillSession, { preview }: FillSession): Promise<void> {
  await other.discard();
  const { end } = preview.ranges[0]!;
  editor.selection = new vscode.Selection(end, end);
}

type Order = 'replace' | 'accept' | 'wait';

async function chooseOrder({ isRunning, isAcceptable }: FillSession, canWait: boolean): Promise<Order | undefined> {
  const t = vscode.l10n.t;
  const items: (vscode.QuickPickItem & { order: Order })[] = [
    { order: 'replace', label: t('Replace it'), detail: t('Discards the other preview and fills here now.') },
    { order: 'accept', label: t('Accept it'), detail: t('Accepts the other preview and fills here now.') },
    {
      order: 'wait',
      label: t('Wait for it'),
      detail: t('Fills here after the other preview is accepted or discarded.'),
    },
  ];
  const title = isRunning ? t('A fill is already running in this document') : t('This document already has a preview');
  const choice = await vscode.window.showQuickPick(
    items.filter(({ order }) => (order === 'accept' ? isAcceptable : order !== 'wait' || canWait)),
    { title },
  );
  return choice?.order;
}
