import * as vscode from 'vscode';
import type { CompletionEngine } from '../../completion/engine.ts';
import type { Why } from '../../completion/why.ts';
import { askNowCommand } from '../askNow.ts';
import type { Connection } from '../connection.ts';
import { documentContext } from '../documentContext.ts';
import { isDocument } from '../documentSchemes.ts';
import { mend, type Remedy } from '../failure.ts';
import { filterText } from '../filterText.ts';
import { formats } from '../formats.ts';
import type { NeverSent } from '../home/neverSent.ts';
import { showInformation } from '../notify.ts';
import { otherCompleters } from '../otherCompleters.ts';
import { spoken } from '../spoken.ts';
import { offWords, stateWords } from '../stateWords.ts';
import type { Status } from '../status.ts';
import { canShareView } from '../suggestionList.ts';
import { unreadable } from '../unreadable.ts';

/** What an explanation is made of. */
export interface ExplainParts {
  connection: Connection;
  engine: CompletionEngine;
  status: Status;
  neverSent: NeverSent;
}

/** Why there is no suggestion, with what can be done about it. */
interface Explanation {
  text: string;
  remedies: readonly Remedy[];
}

/** So much of a text that was filtered tells what it was; in characters. */
const quotedCharacters = 60;

/** Tells why there is no suggestion at the cursor: what is known for certain, or else what is likely. */
export async function explain(parts: ExplainParts): Promise<void> {
  await parts.connection.ready;
  const document = vscode.window.activeTextEditor?.document;
  if (document) await parts.neverSent.look(document.uri);
  const { text, remedies } = explanation(parts);
  const chosen = await showInformation(text, ...remedies.map(({ title }) => title));
  const remedy = remedies.find(({ title }) => title === chosen);
  if (remedy) await mend(remedy);
}

function explanation({ connection, engine, status }: ExplainParts): Explanation {
  const t = vscode.l10n.t;
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isDocument(editor.document)) {
    const elsewhere = t('Infill completes only files: put the cursor into one, and ask again.');
    return { text: unreadable() ?? elsewhere, remedies: [] };
  }
  const { state } = status;
  const { settings, host } = connection;
  if (state.kind === 'off') return { text: spoken(offWords(state.off)), remedies: [menu()] };
  if (editor.selections.length > 1)
    return { text: t('Infill completes nothing while there is more than one cursor.'), remedies: [] };
  if (state.kind === 'noKey') {
    const setKey = { title: t('Set API Key'), command: 'infill.setApiKey' };
    return { text: spoken(stateWords(state, settings.model, host)), remedies: [setKey] };
  }
  const context = documentContext(editor.document, editor.selection.active, false, settings);
  const why = engine.why(context);
  // What is known of the place says more than what happened elsewhere.
  if ('failure' in state && ['unasked', 'quiet', 'resting', 'unconfigured'].includes(why.kind)) {
    return { text: spoken(stateWords(state, settings.model, host)), remedies: [state.failure.remedy] };
  }
  const isManual = why.kind === 'unasked' && settings.trigger === 'manual';
  const text = isManual
    ? t('Infill completes only when you ask for it (setting infill.trigger).')
    : whyText(why, settings.model);
  const both = { title: t('Keep Both in View'), command: 'infill.keepBothInView' };
  const remedies = why.kind === 'given' && canShareView() ? [both, askNow()] : [askNow()];
  return { text: [text, ...guesses(why, editor.document)].join(' '), remedies };
}

function whyText(why: Why, model: string): string {
  const t = vscode.l10n.t;
  switch (why.kind) {
    case 'waiting':
      return t('Infill waits for a pause in your typing (setting infill.debounce).');
    case 'asking':
      return t('Infill is asking {0}; nothing that can be shown has come yet.', model);
    case 'resting':
      return t('The host has asked Infill to rest; that passes.');
    case 'quiet':
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
function guesses(why: Why, document: vscode.TextDocument): string[] {
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

function menu(): Remedy {
  return { title: vscode.l10n.t('Show Menu'), command: 'infill.showMenu' };
}

function askNow(): Remedy {
  return { title: vscode.l10n.t('Ask Now'), command: askNowCommand };
}
