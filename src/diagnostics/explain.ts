import * as vscode from 'vscode';
import type { CompletionEngine } from '../completion/engine.ts';
import type { Explanation } from '../completion/explanation.ts';
import { triggerAgainCommand } from '../completion/vscode/triggerAgain.ts';
import { noPreamble } from '../completion/snippet.ts';
import type { Connection } from '../connection/connection.ts';
import { documentContext } from '../completion/vscode/documentContext.ts';
import { isDocument } from '../base/vscode/documentSchemes.ts';
import { runAction, type Action } from '../connection/failure.ts';
import { filterText } from './filterText.ts';
import { formats } from '../base/vscode/formats.ts';
import type { Exclusions } from '../privacy/vscode/exclusions.ts';
import { showInformation } from '../base/vscode/notify.ts';
import { otherCompleters } from '../completion/vscode/otherCompleters.ts';
import { localize } from '../base/vscode/localize.ts';
import { disabledText, stateText } from '../status/stateText.ts';
import type { Status } from '../status/status.ts';
import { canShareView } from '../completion/vscode/suggestionList.ts';
import { unreadable } from '../status/unreadable.ts';

/** What an explanation is made of. */
export interface ExplainParts {
  connection: Connection;
  engine: CompletionEngine;
  status: Status;
  exclusions: Exclusions;
}

/** Why there is no suggestion, with what can be done about it. */
interface Advice {
  text: string;
  actions: readonly Action[];
}

/** So much of a text that was filtered tells what it was; in characters. */
const quotedCharacters = 60;

/** Tells why there is no suggestion at the cursor: what is known for certain, or else what is likely. */
export async function explain(parts: ExplainParts): Promise<void> {
  await parts.connection.ready;
  const document = vscode.window.activeTextEditor?.document;
  if (document) await parts.exclusions.resolve(document.uri);
  const { text, actions } = adviceFor(parts);
  const chosen = await showInformation(text, ...actions.map(({ title }) => title));
  const action = actions.find(({ title }) => title === chosen);
  if (action) await runAction(action);
}

function adviceFor({ connection, engine, status }: ExplainParts): Advice {
  const t = vscode.l10n.t;
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isDocument(editor.document)) {
    const elsewhere = t('Infill completes only files: put the cursor into one, and ask again.');
    return { text: unreadable() ?? elsewhere, actions: [] };
  }
  const { state } = status;
  const { settings, host } = connection;
  if (state.kind === 'off') return { text: localize(disabledText(state.off)), actions: [menu()] };
  if (editor.selections.length > 1)
    return { text: t('Infill completes nothing while there is more than one cursor.'), actions: [] };
  if (state.kind === 'noKey') {
    const setKey = { title: t('Set API Key'), command: 'infill.setApiKey' };
    return { text: localize(stateText(state, settings.model, host)), actions: [setKey] };
  }
  const context = documentContext(editor.document, editor.selection.active, false, settings);
  const why = engine.why(context, { preamble: noPreamble, isOverBudget: status.facts.isSpent });
  // What is known of the place says more than what happened elsewhere.
  if ('failure' in state && ['unasked', 'insideWord', 'resting', 'unconfigured'].includes(why.kind)) {
    return { text: localize(stateText(state, settings.model, host)), actions: [state.failure.action] };
  }
  const isManual = why.kind === 'unasked' && settings.trigger === 'manual';
  const text = isManual
    ? t('Infill completes only when you ask for it (setting infill.trigger).')
    : whyText(why, settings.model);
  const both = { title: t('Keep Both in View'), command: 'infill.keepBothInView' };
  const actions = why.kind === 'given' && canShareView() ? [both, triggerAgain()] : [triggerAgain()];
  return { text: [text, ...guesses(why, editor.document)].join(' '), actions };
}

function whyText(why: Explanation, model: string): string {
  const t = vscode.l10n.t;
  switch (why.kind) {
    case 'waiting':
      return t('Infill waits for a pause in your typing (setting infill.debounce).');
    case 'asking':
      return t('Infill is asking {0}; nothing that can be shown has come yet.', model);
    case 'resting':
      return t('The host has asked Infill to rest; that passes.');
    case 'insideWord':
      return t('Infill asks nothing inside a word, unless you ask for it.');
    case 'withheld':
      return t("This month's budget is used up: Infill asks nothing unless you ask for it (setting infill.budget).");
    case 'empty':
      return t('{0} had nothing to say here.', model);
    case 'ended':
      return t('{0} has ended its text here.', model);
    case 'filtered': {
      const quoted = why.text.trim().replace(/\s+/g, ' ').slice(0, quotedCharacters);
      return t('What {0} said here was dropped ({1}): {2}', model, filterText(why.filter), quoted);
    }
    case 'given':
      return why.handedOut < why.characters && why.handedOut > 0
        ? t(
            'Infill has {0} characters for this place and shows {1} of them: a line, or the block that begins here.',
            formats.count(why.characters),
            formats.count(why.handedOut),
          )
        : t('Infill has {0} characters for this place.', formats.count(why.characters));
    case 'unasked':
    case 'unconfigured':
      return t('Infill has not asked here yet: a key makes it ask.');
  }
}

/** What nobody tells an extension for certain. */
function guesses(why: Explanation, document: vscode.TextDocument): string[] {
  if (why.kind !== 'given' && why.kind !== 'unasked') return [];
  const t = vscode.l10n.t;
  const others = otherCompleters();
  const isShown = vscode.workspace.getConfiguration('editor', document).get('inlineSuggest.enabled') === true;
  const widget = t("Perhaps VS Code's suggestion list is open: it hides what does not go on from its selected entry.");
  return [
    ...(isShown ? [] : [t('The setting editor.inlineSuggest.enabled is off.')]),
    ...(isShown && why.kind === 'given' ? [widget] : []),
    ...(others.length > 0 ? [t('Perhaps another extension was faster: {0}.', others.join(', '))] : []),
  ];
}

function menu(): Action {
  return { title: vscode.l10n.t('Show Menu'), command: 'infill.showMenu' };
}

function triggerAgain(): Action {
  return { title: vscode.l10n.t('Ask Now'), command: triggerAgainCommand };
}
