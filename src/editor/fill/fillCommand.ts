import * as vscode from 'vscode';
import type { FillOptions } from '../../completion/fill/fill.ts';
import { type Gap, gapOf, type Span } from '../../completion/fill/gap.ts';
import type { EngineEvent } from '../../completion/events.ts';
import { systemClock } from '../../mistral/clock.ts';
import type { Budget } from '../budget.ts';
import type { Connection } from '../connection.ts';
import { isDocument } from '../documentSchemes.ts';
import { failureOf, missingKey } from '../failure.ts';
import type { Notices } from '../notices.ts';
import { offAt } from '../off.ts';
import type { Pauses } from '../pauses.ts';
import { offText } from '../stateText.ts';
import type { Status } from '../status.ts';
import { type Ending, type FillHost, FillSession } from './fillSession.ts';
import { FillProgress } from './fillProgress.ts';
import type { Fills } from './fills.ts';
import type { KeptPreviews } from './keptPreviews.ts';

/** What fills are made with. */
export interface FillParts {
  fills: Fills;
  connection: Connection;
  pauses: Pauses;
  budget: Budget;
  status: Status;
  notices: Notices;
  emit: (event: EngineEvent) => void;
}

/**
 * *Infill: Fill Selection*: replaces each selection of the active editor with what the model puts there, as a preview.
 * @param isReadOnlyEditor `true` by the key that works in read-only editors
 */
export async function fillSelection(parts: FillParts, isReadOnlyEditor: unknown): Promise<void> {
  const { fills, connection, notices, status } = parts;
  const editor = vscode.window.activeTextEditor;
  if (!editor) return say(vscode.l10n.t('Open a file and select what should be filled.'));
  const { document } = editor;
  if (isReadOnlyEditor === true) return say(readOnly());
  await connection.ready;
  const refusal = await whyNot(editor, parts);
  if (refusal) return say(refusal);
  notices.forget();
  if (connection.client === null) return notices.tell(status.facts.failure ?? missingKey());

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
  const { document, selections } = editor;
  const spans = selections.map((selection) => spanOf(document, selection));
  return new FillSession(document, gapsOf(document, spans, parts.connection.settings.fillKeepComments), hostOf(parts));
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
export async function anotherFill({ fills, budget }: FillParts): Promise<void> {
  const { active } = fills;
  if (active && !active.isRunning && (await budget.agrees())) await active.ask();
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
async function whyNot(editor: vscode.TextEditor, { connection, pauses }: FillParts): Promise<string | null> {
  const { document } = editor;
  const t = vscode.l10n.t;
  if (!isDocument(document)) return t('Infill fills in files, untitled documents and notebook cells only.');
  const off = offAt(document, connection.settings, pauses);
  // Who snoozes what comes by itself may ask for a fill all the same.
  if (off && off.scope !== 'snoozed') return offText(off);
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

function spanOf(document: vscode.TextDocument, { start, end }: vscode.Selection): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

/** The gaps of a document's selections, in offsets of the document; selections that meet are one. */
function gapsOf(document: vscode.TextDocument, spans: Span[], keepComments: boolean): Gap[] {
  const whole = document.getText();
  const text = whole.replaceAll('\r\n', '\n');
  const inText = (at: number) => at - (whole.slice(0, at).split('\r\n').length - 1);
  const gaps: Gap[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const gap = gapOf(text, { start: inText(start), end: inText(end) }, document.languageId, keepComments);
    const last = gaps.at(-1);
    if (last && gap.start <= last.end) last.end = Math.max(last.end, gap.end);
    else gaps.push(gap);
  }
  if (whole === text) return gaps;
  // Where line ends count twice, each line above adds one.
  const inDocument = (at: number) => at + text.slice(0, at).split('\n').length - 1;
  return gaps.map((gap) => ({ ...gap, start: inDocument(gap.start), end: inDocument(gap.end) }));
}

function hostOf({ fills, connection, status, notices, emit }: FillParts): FillHost {
  const progress = new FillProgress(status, fills);
  return {
    options(): FillOptions | null {
      const { client, settings } = connection;
      if (client === null) return null;
      // How short a completion may be, and where it is to stop, is said of ghost text.
      const parameters = { ...settings, maxTokens: settings.fillMaxTokens, minTokens: null, stop: [] };
      return { source: client, parameters, clock: systemClock, emit };
    },
    changed(session) {
      progress.show(session);
      fills.changed(session);
    },
    ended(session) {
      progress.show(session);
      fills.ended(session);
    },
    tell: (ending) => void tell(ending, notices, connection.settings.fillMaxTokens),
  };
}

/** Tells how a fill ended, where the user would wonder. */
function tell(ending: Ending, notices: Notices, maxTokens: number): unknown {
  const t = vscode.l10n.t;
  switch (ending.kind) {
    case 'failed': {
      const failure = failureOf(ending.error);
      const stays = t('What had come before stays as a preview.');
      return notices.tell(ending.hasText ? { ...failure, message: `${failure.message} ${stays}` } : failure);
    }
    case 'cut':
      return say(t('The fill has reached its limit of {0} tokens (setting infill.fill.maxTokens).', maxTokens));
    case 'empty':
      return say(t('The model had nothing to put here.'));
    case 'same':
      return say(t('The model has said the same again: there is no other candidate now.'));
    case 'lost':
      return say(t('The text around the preview was replaced, so what stands there is yours now. Undo takes it back.'));
    case 'refused':
      return say(t('VS Code writes nothing into this document: is it read-only? The fill was given up.'));
  }
}

function say(message: string): void {
  void vscode.window.showInformationMessage(`Infill: ${message}`);
}
