/** Any server that speaks OpenAI's chat completions: LM Studio, vLLM, llama.cpp. */
import { chat, chatBody, type ChatEvent } from './chat';
import type { Driver } from './driver';
import { OPENAI_FAULTS } from './openaiFaults';
import { asker, capOf, get, rowsOf, type Dialect } from './wire';

const dialect: Dialect<ChatEvent> = {
  ...chat,
  faults: OPENAI_FAULTS,
  body: (to, what, extras) => ({
    // Their grammars hold the form only; what the fields mean stands in the question.
    ...chatBody(to, what, extras, true),
    // The older name of the cap, which all of them know.
    max_tokens: capOf(to, what),
    stream_options: { include_usage: true },
  }),
};

interface Row {
  id: string;
  max_model_len?: number;
  context_length?: number;
  meta?: { n_ctx?: number; n_ctx_train?: number } | null;
}

export const driver: Driver = {
  ask: asker(dialect),
  async list(to, signal) {
    const rows = rowsOf<Row>(to, await get(to, dialect, '/models', signal), 'data');
    return rows
      .filter(({ id }) => !id.includes('embed'))
      .map(({ id, max_model_len, context_length, meta }) => ({
        id,
        name: id,
        context: max_model_len ?? context_length ?? meta?.n_ctx ?? meta?.n_ctx_train ?? 0,
        released: null,
        retires: null,
      }));
  },
};
