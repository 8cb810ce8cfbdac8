/** A card of `GET /v1/models`, with the fields that a completion client reads. */
export interface ModelCard {
  id: string;
  object: 'model';
  created: number;
  owned_by: string;
  type: 'base';
  name: string;
  max_context_length: number;
  aliases: string[];
  /** An ISO date-time from which the model is no longer served. */
  deprecation: string | null;
  deprecation_replacement_model: string | null;
  capabilities: Record<string, boolean>;
}

const CAPABILITIES = { completion_chat: true, completion_fim: true, function_calling: true, vision: false };

/** Builds a card; by default, of a model that fills in the middle with a context of 256k tokens. */
export function modelCard(id: string, differences: Partial<ModelCard> = {}): ModelCard {
  return {
    id,
    object: 'model',
    created: 1_753_920_000,
    owned_by: 'mistralai',
    type: 'base',
    name: id,
    max_context_length: 256_000,
    aliases: [],
    deprecation: null,
    deprecation_replacement_model: null,
    capabilities: CAPABILITIES,
    ...differences,
  };
}

/** A model that has been retired. */
export const RETIRED_MODEL = modelCard('codestral-2501', {
  deprecation: '2026-06-30T12:00:00Z',
  deprecation_replacement_model: 'codestral-latest',
});

/** Like the API's list: every alias has its own card, and some models do not fill in the middle. */
export const DEFAULT_MODELS: readonly ModelCard[] = [
  modelCard('codestral-2508', { aliases: ['codestral-latest'] }),
  modelCard('codestral-latest', { name: 'codestral-2508', aliases: ['codestral-2508'] }),
  modelCard('mistral-small-latest', {
    max_context_length: 128_000,
    capabilities: { ...CAPABILITIES, completion_fim: false },
  }),
];
