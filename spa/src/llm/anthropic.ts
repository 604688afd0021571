/** Anthropic's Messages API, with the header by which it lets pages in. */
import type { Driver } from './driver';
import { sse } from './lines';
import { asker, capOf, dateOf, get, rowsOf, withSchema, type Dialect } from './wire';

interface Counted {
  input_tokens?: number;
  output_tokens?: number;
  cache_read_input_tokens?: number | null;
  cache_creation_input_tokens?: number | null;
}

interface MessagesEvent {
  type: string;
  message?: { usage?: Counted };
  delta?: {
    type?: string;
    text?: string;
    stop_reason?: string | null;
    stop_details?: { category?: string | null; explanation?: string | null } | null;
  };
  usage?: Counted;
}

const dialect: Dialect<MessagesEvent> = {
  cutting: sse,
  faults: [
    ['browser_forbidden', /CORS requests/],
    ['no_credit', /billing_error|credit balance|usage limits|spend(ing)? limit/i],
    ['region', /"Request not allowed"/],
    ['wrong_key', /authentication_error/],
    ['content_policy', /content filtering policy|usage policy/i],
    ['overloaded', /overloaded_error|timeout_error/],
  ],
  headers: (to) => ({
    'x-api-key': to.key,
    'anthropic-version': '2023-06-01',
    'anthropic-dangerous-direct-browser-access': 'true',
  }),
  path: () => '/messages',
  body(to, what, { schema, effort }) {
    const { brief } = what;
    return {
      model: to.model,
      max_tokens: capOf(to, what),
      stream: true,
      system: schema ? brief.system : withSchema(brief),
      messages: [{ role: 'user', content: brief.user }],
      ...((schema || effort) && {
        output_config: {
          ...(effort && { effort: 'low' }),
          ...(schema && { format: { type: 'json_schema', schema: brief.answer_schema } }),
        },
      }),
    };
  },
  read({ message, delta, usage }, so) {
    const counted = message?.usage ?? usage;
    if (counted) {
      const before = so.usage ?? { input: 0, output: 0, cached: 0, cost: null };
      const cached = counted.cache_read_input_tokens ?? before.cached;
      const asked = counted.input_tokens;
      so.usage = {
        // The three are told apart here, where others count what was cached as a part of the whole.
        input:
          asked === undefined
            ? before.input
            : asked + cached + (counted.cache_creation_input_tokens ?? 0),
        output: counted.output_tokens ?? before.output,
        cached,
        cost: null,
      };
    }
    const reason = delta?.stop_reason;
    if (reason === 'refusal') {
      so.stop = 'refused';
      so.said = delta?.stop_details?.explanation ?? delta?.stop_details?.category ?? '';
    } else if (reason) {
      so.stop = /max_tokens|context_window/.test(reason) ? 'length' : 'end';
    }
    return delta?.type === 'text_delta' ? delta.text : '';
  },
};

interface Row {
  id: string;
  display_name?: string;
  created_at?: string;
  retires_at?: string | null;
  max_input_tokens?: number | null;
}

export const driver: Driver = {
  ask: asker(dialect),
  async list(to, signal) {
    const body = await get(to, dialect, '/models?limit=1000', signal);
    return rowsOf<Row>(to, body, 'data').map((row) => ({
      id: row.id,
      name: row.display_name ?? row.id,
      context: row.max_input_tokens ?? 0,
      released: dateOf(row.created_at),
      retires: dateOf(row.retires_at),
    }));
  },
};
