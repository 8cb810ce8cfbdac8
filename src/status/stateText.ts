import { type Message, message } from '../base/message.ts';
import { formats } from '../base/vscode/formats.ts';
import type { DisabledReason, State } from './state.ts';

/** What Infill is doing, in one sentence. */
export function stateText(state: State, model: string, host: string): Message {
  switch (state.kind) {
    case 'ready':
      return message('Infill is ready: {0} at {1}.', model, host);
    case 'asking':
      return message('Infill is asking {0} at {1}.', model, host);
    case 'filling':
      return message('Infill fills a selection with {0} at {1}: {2} tokens so far.', model, host, state.tokens);
    case 'retrying':
      return message('Infill fills a selection with {0} at {1}: retrying.', model, host);
    case 'nothing':
      return message('Infill is ready: {0} at {1} had nothing that could be shown here.', model, host);
    case 'off':
      return disabledText(state.off);
    case 'noKey':
      return message('Infill has no API key for {0}.', host);
    case 'spent':
      return message("Infill asks for nothing while you type: this month's budget is used up (setting infill.budget).");
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

/** Where Infill is off, and by what. */
export function disabledText(off: DisabledReason): Message {
  switch (off.scope) {
    case 'everywhere':
      return message('Infill is off (setting infill.enable).');
    case 'language':
      return message('Infill is off for this language (setting infill.enable).');
    case 'file':
      return message('Infill is off for this file, as you have chosen.');
    case 'excluded':
      return message('Infill is off for this file: {0} excludes it (setting infill.exclude).', off.glob);
    case 'ignored':
      return message('Infill is off for this file: an .infillignore of the workspace excludes it.');
    case 'link':
      return message('Infill is off for this file: it is a link, and where it leads cannot be told.');
    case 'snoozed':
      return message('Infill is snoozed until {0}.', formats.moment(off.until));
  }
}
