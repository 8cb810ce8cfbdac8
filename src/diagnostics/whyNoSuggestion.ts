import * as vscode from 'vscode';
import { isDocument } from '../base/vscode/documentSchemes.ts';
import { formats } from '../base/vscode/formats.ts';
import { localize } from '../base/vscode/localize.ts';
import { showInformation } from '../base/vscode/notify.ts';
import type { CompletionEngine } from '../completion/engine.ts';
import type { Explanation } from '../completion/explanation.ts';
import { isInCommandMode } from '../completion/vscode/commandMode.ts';
import { documentContext } from '../completion/vscode/documentContext.ts';
import { otherCompleters } from '../completion/vscode/otherCompleters.ts';
import { canShareView } from '../completion/vscode/suggestionList.ts';
import { triggerAgainCommand } from '../completion/vscode/triggerAgain.ts';
import type { Connection } from '../connection/connection.ts';
import { runAction, type Action } from '../connection/failure.ts';
import type { Exclusions } from '../privacy/vscode/exclusions.ts';
import { disabledText, stateText } from '../status/stateText.ts';
import type { Status } from '../status/status.ts';
import { unreadable } from '../status/unreadableDocument.ts';
import { filterText } from './filterText.ts';

/** The parts that an explanation depends on. */
export interface ExplainParts {
  connection: Connection;
  engine: CompletionEngine;
  status: Status;
  exclusions: Exclusions;
}

/** The reason why there is no suggestion, and what the user can do. */
interface Advice {
  text: string;
  actions: readonly Action[];
}

/** VS Code's command; its own snooze exists since 1.102, and no API reports it (1.139.1). */
const cancelSnooze = 'editor.action.inlineSuggest.cancelSnooze';

/** Maximum number of quoted characters of a filtered text. A choice: enough to recognize it. */
const maxQuoted = 60;

/** Shows why there is no suggestion at the cursor: a certain reason, or else likely ones. */
export async function explainAtCursor(parts: ExplainParts): Promise<void> {
  await parts.connection.ready;
  const document = vscode.window.activeTextEditor?.document;
  if (document) await parts.exclusions.resolve(document.uri);
  const { text, actions } = adviceFor(parts, (await vscode.commands.getCommands()).includes(cancelSnooze));
  const chosen = await showInformation(text, ...actions.map(({ title }) => title));
  const action = actions.find(({ title }) => title === chosen);
  if (action) await runAction(action);
}

/** @param canBeSnoozed whether VS Code has a snooze of its own */
function adviceFor({ connection, engine, status }: ExplainParts, canBeSnoozed: boolean): Advice {
  const t = vscode.l10n.t;
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isDocument(editor.document)) {
    const elsewhere = t('Infill completes only in files. Place the cursor in a file and try again.');
    return { text: unreadable() ?? elsewhere, actions: [] };
  }
  const { state } = status;
  const { settings, host } = connection;
  if (state.kind === 'off') return { text: localize(disabledText(state.off)), actions: [menu()] };
  if (editor.selections.length > 1)
    return { text: t('Infill shows no suggestions while there are multiple cursors.'), actions: [] };
  if (state.kind === 'noKey') {
    const setKey = { title: t('Set API Key'), command: 'infill.setApiKey' };
    return { text: localize(stateText(state, settings.model, host)), actions: [setKey] };
  }
  if (isInCommandMode(editor)) {
    const text = t('In the normal mode of a modal editor, Infill shows suggestions only when you trigger one.');
    return { text, actions: [triggerAgain()] };
  }
  const context = documentContext(editor.document, editor.selection.active, false, settings);
  const why = engine.why(context, status.facts.isSpent);
  // A reason at the position is better than a failure elsewhere.
  if ('failure' in state && ['notRequested', 'insideWord', 'circuitOpen', 'unconfigured'].includes(why.kind)) {
    return { text: localize(stateText(state, settings.model, host)), actions: [state.failure.action] };
  }
  // VS Code calls for each key where ghost text is on.
  const isSnoozed = canBeSnoozed && engine.isCallMissing && isGhostTextOn(editor.document);
  if (isSnoozed && (why.kind === 'given' || why.kind === 'notRequested')) {
    const text = t(
      'VS Code did not ask Infill for a suggestion after your last key. Its inline suggestions are probably snoozed.',
    );
    // After a snooze VS Code calls for no key until something is triggered (1.139.1).
    const end = { title: t('End the Snooze'), command: triggerAgainCommand, arguments: [cancelSnooze] };
    return { text, actions: [end, triggerAgain()] };
  }
  const isManual = why.kind === 'notRequested' && settings.trigger === 'manual';
  const text = isManual
    ? t('Infill completes only when you trigger a suggestion (setting infill.trigger).')
    : whyText(why, settings.model);
  const both = { title: t('Keep Both in View'), command: 'infill.keepBothInView' };
  const actions = why.kind === 'given' && canShareView() ? [both, triggerAgain()] : [triggerAgain()];
  return { text: [text, ...likelyReasons(why, editor.document)].join(' '), actions };
}

