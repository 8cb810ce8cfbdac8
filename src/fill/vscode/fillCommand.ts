import * as vscode from 'vscode';
import { readAround, type Span } from '../gap.ts';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import { missingKey } from '../../connection/failure.ts';
import { disabledReason } from '../../status/disabledReason.ts';
import { localize } from '../../base/vscode/localize.ts';
import { disabledText } from '../../status/stateText.ts';
import { unreadable } from '../../status/unreadable.ts';
import { gapsOf, movedBy } from './documentGaps.ts';
import { type FillParts, hostOf, say } from './fillHost.ts';
import { FillSession } from './fillSession.ts';
import type { KeptPreviews } from './keptPreviews.ts';
import { textAround } from './textAround.ts';

/** From the first to the last selection, in characters: what is filled is kept to be brought back, and read as one. */
const maxCharacters = 1_000_000;

/**
 * *Infill: Fill Selection*: replaces each selection of the active editor with what the model puts there, as a preview.
 * @param isReadOnlyEditor `true` by the key that works in read-only editors
 */
export async function fillSelection(parts: FillParts, isReadOnlyEditor: unknown): Promise<void> {
  const { fills, connection, notifications, status } = parts;
  const editor = vscode.window.activeTextEditor;
  if (!editor) return say(unreadable() ?? vscode.l10n.t('Open a file and select what should be filled.'));
  const { document } = editor;
  if (isReadOnlyEditor === true) return say(readOnly());
  await connection.ready;
  const refusal = await whyNot(editor, parts);
  if (refusal) return say(refusal);
  notifications.reset();
  if (connection.client === null) return notifications.notify(status.facts.failure ?? missingKey());

  if (!(await parts.budget.agrees()) || document.isClosed) return;
  const other = fills.of(document);
  if (!other?.isActive) return fills.add(sessionAt(editor, parts));
  const touches = ({ start, end }: vscode.Selection) =>
    other.preview.ranges.some((range) => range.intersection(new vscode.Range(start, end)));
  if (editor.selections.some(touches)) return fillAgain(editor, other, parts);

  // The place is followed from now on, whatever happens to the document while the user chooses.
  const session = sessionAt(editor, parts);
  session.wait();
  fills.add(session);
  const choice = await chooseOrder(other, true);
  if (choice === 'accept') await other.accept();
  else if (choice === 'replace') await replace(editor, other, session);
  else if (choice !== 'wait') await session.drop();
}

function sessionAt(editor: vscode.TextEditor, parts: FillParts): FillSession {
  const { document } = editor;
  const spans = spansOf(editor);
  const { fillKeepComments } = parts.connection.settings;
  const { text, start } = textAround(document, wholeOf(spans), readAround);
  const gaps = gapsOf(text, movedBy(spans, -start), document.languageId, fillKeepComments);
  return new FillSession(document, movedBy(gaps, start), hostOf(parts));
}

function spansOf({ document, selections }: vscode.TextEditor): Span[] {
  return selections.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
}

/** From the first to the last of some spans. */
function wholeOf(spans: readonly Span[]): Span {
  return {
    start: spans.reduce((min, { start }) => Math.min(min, start), Infinity),
    end: spans.reduce((max, { end }) => Math.max(max, end), 0),
  };
}

/** Fills where a preview stands already: what that has replaced is replaced anew, or its text once it is the user's. */
async function fillAgain(editor: vscode.TextEditor, other: FillSession, parts: FillParts): Promise<void> {
  const choice = await chooseOrder(other, false);
  if (choice === undefined) return;
  if (choice === 'accept') {
    await other.accept();
    return parts.fills.add(sessionAt(editor, parts));
  }
  await other.discard();
  const gaps = other.preview.parts.map(({ start, end }, index) => ({ start, end, lead: other.gaps[index]!.lead }));
  parts.fills.add(new FillSession(editor.document, gaps, hostOf(parts)));
}

/** Asks for another candidate of the fill at the cursor. */
export async function anotherFill({ fills, budget, disabledSources }: FillParts): Promise<void> {
  const { active } = fills;
  if (!active || active.isRunning) return;
  const exclusion = await disabledSources.exclusions.resolve(active.preview.document.uri);
  if (exclusion) return say(localize(disabledText(exclusion)));
  if (await budget.agrees()) await active.ask();
}

/** Marks the previews again that stood in documents when the window was reloaded. */
export function bringBack(parts: FillParts, kept: KeptPreviews): vscode.Disposable {
  const look = (document: vscode.TextDocument) => {
    const found = kept.find(document);
    if (found) parts.fills.add(new FillSession(document, found, hostOf(parts)));
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.workspace.onDidOpenTextDocument(look);
}

/** Why nothing can be filled here, in words; null where it can. */
async function whyNot(editor: vscode.TextEditor, { connection, disabledSources }: FillParts): Promise<string | null> {
  const { document } = editor;
  const t = vscode.l10n.t;
  if (!isDocument(document)) return t('Infill fills in files, untitled documents and notebook cells only.');
  await disabledSources.exclusions.resolve(document.uri);
  const off = disabledReason(document, connection.settings, disabledSources);
  // Who snoozes what comes by itself may ask for a fill all the same.
  if (off && off.scope !== 'snoozed') return localize(disabledText(off));
  const { start, end } = wholeOf(spansOf(editor));
  if (end - start > maxCharacters)
    return t('There are too many characters selected, or between selections: select less.');
  return (await isReadOnly(document.uri)) ? readOnly() : null;
}

/** Whether the file is read-only; of an editor that was made so VS Code tells the `when` of a key alone. */
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

/** Discards a fill for another one, and leaves the cursor at that one: an undo would take it along. */
async function replace(editor: vscode.TextEditor, other: FillSession, { preview }: FillSession): Promise<void> {
  await other.discard();
  const { end } = preview.ranges[0]!;
  editor.selection = new vscode.Selection(end, end);
}

type Order = 'replace' | 'accept' | 'wait';

async function chooseOrder({ isRunning, isStanding }: FillSession, mayWait: boolean): Promise<Order | undefined> {
  const t = vscode.l10n.t;
  const items: (vscode.QuickPickItem & { order: Order })[] = [
    { order: 'replace', label: t('Replace it'), detail: t('Drops that preview, and fills here now.') },
    { order: 'accept', label: t('Accept it'), detail: t('Keeps what it has put there, and fills here now.') },
    { order: 'wait', label: t('Wait for it'), detail: t('Fills here once that one is accepted or discarded.') },
  ];
  const title = isRunning ? t('A fill is under way in this document') : t('A preview stands in this document');
  return (
    await vscode.window.showQuickPick(
      items.filter(({ order }) => (order === 'accept' ? isStanding : order !== 'wait' || mayWait)),
      { title },
    )
  )?.order;
}
