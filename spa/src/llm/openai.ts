/** OpenAI, by its Responses API; nothing is kept there (`store: false`). */
import type { Driver } from './driver';
import { sse } from './lines';
import { OPENAI_FAULTS } from './openaiFaults';
import { asker, bearer, capOf, dateOf, get, rowsOf, withSchema, type Dialect } from './wire';

interface ResponsesEvent {
  type: string;
  delta?: string;
  response?: {
    status?: string;
    incomplete_details?: { reason?: string } | null;
    usage?: {
      input_tokens: number;
      output_tokens: number;
      input_tokens_details?: { cached_tokens?: number };
    } | null;
  };
}

const dialect: Dialect<ResponsesEvent> = {
  cutting: sse,
  faults: OPENAI_FAULTS,
  headers: bearer,
  path: () => '/responses',
  body: (to, what, extras) => ({
    model: to.model,
    instructions: extras.schema ? what.brief.system : withSchema(what.brief),
    input: what.brief.user,
    stream: true,
    store: false,
    max_output_tokens: capOf(to, what),
    ...(extras.effort && { reasoning: { effort: 'low' } }),
    ...(extras.schema && {
      text: {
        format: {
          type: 'json_schema',
          name: 'answer',
          schema: what.brief.answer_schema,
          strict: true,
        },
      },
    }),
  }),
  read({ type, delta, response }, so) {
    if (type === 'response.output_text.delta') return delta;
    if (type === 'response.refusal.delta') so.said += delta ?? '';
    if (type !== 'response.completed' && type !== 'response.incomplete') return '';
    const whole = type === 'response.completed' && response?.status !== 'incomplete';
    const isFiltered = response?.incomplete_details?.reason === 'content_filter';
    so.stop = so.said || isFiltered ? 'refused' : whole ? 'end' : 'length';
    const usage = response?.usage;
    if (usage) {
      so.usage = {
        input: usage.input_tokens,
        output: usage.output_tokens,
        cached: usage.input_tokens_details?.cached_tokens ?? 0,
        cost: null,
      };
    }
    return '';
  },
};

interface Row {
  id: string;
  created?: number;
  shutdown_date?: string | null;
}

/** Models that make other things than text. */
const OTHERS =
  /embed|whisper|tts|dall-e|image|audio|realtime|moderation|transcribe|sora|davinci|babbage|search|computer|instruct/;

export const driver: Driver = {
  ask: asker(dialect),
  async list(to, signal) {
    const rows = rowsOf<Row>(to, await get(to, dialect, '/models', signal), 'data');
    return rows
      .filter(({ id }) => !OTHERS.test(id))
      .map(({ id, created, shutdown_date }) => ({
        id,
        name: id,
        context: 0,
        released: dateOf(created),
        retires: dateOf(shutdown_date),
      }));
  },
};
