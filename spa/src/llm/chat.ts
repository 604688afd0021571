/** OpenAI's chat completions, as OpenRouter and local servers speak them. */
import type { Ask, Connection } from './driver';
import { sse } from './lines';
import { bearer, withSchema, type Dialect, type Extras } from './wire';

interface Counted {
  prompt_tokens?: number;
  completion_tokens?: number;
  prompt_tokens_details?: { cached_tokens?: number } | null;
  cost?: number;
}

export interface ChatEvent {
  choices?: {
    delta?: { content?: string | null; refusal?: string | null };
    finish_reason?: string | null;
  }[];
  usage?: Counted | null;
}

/** The part of a question that all of these take. */
export const chatBody = (to: Connection, what: Ask, extras: Extras, always: boolean): object => ({
  model: to.model,
  stream: true,
  messages: [
    {
      role: 'system',
      content: always || !extras.schema ? withSchema(what.brief) : what.brief.system,
    },
    { role: 'user', content: what.brief.user },
  ],
  ...(extras.schema && {
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'answer', schema: what.brief.answer_schema, strict: true },
    },
  }),
});

export const chat: Omit<Dialect<ChatEvent>, 'body' | 'faults'> = {
  cutting: sse,
  headers: bearer,
  path: () => '/chat/completions',
  read({ choices, usage }, so) {
    if (usage) {
      so.usage = {
        input: usage.prompt_tokens ?? 0,
        output: usage.completion_tokens ?? 0,
        cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
        cost: usage.cost ?? null,
      };
    }
    const choice = choices?.[0];
    so.said += choice?.delta?.refusal ?? '';
    const finish = choice?.finish_reason;
    if (finish === 'length') so.stop = 'length';
    else if (finish) so.stop = so.said || finish === 'content_filter' ? 'refused' : 'end';
    return choice?.delta?.content ?? '';
  },
};
