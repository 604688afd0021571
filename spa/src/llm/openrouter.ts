/** OpenRouter: many vendors behind one key, and the cost in US dollars beside each answer. */
import { chat, chatBody, type ChatEvent } from './chat';
import { Fault, type Connection, type Driver } from './driver';
import { hostOf } from './faults';
import { asker, capOf, dateOf, get, rowsOf, type Dialect } from './wire';

const dialect: Dialect<ChatEvent> = {
  ...chat,
  faults: [
    // Money that calls under way hold back comes free again by itself.
    ['rate_limited', /in_flight_budget/],
    ['no_credit', /limit_source|insufficient credits/i],
    ['content_policy', /flagged_input|moderation/],
    ['region', /in your (region|country)|unsupported_country/],
    ['no_model', /not a valid model/],
  ],
  body: (to, what, extras) => ({
    ...chatBody(to, what, extras, false),
    max_tokens: capOf(to, what),
    ...(extras.effort && { reasoning: { effort: 'low', exclude: true } }),
    // Only vendors behind it that hold to the schema.
    ...(extras.schema && { provider: { require_parameters: true } }),
  }),
};

interface Row {
  id: string;
  name?: string;
  created?: number;
  expiration_date?: string | null;
  context_length?: number | null;
  architecture?: { output_modalities?: string[] };
}

/** US dollars left to the key, null for one without a limit. The list of models is open to all. */
async function credit(to: Connection, signal: AbortSignal): Promise<number | null> {
  const body = (await get(to, dialect, '/key', signal)) as {
    data?: { limit_remaining?: number | null };
  };
  return body.data?.limit_remaining ?? null;
}

export const driver: Driver = {
  ask: asker(dialect),
  async list(to, signal) {
    const rows = rowsOf<Row>(to, await get(to, dialect, '/models', signal), 'data');
    return rows
      .filter((row) => row.architecture?.output_modalities?.includes('text') ?? true)
      .map((row) => ({
        id: row.id,
        name: row.name ?? row.id,
        context: row.context_length ?? 0,
        released: dateOf(row.created),
        retires: dateOf(row.expiration_date),
      }));
  },
  async credit(to, signal) {
    const left = await credit(to, signal);
    if (left !== null && left <= 0) throw new Fault('no_credit', hostOf(to.base));
    return left;
  },
};
