import type { JsonObject } from './json.ts';
import { isObject } from './json.ts';

/** A model that can fill in the middle. */
export interface Model {
  id: string;
  name: string;
  /** Tokens of prompt and completion together; null where the host does not say. */
  contextLength: number | null;
  /** Other ids of the same model. */
  aliases: string[];
  /** The day it is retired, as the host writes it; null where none is set. */
  deprecation: string | null;
  /** The id of the model to use in its place. */
  replacement: string | null;
}

/** Reads `GET /v1/models`, keeping what can do FIM; null if this is no list of models. */
export function readModels(json: unknown): Model[] | null {
  const cards = isObject(json) ? json.data : json;
  if (!Array.isArray(cards)) return null;
  return cards.filter(isObject).filter(canFim).map(readModel);
}

function canFim({ id, capabilities }: JsonObject): boolean {
  return typeof id === 'string' && isObject(capabilities) && capabilities.completion_fim === true;
}

function readModel(card: JsonObject): Model {
  return {
    id: String(card.id),
    name: string(card.name) ?? String(card.id),
    contextLength: typeof card.max_context_length === 'number' ? card.max_context_length : null,
    aliases: Array.isArray(card.aliases) ? card.aliases.filter((alias) => typeof alias === 'string') : [],
    deprecation: string(card.deprecation),
    replacement: string(card.deprecation_replacement_model),
  };
}

function string(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
