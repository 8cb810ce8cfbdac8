import type { Completion } from './model/model.ts';

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number };
}

/** A piece of a response's body, with the number of the completion's tokens in it. */
export interface Frame {
  bytes: Uint8Array;
  tokens: number;
}

export interface Answer {
  status: number;
  contentType: string;
  frames: Frame[];
  headers?: Record<string, string>;
}

export interface AnswerHead {
  id: string;
  model: string;
  /** Seconds since 1970. */
  created: number;
}

const encoder = new TextEncoder();

export function frame(text: string, tokens = 0): Frame {
  return { bytes: encoder.encode(text), tokens };
}

export function jsonAnswer(status: number, body: unknown, tokens = 0): Answer {
  return { status, contentType: 'application/json', frames: [frame(JSON.stringify(body), tokens)] };
}

/**
 * The whole completion in one JSON body.
 * @param textIn the field of a choice that holds the text; in a stream, `message` stands for `delta`
 */
export function completionAnswer(
  head: AnswerHead,
  { tokens, finishReason }: Completion,
  usage: Usage,
  textIn: 'message' | 'text' = 'message',
): Answer {
  const text = tokens.join('');
  const message = { role: 'assistant', content: text, tool_calls: null };
  const choices = [{ index: 0, ...(textIn === 'text' ? { text } : { message }), finish_reason: finishReason }];
  return jsonAnswer(200, { ...head, object: 'chat.completion', usage, choices }, tokens.length);
}

/** Server-sent events: the role, one event per token, the end with the usage, `[DONE]`. */
export function streamAnswer(
  head: AnswerHead,
  { tokens, finishReason }: Completion,
  usage: Usage,
  textIn: 'message' | 'text' = 'message',
): Answer {
  const event = (delta: { role?: string; content: string }, finish_reason: string | null, more: object = {}) => {
    const held = textIn === 'text' ? { text: delta.content } : { delta };
    const chunk = {
      ...head,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, ...held, finish_reason }],
      ...more,
    };
    return `data: ${JSON.stringify(chunk)}\n\n`;
  };
  return {
    status: 200,
    contentType: 'text/event-stream; charset=utf-8',
    frames: [
      frame(event({ role: 'assistant', content: '' }, null)),
      ...tokens.map((content) => frame(event({ content }, null), 1)),
      frame(event({ content: '' }, finishReason, { usage })),
      frame('data: [DONE]\n\n'),
    ],
  };
}