function whyText(why: Explanation, model: string): string {
  const t = vscode.l10n.t;
  switch (why.kind) {
    case 'waiting':
      return t('Infill waits for a pause in your typing (setting infill.debounce).');
    case 'asking':
      return t('Infill is waiting for {0}: nothing to show has arrived yet.', model);
    case 'circuitOpen':
      return t(
        'Requests while you type are paused after a failure, or spaced for the rate limit. They resume by themselves.',
      );
    case 'insideWord':
      return t('Infill sends no requests inside a word, unless you trigger a suggestion.');
    case 'deleted':
      return t('You have just deleted the suggestion for this place. Type, or trigger a suggestion.');
    case 'overBudget':
      return t(
        "This month's budget is used up: Infill sends no requests, unless you trigger a suggestion (setting infill.budget).",
      );
    case 'empty':
      return t('{0} had no suggestion here.', model);
    case 'contentFilter':
      return t("The host's content filter left nothing of the answer of {0}.", model);
    case 'ended':
      return t('The suggestion of {0} ends here.', model);
    case 'filtered': {
      const quoted = why.text.trim().replace(/\s+/g, ' ').slice(0, maxQuoted);
      return t('The answer of {0} was not shown ({1}): {2}', model, filterText(why.filter), quoted);
    }
    case 'given':
      return why.handedOut < why.characters && why.handedOut > 0
        ? t(
            'Infill has a suggestion of {0} characters here and shows {1} of them: a line, or the block that begins here.',
            formats.count(why.characters),
            formats.count(why.handedOut),
          )
        : t('Infill has a suggestion of {0} characters here.', formats.count(why.characters));
    case 'notRequested':
    case 'unconfigured':
      return t('Infill has not sent a request here yet. Type, or trigger a suggestion.');
  }
}

/** Likely reasons: VS Code gives an extension no certain one. */
function likelyReasons(why: Explanation, document: vscode.TextDocument): string[] {
  if (why.kind !== 'given' && why.kind !== 'notRequested') return [];
  const t = vscode.l10n.t;
  const others = otherCompleters();
  const isShown = isGhostTextOn(document);
  const widget = t(
    "Perhaps VS Code's suggestion list is open: it hides suggestions that do not begin with its selected entry.",
  );
  return [
    ...(isShown ? [] : [t('The setting editor.inlineSuggest.enabled is off.')]),
    ...(isShown && why.kind === 'given' ? [widget] : []),
    ...(others.length > 0 ? [t('Perhaps another extension was faster: {0}.', others.join(', '))] : []),
  ];
}

function isGhostTextOn(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('editor', document).get('inlineSuggest.enabled') === true;
}

function menu(): Action {
  return { title: vscode.l10n.t('Show Menu'), command: 'infill.showMenu' };
}

function triggerAgain(): Action {
  return { title: vscode.l10n.t('Trigger Suggestion'), command: triggerAgainCommand };
}
