import { type Words, words } from '../mistral/words.ts';
import { formats } from './formats.ts';
import type { Off, State } from './state.ts';

/** What Infill is doing, in one sentence. */
export function stateWords(state: State, model: string, host: string): Words {
  switch (state.kind) {
    case 'ready':
      return words('Infill is ready: {0} at {1}.', model, host);
    case 'asking':
      return words('Infill is asking {0} at {1}.', model, host);
    case 'filling':
      return words('Infill fills a selection with {0} at {1}: {2} tokens so far.', model, host, state.tokens);
    case 'nothing':
      return words('Infill is ready: {0} at {1} had nothing that could be shown here.', model, host);
    case 'off':
      return offWords(state.off);
    case 'noKey':
      return words('Infill has no API key for {0}.', host);
    case 'spent':
      return words("Infill asks for nothing while you type: this month's budget is used up (setting infill.budget).");
    case 'limited':
      return state.until === null
        ? words('Infill is rate-limited: {0}', state.failure.words)
        : words('Infill is rate-limited until {0}: {1}', formats.moment(state.until), state.failure.words);
    case 'offline':
      return words('Infill is offline: {0}', state.failure.words);
    case 'failing':
      return words('Infill is failing: {0}', state.failure.words);
  }
}

/** Where Infill is off, and by what. */
export function offWords(off: Off): Words {
  switch (off.scope) {
    case 'everywhere':
      return words('Infill is off (setting infill.enable).');
    case 'language':
      return words('Infill is off for this language (setting infill.enable).');
    case 'file':
      return words('Infill is off for this file, as you have chosen.');
    case 'excluded':
      return words('Infill is off for this file: {0} excludes it (setting infill.exclude).', off.glob);
    case 'ignored':
      return words('Infill is off for this file: an .infillignore of the workspace excludes it.');
    case 'link':
      return words('Infill is off for this file: it is a link, and where it leads cannot be told.');
    case 'snoozed':
      return words('Infill is snoozed until {0}.', formats.moment(off.until));
  }
}
