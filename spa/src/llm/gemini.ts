/** Google Gemini, by generateContent: the newer Interactions API keeps what it is told. */
import type { Driver } from './driver';
import { sse } from './lines';
import { asker, capOf, get, rowsOf, withSchema, type Dialect } from './wire';

interface GenerateEvent {
  candidates?: {
    content?: { parts?: { text?: string; thought?: boolean }[] };
    finishReason?: string;
    finishMessage?: string;
  }[];
  promptFeedback?: { blockReason?: string; blockReasonMessage?: string };
  usageMetadata?: {
    promptTokenCount?: number;
    candidatesTokenCount?: number;
    thoughtsTokenCount?: number;
    cachedContentTokenCount?: number;
  };
}

const dialect: Dialect<GenerateEvent> = {
  cutting: sse,
  faults: [
    ['wrong_key', /API_KEY_INVALID|API key (not valid|expired)|reported as leaked|UNAUTHENTICATED/],
    ['region', /FAILED_PRECONDITION|location is not supported/],
    // What is counted by the day does not come back by waiting a minute.
    ['no_credit', /PerDay|prepa(y|id)|credits are depleted/i],
  ],
  // Never "?key=": addresses are kept in histories and logs.
  headers: (to) => ({ 'x-goog-api-key': to.key }),
  path: ({ model }) =>
    `/${model.includes('/') ? model : `models/${model}`}:streamGenerateContent?alt=sse`,
  body: (to, what, extras) => ({
    systemInstruction: {
      parts: [{ text: extras.schema ? what.brief.system : withSchema(what.brief) }],
    },
    contents: [{ role: 'user', parts: [{ text: what.brief.user }] }],
    generationConfig: {
      maxOutputTokens: capOf(to, what),
      ...(extras.effort && { thinkingConfig: { thinkingLevel: 'low' } }),
      ...(extras.schema && {
        responseMimeType: 'application/json',
        responseJsonSchema: what.brief.answer_schema,
      }),
    },
  }),
  read({ candidates, promptFeedback, usageMetadata: usage }, so) {
    if (usage) {
      so.usage = {
        input: usage.promptTokenCount ?? 0,
        output: (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0),
        cached: usage.cachedContentTokenCount ?? 0,
        cost: null,
      };
    }
    const first = candidates?.[0];
    const reason = promptFeedback?.blockReason ?? first?.finishReason;
    if (reason === 'STOP') so.stop = 'end';
    else if (reason === 'MAX_TOKENS') so.stop = 'length';
    else if (reason) {
      so.stop = 'refused';
      so.said = promptFeedback?.blockReasonMessage ?? first?.finishMessage ?? reason;
    }
    const parts = first?.content?.parts ?? [];
    return parts.map(({ text, thought }) => (thought ? '' : (text ?? ''))).join('');
  },
};

interface Row {
  name: string;
  displayName?: string;
  inputTokenLimit?: number;
  supportedGenerationMethods?: string[];
}

export const driver: Driver = {
  ask: asker(dialect),
  async list(to, signal) {
    const body = await get(to, dialect, '/models?pageSize=1000', signal);
    return rowsOf<Row>(to, body, 'models')
      .filter((row) => row.supportedGenerationMethods?.includes('generateContent') ?? true)
      .map((row) => ({
        id: row.name.replace('models/', ''),
        name: row.displayName ?? row.name,
        context: row.inputTokenLimit ?? 0,
        released: null,
        retires: null,
      }));
  },
};
