import type { JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import { isShowable } from './errors/quote.ts';

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

/**
 * Whether a host's list says that it does not serve a model, or no more. A list without any model for FIM says nothing.
 * @param now milliseconds since 1970
 */
export function isGone(id: string, listed: readonly Model[], now: number): boolean {
  if (listed.length === 0) return false;
  const model = modelOf(id, listed);
  return model === undefined || isRetired(model, now);
}

/** The model of this id or alias. */
export function modelOf(id: string, listed: readonly Model[]): Model | undefined {
  return listed.find((model) => model.id === id) ?? listed.find(({ aliases }) => aliases.includes(id));
}

/** Whether the day has come that the host names as the model's last. */
export function isRetired({ deprecation }: Model, now: number): boolean {
  return deprecation !== null && Date.parse(deprecation) <= now;
}

/** The next of the user's models, round and round, without those that are gone; null where there is no other. */
export function nextModel(
  current: string,
  models: readonly string[],
  isModelGone: (id: string) => boolean,
): string | null {
  const at = models.indexOf(current) + 1;
  const inTurn = [...models.slice(at), ...models.slice(0, at)];
  return inTurn.find((id) => id !== current && !isModelGone(id)) ?? null;
}

function canFim({ id, capabilities }: JsonObject): boolean {
  return string(id) !== null && isObject(capabilities) && capabilities.completion_fim === true;
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
  return typeof value === 'string' && isShowable(value) ? value : null;
}
