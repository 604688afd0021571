/** Questions, connections and streams for the tests of the drivers. */
import { expect, vi } from 'vitest';
import { HOSTS, type Ask, type Connection, type Fault, type Vendor } from '../llm';

export const VENDORS = Object.keys(HOSTS) as Vendor[];
export const KEY = 'sk-test-0123456789abcdef';
export const ANSWER =
  '{"edits":[{"op":"replace","target":"w1.h2","text":"Größe – 大小 🌍 \\"quoted\\""}]}';

export const BRIEF = {
  system: 'You edit a resume.',
  user: '{"entries":[]}',
  answer_schema: {
    type: 'object',
    properties: { edits: { type: 'array', items: { type: 'string' } } },
    required: ['edits'],
    additionalProperties: false,
  },
};

export const connection = (vendor: Vendor, more: Partial<Connection> = {}): Connection => ({
  vendor,
  base: HOSTS[vendor],
  key: KEY,
  model: 'some-model',
  context: 0,
  ...more,
});

export interface Run {
  pieces: string[];
  waits: [number, string][];
  what: Ask;
}

export function asking(signal = new AbortController().signal): Run {
  const pieces: string[] = [];
  const waits: [number, string][] = [];
  const what: Ask = {
    brief: BRIEF,
    maxOutput: 500,
    signal,
    onText: (piece) => pieces.push(piece),
    onWait: (ms, kind) => waits.push([ms, kind]),
  };
  return { pieces, waits, what };
}

export const failing = (call: Promise<unknown>): Promise<Fault> =>
  call.then(
    () => expect.unreachable('nothing failed'),
    (error: unknown) => error as Fault,
  );

/** An answer with this body, in pieces of bytes; `after` says how it ends. */
export function streamed(
  chunks: readonly Uint8Array[],
  after: 'end' | 'break' | 'silence' = 'end',
): Response {
  const left = [...chunks];
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = left.shift();
        if (next) controller.enqueue(next);
        else if (after === 'end') controller.close();
        else if (after === 'break') controller.error(new TypeError('network error'));
        else return new Promise(() => undefined);
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body);
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const refusing = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

export interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Record<string, unknown>;
  init: RequestInit;
}

/** Answer the calls of a test one after another; the last answer is for all that follow. */
export function answering(...answers: (() => Response | Promise<Response>)[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    sent.push({
      url,
      method: init.method ?? 'GET',
      headers: (init.headers ?? {}) as Record<string, string>,
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {},
      init,
    });
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    const reply = new Promise<Response>((resolve, reject) => {
      const { signal } = init;
      const stop = (): void => reject(signal?.reason as Error);
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
      resolve(Promise.resolve(answer?.() ?? Response.error()));
    });
    return reply.then((response) => abortable(response, init.signal));
  });
  return sent;
}

/** A body that errors when its call is aborted, as a browser's does. */
function abortable(response: Response, signal: AbortSignal | null | undefined): Response {
  if (!response.body || !signal) return response;
  const ending = new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      signal.addEventListener('abort', () => controller.error(signal.reason));
    },
  });
  // Reading on after the abort ends in that error, which the reader gets.
  response.body.pipeTo(ending.writable).catch(() => undefined);
  return new Response(ending.readable, response);
}

/** Events as their vendor sends them. */
const sse = (events: readonly object[], end = ''): string =>
  events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('') + end;

const named = (events: readonly { type: string }[]): string =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');

/** An answer's pieces, cut inside words. */
function cut(text: string): string[] {
  const letters = Array.from(text);
  const size = 6;
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, at) =>
    letters.slice(at * size, (at + 1) * size).join(''),
  );
}

/** A whole answer on the wire: 120 tokens in, 20 of them cached, 45 out. */
export const TRANSCRIPTS: Record<Vendor, (text: string) => string> = {
  openai: (text) =>
    named([
      { type: 'response.created' },
      ...cut(text).map((delta) => ({ type: 'response.output_text.delta', delta })),
      {
        type: 'response.completed',
        response: {
          status: 'completed',
          error: null,
          incomplete_details: null,
          usage: {
            input_tokens: 120,
            input_tokens_details: { cached_tokens: 20 },
            output_tokens: 45,
          },
        },
      } as { type: string },
    ]),
  anthropic: (text) =>
    named([
      {
        type: 'message_start',
        message: {
          usage: {
            input_tokens: 90,
            cache_read_input_tokens: 20,
            cache_creation_input_tokens: 10,
            output_tokens: 1,
          },
        },
      } as { type: string },
      { type: 'ping' },
      ...cut(text).map((piece) => ({
        type: 'content_block_delta',
        delta: { type: 'text_delta', text: piece },
      })),
      {
        type: 'message_delta',
        delta: { stop_reason: 'end_turn' },
        usage: { output_tokens: 45 },
      } as { type: string },
      { type: 'message_stop' },
    ]),
  gemini: (text) =>
    sse([
      { candidates: [{ content: { parts: [{ text: 'I think {so}', thought: true }] } }] },
      ...cut(text).map((piece) => ({ candidates: [{ content: { parts: [{ text: piece }] } }] })),
      {
        candidates: [{ finishReason: 'STOP' }],
        usageMetadata: {
          promptTokenCount: 120,
          cachedContentTokenCount: 20,
          candidatesTokenCount: 40,
          thoughtsTokenCount: 5,
        },
      },
    ]).replaceAll('\n', '\r\n'),
  openrouter: (text) => `: OPENROUTER PROCESSING\n\n${chat(text, { cost: 0.0021 })}`,
  compatible: (text) => chat(text, {}),
  ollama: (text) =>
    [
      ...cut(text).map((content) => ({ message: { role: 'assistant', content }, done: false })),
      {
        message: { role: 'assistant', content: '' },
        done: true,
        done_reason: 'stop',
        prompt_eval_count: 120,
        eval_count: 45,
      },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
};

const chat = (text: string, more: object): string =>
  sse(
    [
      { choices: [{ delta: { role: 'assistant', content: '' }, finish_reason: null }] },
      ...cut(text).map((content) => ({ choices: [{ delta: { content }, finish_reason: null }] })),
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
      {
        choices: [],
        usage: {
          prompt_tokens: 120,
          completion_tokens: 45,
          prompt_tokens_details: { cached_tokens: 20 },
          ...more,
        },
      },
    ],
    'data: [DONE]\n\n',
  );
