/** Ollama's own API: only there can the context be set, by which it else cuts a question. */
import type { Ask, Connection, Driver } from './driver';
import { ndjson } from './lines';
import { asker, bearer, capOf, get, rowsOf, tokensOf, withSchema, type Dialect } from './wire';

interface ChatLine {
  message?: { content?: string };
  done?: boolean;
  done_reason?: string;
  prompt_eval_count?: number;
  eval_count?: number;
}

/** The context is loaded in steps: a question a little longer does not load the model anew. */
const STEP = 4096;
const THOUGHT = 4096;
/** A question counted at less than this share of our estimate was cut. */
const CUT = 0.4;

/** These always think; the others do when they are not told to leave it. */
const thinker = (model: string): boolean => /gpt-oss/.test(model);

function optionsOf(to: Connection, what: Ask, thinks: boolean): object {
  const cap = capOf(to, what, thinks ? THOUGHT : 0);
  const needed = Math.ceil((tokensOf(what.brief) + cap) / STEP) * STEP;
  return { num_predict: cap, num_ctx: to.context ? Math.min(needed, to.context) : needed };
}

const dialect: Dialect<ChatLine> = {
  cutting: ndjson,
  faults: [['no_model', /model .*not found|try pulling it/]],
  headers: bearer,
  path: () => '/api/chat',
  body: (to, what, extras) => ({
    model: to.model,
    stream: true,
    truncate: false,
    messages: [
      { role: 'system', content: withSchema(what.brief) },
      { role: 'user', content: what.brief.user },
    ],
    options: optionsOf(to, what, thinker(to.model) || !extras.effort),
    ...(extras.effort && { think: thinker(to.model) ? 'low' : false }),
    ...(extras.schema && { format: what.brief.answer_schema }),
  }),
  read(line, so) {
    if (line.done) {
      const input = line.prompt_eval_count ?? 0;
      so.usage = { input, output: line.eval_count ?? 0, cached: 0, cost: null };
      const cut = input > 0 && input < so.asked * CUT;
      so.stop = cut || line.done_reason === 'length' ? 'length' : 'end';
    }
    return line.message?.content;
  },
};

/** The longest context that a model was made for; 0 when the server does not tell. */
async function contextOf(to: Connection, model: string, signal: AbortSignal): Promise<number> {
  try {
    const body = (await get(to, dialect, '/api/show', signal, { model })) as {
      model_info?: Record<string, unknown>;
    };
    const found = Object.entries(body.model_info ?? {}).find(([name]) =>
      name.endsWith('.context_length'),
    );
    return typeof found?.[1] === 'number' ? found[1] : 0;
  } catch {
    signal.throwIfAborted();
    return 0;
  }
}

export const driver: Driver = {
  ask: asker(dialect),
  async list(to, signal) {
    const body = await get(to, dialect, '/api/tags', signal);
    return Promise.all(
      rowsOf<{ name: string }>(to, body, 'models').map(async ({ name }) => ({
        id: name,
        name,
        context: await contextOf(to, name, signal),
        released: null,
        retires: null,
      })),
    );
  },
};
