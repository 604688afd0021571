/** Every driver against the wire formats of a server that is not ours. */
import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER, asking, connection, failing, KEY, VENDORS } from '../test/llm';
import { driverOf, type Connection, type Vendor } from '.';

const server = new LLMock({ port: 0 });
beforeAll(async () => {
  await server.start();
});
afterAll(() => server.stop());
afterEach(() => server.reset());

/** What each vendor's path is on a server that speaks for all; it knows Gemini's beta only. */
const BELOW: Record<Vendor, string> = {
  openai: '/v1',
  anthropic: '/v1',
  gemini: '/v1beta',
  openrouter: '/api/v1',
  compatible: '/v1',
  ollama: '',
};

/** Usage by each vendor's own names: 120 tokens in, 45 out. */
const USAGE: Record<Vendor, Record<string, number>> = {
  openai: { input_tokens: 120, output_tokens: 45 },
  anthropic: { input_tokens: 120, output_tokens: 45 },
  gemini: { promptTokenCount: 120, candidatesTokenCount: 45 },
  openrouter: { prompt_tokens: 120, completion_tokens: 45, cost: 0.0021 },
  compatible: { prompt_tokens: 120, completion_tokens: 45 },
  ollama: { prompt_eval_count: 120, eval_count: 45 },
};

const to = (vendor: Vendor): Connection => connection(vendor, { base: server.url + BELOW[vendor] });

describe.each(VENDORS)('%s', (vendor) => {
  const answer = (extra: object = {}) => ({ content: ANSWER, usage: USAGE[vendor], ...extra });

  it('streams an answer whole, piece by piece, with its usage', async () => {
    server.on({}, answer(), { chunkSize: 7 });
    const { what, pieces } = asking();
    const outcome = await (await driverOf(vendor)).ask(to(vendor), what);
    expect(outcome.text).toBe(ANSWER);
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join('')).toBe(ANSWER);
    expect(outcome.stop).toBe('end');
    const cost = vendor === 'openrouter' ? 0.0021 : null;
    // This server counts nothing for Ollama; a count of nothing is none.
    const counted = vendor === 'ollama' ? null : { input: 120, output: 45, cached: 0, cost };
    expect(outcome.usage).toEqual(counted);
  });

  // This server has no such end for Ollama.
  if (vendor !== 'ollama')
    it('tells an answer that the cap cut', async () => {
      server.on({}, answer({ content: ANSWER.slice(0, 30), finishReason: 'length' }));
      const { what } = asking();
      const outcome = await (await driverOf(vendor)).ask(to(vendor), what);
      expect([outcome.stop, outcome.text]).toEqual(['length', ANSWER.slice(0, 30)]);
    });

  it('tells a stream that ended before its answer, and keeps what came', async () => {
    server.on({}, answer(), { chunkSize: 7, latency: 20, truncateAfterChunks: 5 });
    const { what, pieces } = asking();
    const fault = await failing((await driverOf(vendor)).ask(to(vendor), what));
    expect(fault.kind).toBe('cut_off');
    expect(ANSWER.startsWith(pieces.join(''))).toBe(true);
    expect(server.getRequests()).toHaveLength(1);
  });

  it('waits as long as a busy vendor asks, then has its answer', async () => {
    server.on({}, answer());
    server.nextRequestError(429, { message: 'Slow down', type: 'rate_limit_error' });
    const { what, waits } = asking();
    const outcome = await (await driverOf(vendor)).ask(to(vendor), what);
    expect(outcome.text).toBe(ANSWER);
    expect(waits).toEqual([[1000, 'rate_limited']]);
  });

  it('tells a wrong key at once, without the key', async () => {
    server.nextRequestError(401, {
      message: `Incorrect API key provided: ${KEY}.`,
      type: 'authentication_error',
      code: 'invalid_api_key',
    });
    const { what, waits } = asking();
    const fault = await failing((await driverOf(vendor)).ask(to(vendor), what));
    expect([fault.kind, fault.status, waits]).toEqual(['wrong_key', 401, []]);
    expect(fault.said).toContain('Incorrect API key provided');
    expect([fault.said, fault.message, fault.stack].join()).not.toContain(KEY);
  });

  it('ends when it is told to, in the middle of an answer', async () => {
    server.on({}, answer(), { chunkSize: 5, latency: 200 });
    const ending = new AbortController();
    const { what, pieces } = asking(ending.signal);
    what.onText = (piece) => {
      pieces.push(piece);
      ending.abort(new Error('enough'));
    };
    const error = await failing((await driverOf(vendor)).ask(to(vendor), what));
    expect(error.message).toBe('enough');
    expect(pieces).toHaveLength(1);
  });
});

describe('refusals', () => {
  it.each(['openrouter', 'compatible'] as const)('of %s are told', async (vendor) => {
    server.on({}, { content: '', finishReason: 'content_filter' });
    const { what } = asking();
    const outcome = await (await driverOf(vendor)).ask(to(vendor), what);
    expect(outcome.stop).toBe('refused');
  });

  it('of Gemini are told', async () => {
    server.on({}, { content: '', finishReason: 'content_filter' });
    const { what } = asking();
    const outcome = await (await driverOf('gemini')).ask(to('gemini'), what);
    expect([outcome.stop, outcome.said]).toEqual(['refused', 'SAFETY']);
  });
});
