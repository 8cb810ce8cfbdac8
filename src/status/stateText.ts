import { type Message, message } from '../base/message.ts';
import { formats } from '../base/vscode/formats.ts';
import type { DisabledReason, State } from './state.ts';

/** The state in one sentence. */
export function stateText(state: State, model: string, host: string): Message {
  switch (state.kind) {
    case 'ready':
      return message('Infill is ready: {0} at {1}.', model, host);
    case 'asking':
      return message('Infill is waiting for an answer from {0} at {1}.', model, host);
    case 'filling':
      return message('Infill fills a selection with {0} at {1}: {2} tokens so far.', model, host, state.tokens);
    case 'retrying':
      return message('Infill fills a selection with {0} at {1}: retrying.', model, host);
    case 'nothing':
      return message('Infill is ready: {0} at {1} had nothing to show here.', model, host);
    case 'off':
      return disabledText(state.off);
    case 'noKey':
      return message('Infill has no API key for {0}.', host);
    case 'spent':
      return message(
        "Infill sends no requests while you type: this month's budget is used up (setting infill.budget).",
      );
    case 'limited':
      return state.until === null
        ? message('Infill is rate-limited: {0}', state.failure.message)
        : message('Infill is rate-limited until {0}: {1}', formats.moment(state.until), state.failure.message);
    case 'offline':
      return message('Infill is offline: {0}', state.failure.message);
    case 'failing':
      return message('Infill is failing: {0}', state.failure.message);
  }
}

/** The reason why Infill is off, in one sentence. */
export function disabledText(off: DisabledReason): Message {
  switch (off.scope) {
    case 'everywhere':
      return message('Infill is off (setting infill.enable).');
    case 'language':
      return message('Infill is off for this language (setting infill.enable).');
    case 'file':
      return message('You turned Infill off for this file.');
    case 'excluded':
      return message('Infill is off for this file: {0} excludes it (setting infill.exclude).', off.glob);
    case 'ignored':
      return message('Infill is off for this file: an .infillignore of the workspace excludes it.');
    case 'gitIgnored':
      return message('Infill is off for this file: git ignores it (setting infill.gitIgnored).');
    case 'link':
      return message('Infill is off for this file: it is a symbolic link with an unknown target.');
    case 'versionControl':
      return message('Infill is off for this file: it belongs to version control, or is a message for it.');
    case 'temporary':
      return message('Infill is off for this file: another program made it for one edit.');
    case 'snoozed':
      return message('Infill is snoozed until {0}.', formats.moment(off.until));
  }
}
