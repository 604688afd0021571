/** What is sent to each vendor, and what its lists and tests say. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { driverOf, test, type Connection, type Vendor } from '.';
import {
  ANSWER,
  answering,
  asking,
  BRIEF,
  bytes,
  connection,
  refusing,
  streamed,
  TRANSCRIPTS,
  VENDORS,
  type Sent,
} from '../test/llm';

afterEach(() => vi.unstubAllGlobals());

const SCHEMA = BRIEF.answer_schema;
const signal = new AbortController().signal;

const whole = (vendor: Vendor) => () => streamed([bytes(TRANSCRIPTS[vendor](ANSWER))]);

async function sentTo(vendor: Vendor, more: Partial<Connection> = {}): Promise<Sent> {
  const sent = answering(whole(vendor));
  await (await driverOf(vendor)).ask(connection(vendor, more), asking().what);
  return sent[0] ?? expect.unreachable('nothing was sent');
}

describe('a question', () => {
  it('to OpenAI is kept nowhere, strict and of little effort', async () => {
    const { url, headers, body } = await sentTo('openai');
    expect(url).toBe('https://api.openai.com/v1/responses');
    expect(headers['Authorization']).toMatch(/^Bearer sk-/);
    expect(body).toEqual({
      model: 'some-model',
      instructions: BRIEF.system,
      input: BRIEF.user,
      stream: true,
      store: false,
      max_output_tokens: 500 + 8192,
      reasoning: { effort: 'low' },
      text: { format: { type: 'json_schema', name: 'answer', schema: SCHEMA, strict: true } },
    });
  });

  it('to Anthropic says its version, that it is a page, and a cap', async () => {
    const { url, headers, body } = await sentTo('anthropic');
    expect(url).toBe('https://api.anthropic.com/v1/messages');
    expect(headers).toMatchObject({
      'anthropic-version': '2023-06-01',
      'anthropic-dangerous-direct-browser-access': 'true',
    });
    expect(body).toEqual({
      model: 'some-model',
      max_tokens: 500 + 8192,
      stream: true,
      system: BRIEF.system,
      messages: [{ role: 'user', content: BRIEF.user }],
      output_config: { effort: 'low', format: { type: 'json_schema', schema: SCHEMA } },
    });
  });

  it('to Gemini has the schema as JSON Schema', async () => {
    const { url, body } = await sentTo('gemini');
    expect(url).toBe(
      'https://generativelanguage.googleapis.com/v1/models/some-model:streamGenerateContent?alt=sse',
    );
    expect(body['generationConfig']).toEqual({
      maxOutputTokens: 500 + 8192,
      thinkingConfig: { thinkingLevel: 'low' },
      responseMimeType: 'application/json',
      responseJsonSchema: SCHEMA,
    });
  });

  it('to OpenRouter goes to those that hold to the schema', async () => {
    const { body } = await sentTo('openrouter');
    expect(body).toMatchObject({
      provider: { require_parameters: true },
      response_format: { json_schema: { strict: true, schema: SCHEMA } },
    });
  });

  it('to a local server has the schema in its words, too', async () => {
    const { body } = await sentTo('compatible', { context: 4096 });
    expect(JSON.stringify(body['messages'])).toContain('JSON Schema');
    expect(body).toMatchObject({ stream_options: { include_usage: true } });
    // What the context has room for.
    expect(body['max_tokens']).toBeLessThan(4096);
    expect(body['max_tokens']).toBeGreaterThan(3500);
  });

  it('without a key says nothing of one', async () => {
    const { headers } = await sentTo('compatible', { key: '' });
    expect(headers).toEqual({ 'Content-Type': 'application/json' });
  });

  it('to Ollama sets a context that has room for it, in steps', async () => {
    const { url, body } = await sentTo('ollama');
    expect(url).toBe('http://localhost:11434/api/chat');
    expect(body).toMatchObject({
      format: SCHEMA,
      truncate: false,
      think: false,
      options: { num_ctx: 4096, num_predict: 500 },
    });
    const long = asking();
    const sent = answering(whole('ollama'));
    const brief = { ...BRIEF, user: 'word '.repeat(4000) };
    await (await driverOf('ollama')).ask(connection('ollama'), { ...long.what, brief });
    expect(sent[0]?.body['options']).toMatchObject({ num_ctx: 8192 });
  });

  it('to an Ollama model that always thinks leaves room for it', async () => {
    const { body } = await sentTo('ollama', { model: 'gpt-oss:20b' });
    expect(body).toMatchObject({ think: 'low', options: { num_predict: 500 + 4096 } });
  });

  it.each(VENDORS)('to %s sets nothing of how words are drawn', async (vendor) => {
    const { body } = await sentTo(vendor);
    expect(JSON.stringify(body)).not.toMatch(/temperature|top_p|top_k|topP|topK|seed|penalty/);
  });
});

describe('an extra that the server does not know', () => {
  it.each([
    ['openai', "Unsupported parameter: 'reasoning.effort'", 400],
    ['anthropic', 'This model does not support the effort parameter.', 400],
    ['gemini', 'Thinking level is not supported for this model.', 400],
    ['openrouter', 'No endpoints found that can handle the requested parameters.', 404],
  ] as [Vendor, string, number][])(
    'is left out: little effort, of %s',
    async (vendor, message, status) => {
      const sent = answering(() => refusing(status, { error: { message } }), whole(vendor));
      const outcome = await (await driverOf(vendor)).ask(connection(vendor), asking().what);
      expect(outcome.text).toBe(ANSWER);
      expect(JSON.stringify(sent[0]?.body)).toContain('"low"');
      expect(JSON.stringify(sent[1]?.body)).not.toContain('"low"');
      expect(JSON.stringify(sent[1]?.body)).toContain('"additionalProperties"');
      expect(JSON.stringify(sent[1]?.body)).not.toContain('Its JSON Schema');
    },
  );

  it.each([
    ['openai', 'Invalid schema for text.format'],
    ['anthropic', 'The compiled grammar is too large'],
    ['gemini', 'The schema has too many states for serving'],
    ['openrouter', 'response_format is not supported'],
    ['compatible', "'response_format.type' must be 'text'"],
    ['ollama', 'invalid format'],
  ] as [Vendor, string][])('is left out: the schema, of %s', async (vendor, message) => {
    const sent = answering(() => refusing(400, { error: { message } }), whole(vendor));
    const outcome = await (await driverOf(vendor)).ask(connection(vendor), asking().what);
    expect(outcome.text).toBe(ANSWER);
    const [, second] = sent;
    const keys = /response_format|"format"|responseJsonSchema|require_parameters/;
    expect(JSON.stringify(second?.body)).not.toMatch(keys);
    expect(JSON.stringify(second?.body)).toContain('Its JSON Schema');
  });

  it('is left out once: then the refusal stands', async () => {
    const message = 'schema and reasoning and format';
    const sent = answering(() => refusing(400, { error: { message } }));
    const asked = (await driverOf('openai')).ask(connection('openai'), asking().what);
    await expect(asked).rejects.toMatchObject({ kind: 'bad_request', said: message });
    expect(sent).toHaveLength(3);
  });
});

describe('a refusal by the model', () => {
  const told = async (vendor: Vendor, events: object[]) => {
    const stream = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
    answering(() => streamed([bytes(stream)]));
    const outcome = await (await driverOf(vendor)).ask(connection(vendor), asking().what);
    return [outcome.stop, outcome.said];
  };

  it('is told with its words', async () => {
    expect(
      await told('openai', [
        { type: 'response.refusal.delta', delta: 'I will ' },
        { type: 'response.refusal.delta', delta: 'not.' },
        { type: 'response.completed', response: { status: 'completed' } },
      ]),
    ).toEqual(['refused', 'I will not.']);
    expect(
      await told('openai', [
        {
          type: 'response.incomplete',
          response: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
        },
      ]),
    ).toEqual(['refused', '']);
    expect(
      await told('anthropic', [
        {
          type: 'message_delta',
          delta: { stop_reason: 'refusal', stop_details: { category: 'cyber' } },
        },
      ]),
    ).toEqual(['refused', 'cyber']);
    expect(await told('gemini', [{ promptFeedback: { blockReason: 'OTHER' } }])).toEqual([
      'refused',
      'OTHER',
    ]);
    expect(
      await told('compatible', [
        { choices: [{ delta: { refusal: 'No.' }, finish_reason: null }] },
        { choices: [{ delta: {}, finish_reason: 'stop' }] },
      ]),
    ).toEqual(['refused', 'No.']);
  });

  it('is told apart from a cut by cap or context', async () => {
    const cuts: [Vendor, object][] = [
      [
        'openai',
        {
          type: 'response.incomplete',
          response: { incomplete_details: { reason: 'max_output_tokens' } },
        },
      ],
      ['anthropic', { type: 'message_delta', delta: { stop_reason: 'max_tokens' } }],
      [
        'anthropic',
        { type: 'message_delta', delta: { stop_reason: 'model_context_window_exceeded' } },
      ],
      ['gemini', { candidates: [{ finishReason: 'MAX_TOKENS' }] }],
      ['compatible', { choices: [{ delta: {}, finish_reason: 'length' }] }],
    ];
    for (const [vendor, event] of cuts) expect(await told(vendor, [event])).toEqual(['length', '']);
    answering(() => streamed([bytes('{"done":true,"done_reason":"length"}\n')]));
    const outcome = await (await driverOf('ollama')).ask(connection('ollama'), asking().what);
    expect(outcome.stop).toBe('length');
  });
});

describe('a list of models', () => {
  const LISTS: [Vendor, object, object][] = [
    [
      'openai',
      {
        data: [
          { id: 'gpt-6-luna', created: 1_790_000_000, shutdown_date: null },
          { id: 'gpt-5', created: 1_754_000_000, shutdown_date: '2026-12-11' },
          { id: 'text-embedding-3-small', created: 1 },
        ],
      },
      [
        { id: 'gpt-6-luna', name: 'gpt-6-luna', context: 0, released: '2026-09-21', retires: null },
        { id: 'gpt-5', name: 'gpt-5', context: 0, released: '2025-07-31', retires: '2026-12-11' },
      ],
    ],
    [
      'anthropic',
      {
        data: [
          {
            id: 'claude-sonnet-5-5',
            display_name: 'Claude Sonnet 5.5',
            created_at: '2026-09-01T00:00:00Z',
            retires_at: '2027-09-01T00:00:00Z',
            max_input_tokens: 1_000_000,
          },
        ],
      },
      [
        {
          id: 'claude-sonnet-5-5',
          name: 'Claude Sonnet 5.5',
          context: 1_000_000,
          released: '2026-09-01',
          retires: '2027-09-01',
        },
      ],
    ],
    [
      'gemini',
      {
        models: [
          {
            name: 'models/gemini-3.8-flash',
            displayName: 'Gemini 3.8 Flash',
            inputTokenLimit: 1_048_576,
            supportedGenerationMethods: ['generateContent'],
          },
          { name: 'models/embed', supportedGenerationMethods: ['embedContent'] },
        ],
      },
      [
        {
          id: 'gemini-3.8-flash',
          name: 'Gemini 3.8 Flash',
          context: 1_048_576,
          released: null,
          retires: null,
        },
      ],
    ],
    [
      'openrouter',
      {
        data: [
          {
            id: 'x/y',
            name: 'X: Y',
            created: 1_790_000_000,
            expiration_date: '2027-01-31',
            context_length: 200_000,
          },
          { id: 'x/paints', architecture: { output_modalities: ['image'] } },
        ],
      },
      [
        {
          id: 'x/y',
          name: 'X: Y',
          context: 200_000,
          released: '2026-09-21',
          retires: '2027-01-31',
        },
      ],
    ],
    [
      'compatible',
      { data: [{ id: 'qwen', max_model_len: 32_768 }, { id: 'nomic-embed-text' }] },
      [{ id: 'qwen', name: 'qwen', context: 32_768, released: null, retires: null }],
    ],
  ];

  it.each(LISTS)('of %s has names, context and dates', async (vendor, body, models) => {
    answering(() => Response.json(body));
    expect(await (await driverOf(vendor)).list(connection(vendor), signal)).toEqual(models);
  });

  it('of Ollama asks each model for its context', async () => {
    answering(
      () => Response.json({ models: [{ name: 'llama3:latest' }, { name: 'gone' }] }),
      () => Response.json({ model_info: { 'llama.context_length': 8192 } }),
      () => refusing(404, { error: 'model not found' }),
    );
    const models = await (await driverOf('ollama')).list(connection('ollama'), signal);
    expect(models.map(({ id, context }) => [id, context])).toEqual([
      ['llama3:latest', 8192],
      ['gone', 0],
    ]);
  });

  it.each(VENDORS)('that is none is told, of %s', async (vendor) => {
    for (const answer of [() => refusing(404, ''), () => Response.json({ hello: 1 })]) {
      answering(answer);
      const asked = (await driverOf(vendor)).list(connection(vendor), signal);
      await expect(asked).rejects.toMatchObject({ kind: 'unreadable' });
    }
  });
});

describe('a test of a connection', () => {
  const models = { data: [{ id: 'some-model' }] };

  it('says which models there are', async () => {
    answering(() => Response.json(models));
    expect(await test(connection('openai'), signal)).toMatchObject({
      ok: true,
      limited: false,
      credit: null,
      models: [{ id: 'some-model' }],
    });
  });

  it('says that a model is not there', async () => {
    answering(() => Response.json(models));
    const tested = await test(connection('openai', { model: 'other' }), signal);
    expect(tested).toMatchObject({ ok: false, fault: { kind: 'no_model' } });
  });

  it('knows an Ollama model without its tag', async () => {
    answering(
      () => Response.json({ models: [{ name: 'some-model:latest' }] }),
      () => Response.json({}),
    );
    expect(await test(connection('ollama'), signal)).toMatchObject({ ok: true });
  });

  it('takes a key that may not list for a limited one', async () => {
    answering(() => refusing(403, { error: { message: 'Missing scopes: model.read' } }));
    expect(await test(connection('openai'), signal)).toEqual({
      ok: true,
      models: [],
      limited: true,
      credit: null,
    });
  });

  it('asks OpenRouter for the key and what it has left: its list is open to all', async () => {
    const left = (limit_remaining: number | null) => () =>
      Response.json({ data: { limit_remaining } });
    answering(left(4.2), () => Response.json(models));
    expect(await test(connection('openrouter'), signal)).toMatchObject({ ok: true, credit: 4.2 });
    answering(left(0));
    expect(await test(connection('openrouter'), signal)).toMatchObject({
      ok: false,
      fault: { kind: 'no_credit' },
    });
    answering(() => refusing(401, { error: { message: 'No cookie auth credentials found' } }));
    expect(await test(connection('openrouter'), signal)).toMatchObject({
      ok: false,
      fault: { kind: 'wrong_key' },
    });
  });
});
