import type { Log } from '../base/vscode/log.ts';
import type { EngineEvent } from '../completion/events.ts';
import { describe } from '../mistral/errors/describe.ts';

/** Writes an event to the log: models, sizes and times, but neither the key nor source text. */
export function logEvent(log: Log, event: EngineEvent): void {
  switch (event.type) {
    case 'requested': {
      const how = event.explicit ? 'on trigger' : 'while typing';
      log.info(`#${event.id} requests ${event.model} ${how}: ${event.prefix} characters before, ${event.suffix} after`);
      break;
    }
    case 'ended': {
      const first = event.firstTextMs === null ? 'no text' : `first text after ${Math.round(event.firstTextMs)} ms`;
      const tokens = event.usage ? `, ${event.usage.promptTokens} + ${event.usage.completionTokens} tokens` : '';
      const line = `#${event.id} ${event.model} ${event.outcome}: ${event.received} characters, ${first}, ${Math.round(event.totalMs)} ms in all${tokens}`;
      if (event.outcome === 'failed') log.error(`${line}: ${describe(event.error)}`);
      else log.info(line);
      const { impossibleUsage: bad } = event;
      if (bad) {
        const counts = `${bad.promptTokens} + ${bad.completionTokens} tokens, ${bad.cachedTokens} of them cached`;
        log.warn(`#${event.id} the host reports ${counts}, which cannot be: usage counts an estimate`);
      }
      break;
    }
    case 'answered':
      log.debug(`shows ${event.shown} characters from the ${event.origin}`);
      break;
    case 'grown':
      log.debug(`the text in view has grown to ${event.shown} characters`);
      break;
    case 'accepted':
      log.info(`accepted ${event.characters} characters${event.partial ? ', the rest stays' : ''}`);
      break;
    case 'nothing':
      log.debug(
        `nothing to show from the ${event.origin}: ${event.reason === 'filtered' ? `filtered (${event.filter})` : event.reason}`,
      );
      break;
    case 'circuitOpen':
      log.warn(`no requests while typing for ${Math.ceil(event.milliseconds / 1000)} s`);
      break;
    case 'overBudget':
      log.debug(`no request ${event.explicit ? 'on trigger' : 'while typing'}: the budget of the month is used up`);
  }
}
