import { type JsonObject, isObject } from '../base/json.ts';
import { isShowable } from './errors/quote.ts';

/** A model that can fill in the middle. */
export interface Model {
  id: string;
  name: string;
  /** Maximum number of tokens of prompt and completion together; null if the host does not say. */
  contextLength: number | null;
  /** Other ids of the model. */
  aliases: string[];
  /** The day on which it is retired, as the host writes it; null without one. */
  deprecation: string | null;
  /** The id of the model that replaces it. */
  replacement: string | null;
}

/** Reads the models that can fill in the middle from `GET /v1/models`; null if this is not a list of models. */
export function readModels(json: unknown): Model[] | null {
  const cards = isObject(json) ? json.data : json;
  if (!Array.isArray(cards)) return null;
  return cards.filter(isObject).filter(canFim).map(readModel);
}

/**
 * Whether a host's list says that it does not serve a model. A list without models for FIM says nothing.
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

/** Whether the day on which the host retires the model has come. */
export function isRetired({ deprecation }: Model, now: number): boolean {
  return deprecation !== null && Date.parse(deprecation) <= now;
}

/** The next of the user's models that is not gone, cyclically; null if there is no other. */
export function nextModel(
  current: string,
  models: readonly string[],
  isModelGone: (id: string) => boolean,
): string | null {
  const start = models.indexOf(current) + 1;
  const rotated = [...models.slice(start), ...models.slice(0, start)];
  return rotated.find((id) => id !== current && !isModelGone(id)) ?? null;
}

function canFim({ id, capabilities }: JsonObject): boolean {
  return string(id) !== null && isObject(capabilities) && capabilities.completion_fim === true;
}

function readModel(card: JsonObject): Model {
  return {
    id: String(card.id),
    name: string(card.name) ?? String(card.id),
    contextLength: typeof card.max_context_length === 'number' ? card.max_context_length : null,
    aliases: Array.isArray(card.aliases) ? card.aliases.map(string).filter((alias) => alias !== null) : [],
    deprecation: string(card.deprecation),
    replacement: string(card.deprecation_replacement_model),
  };
}

function string(value: unknown): string | null {
  return typeof value === 'string' && isShowable(value) ? value : null;
}
