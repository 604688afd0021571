/** What vendors say when something is wrong, and what is made of it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { driverOf, type FaultKind, type Vendor } from '.';
import {
  ANSWER,
  answering,
  asking,
  bytes,
  connection,
  failing,
  KEY,
  refusing,
  streamed,
  TRANSCRIPTS,
  VENDORS,
} from '../test/llm';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const openai = (message: string, code: string, type = 'invalid_request_error') => ({
  error: { message, type, code, param: null },
});
const anthropic = (type: string, message: string) => ({ type: 'error', error: { type, message } });
const google = (status: string, message: string, details: object[] = []) => ({
  error: { code: 400, message, status, details },
});
const router = (message: string, metadata: object = {}) => ({ error: { message, metadata } });

const ANSWERS: [Vendor, number, object, FaultKind][] = [
  ['openai', 401, openai('Incorrect API key provided', 'invalid_api_key'), 'wrong_key'],
  ['openai', 403, openai('Missing scopes: model.request', 'x'), 'limited_key'],
  ['openai', 401, openai('Your IP is not on the IP allowlist', 'ip_not_authorized'), 'limited_key'],
  ['openai', 403, openai('Country', 'unsupported_country_region_territory'), 'region'],
  ['openai', 429, openai('Your quota', 'insufficient_quota', 'insufficient_quota'), 'no_credit'],
  ['openai', 400, openai('Hard limit', 'billing_hard_limit_reached'), 'no_credit'],
  ['openai', 429, openai('Slow down', 'rate_limit_exceeded', 'tokens'), 'rate_limited'],
  ['openai', 404, openai('No such model', 'model_not_found'), 'no_model'],
  ['openai', 400, openai('Too long', 'context_length_exceeded'), 'context'],
  ['openai', 400, openai('Not allowed', 'invalid_prompt'), 'content_policy'],
  ['openai', 400, openai('Wrong', 'invalid_value'), 'bad_request'],
  ['openai', 500, openai('Sorry', 'server_error', 'server_error'), 'server'],
  ['openai', 503, openai('Busy', 'x', 'server_error'), 'overloaded'],

  ['anthropic', 401, anthropic('authentication_error', 'invalid x-api-key'), 'wrong_key'],
  [
    'anthropic',
    401,
    anthropic(
      'authentication_error',
      'CORS requests are not allowed for this Organization because of its settings.',
    ),
    'browser_forbidden',
  ],
  ['anthropic', 402, anthropic('billing_error', 'Pay'), 'no_credit'],
  [
    'anthropic',
    400,
    anthropic('invalid_request_error', 'Your credit balance is too low'),
    'no_credit',
  ],
  [
    'anthropic',
    400,
    anthropic('invalid_request_error', 'You have reached your specified API usage limits.'),
    'no_credit',
  ],
  ['anthropic', 403, anthropic('permission_error', 'Not yours'), 'limited_key'],
  ['anthropic', 403, anthropic('forbidden', 'Request not allowed'), 'region'],
  ['anthropic', 404, anthropic('not_found_error', 'model: x'), 'no_model'],
  ['anthropic', 413, anthropic('request_too_large', 'Too large'), 'context'],
  [
    'anthropic',
    400,
    anthropic('invalid_request_error', 'prompt is too long: 9 tokens > 8 maximum'),
    'context',
  ],
  [
    'anthropic',
    400,
    anthropic('invalid_request_error', 'Output blocked by content filtering policy'),
    'content_policy',
  ],
  ['anthropic', 429, anthropic('rate_limit_error', 'Slow down'), 'rate_limited'],
  ['anthropic', 529, anthropic('overloaded_error', 'Overloaded'), 'overloaded'],
  ['anthropic', 500, anthropic('api_error', 'Sorry'), 'server'],

  [
    'gemini',
    400,
    google('INVALID_ARGUMENT', 'API key not valid.', [{ reason: 'API_KEY_INVALID' }]),
    'wrong_key',
  ],
  ['gemini', 403, google('PERMISSION_DENIED', 'Your API key was reported as leaked.'), 'wrong_key'],
  ['gemini', 403, google('PERMISSION_DENIED', 'Blocked'), 'limited_key'],
  ['gemini', 400, google('FAILED_PRECONDITION', 'User location is not supported'), 'region'],
  ['gemini', 404, google('NOT_FOUND', 'models/x is not found'), 'no_model'],
  [
    'gemini',
    400,
    google('INVALID_ARGUMENT', 'The input token count (9) exceeds the maximum (8).'),
    'context',
  ],
  ['gemini', 429, google('RESOURCE_EXHAUSTED', 'You exceeded your current quota'), 'rate_limited'],
  [
    'gemini',
    429,
    google('RESOURCE_EXHAUSTED', 'Quota', [
      { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] },
    ]),
    'no_credit',
  ],
  ['gemini', 503, google('UNAVAILABLE', 'The model is overloaded.'), 'overloaded'],

  ['openrouter', 401, router('User not found.'), 'wrong_key'],
  ['openrouter', 402, router('Insufficient credits'), 'no_credit'],
  [
    'openrouter',
    402,
    router('Busy', { limit_source: 'openrouter_in_flight_budget' }),
    'rate_limited',
  ],
  ['openrouter', 403, router('Key limit exceeded', { limit_source: 'key' }), 'no_credit'],
  ['openrouter', 403, router('Flagged', { flagged_input: '…', reasons: ['x'] }), 'content_policy'],
  ['openrouter', 403, router('This model is not available in your region.'), 'region'],
  ['openrouter', 400, router('x/y is not a valid model ID'), 'no_model'],
  ['openrouter', 429, router('Rate limited upstream'), 'rate_limited'],
  ['openrouter', 502, router('Provider returned error'), 'overloaded'],
  [
    'openrouter',
    400,
    router("This endpoint's maximum context length is 8 tokens. You requested 9."),
    'context',
  ],

  ['compatible', 401, { error: 'Unauthorized' }, 'wrong_key'],
  ['compatible', 404, { error: { message: 'The model `x` does not exist.' } }, 'no_model'],
  ['compatible', 503, { error: { message: 'Loading model', code: 503 } }, 'overloaded'],
  [
    'compatible',
    400,
    { error: { type: 'exceed_context_size_error', message: 'the request is long' } },
    'context',
  ],
  ['compatible', 422, { detail: 'Something else' }, 'bad_request'],

  ['ollama', 404, { error: "model 'x' not found" }, 'no_model'],
  ['ollama', 400, { error: 'the input length exceeds the context length' }, 'context'],
  ['ollama', 401, { error: 'unauthorized' }, 'wrong_key'],
  ['ollama', 500, { error: 'model requires more system memory' }, 'server'],
  ['ollama', 503, { error: 'server busy, please try again.' }, 'overloaded'],
];

describe('an answer with an error', () => {
  it.each(ANSWERS)('of %s, HTTP %i %j, is %s', async (vendor, status, body, kind) => {
    vi.useFakeTimers();
    answering(() => refusing(status, body));
    const { what } = asking();
    const asked = failing((await driverOf(vendor)).ask(connection(vendor), what));
    await vi.advanceTimersByTimeAsync(300_000);
    const fault = await asked;
    expect([fault.kind, fault.status]).toEqual([kind, status]);
    expect(fault.host).toBe(new URL(connection(vendor).base).host);
    expect(fault.said).not.toBe('');
  });

  it.each([
    ['anthropic', anthropic('overloaded_error', 'Overloaded'), 'overloaded'],
    ['anthropic', anthropic('api_error', 'Sorry'), 'server'],
    [
      'openai',
      {
        type: 'response.failed',
        response: { error: { code: 'rate_limit_exceeded', message: 'Slow down' } },
      },
      'rate_limited',
    ],
    ['openai', { type: 'error', code: 'server_error', message: 'Sorry' }, 'server'],
    [
      'openrouter',
      { error: { code: 502, message: 'Gone' }, choices: [{ finish_reason: 'error' }] },
      'overloaded',
    ],
    ['gemini', { error: { code: 503, status: 'UNAVAILABLE', message: 'Busy' } }, 'overloaded'],
    ['ollama', { error: 'an error was encountered while running the model' }, 'server'],
    ['compatible', { error: { message: 'engine died' } }, 'server'],
  ] as [Vendor, object, FaultKind][])(
    'after HTTP 200 of %s, %j, is %s, and what came stays',
    async (vendor, event, kind) => {
      const whole = TRANSCRIPTS[vendor](ANSWER);
      const half = whole.slice(0, whole.indexOf('\n', whole.length / 2) + 1).trimEnd();
      const told = JSON.stringify(event);
      const wrong = vendor === 'ollama' ? `\n${told}\n` : `\n\ndata: ${told}\n\n`;
      const sent = answering(() => streamed([bytes(half + wrong)]));
      const { what, pieces } = asking();
      const fault = await failing((await driverOf(vendor)).ask(connection(vendor), what));
      expect(fault.kind).toBe(kind);
      expect(pieces.length).toBeGreaterThan(0);
      expect(sent).toHaveLength(1);
    },
  );
});

describe('waiting', () => {
  const busy =
    (body: unknown, headers: Record<string, string> = {}) =>
    async () => {
      vi.useFakeTimers();
      answering(
        () => refusing(429, body, headers),
        () => streamed([bytes(TRANSCRIPTS.openai(ANSWER))]),
      );
      const { what, waits } = asking();
      const asked = (await driverOf('openai')).ask(connection('openai'), what);
      await vi.advanceTimersByTimeAsync(91_000);
      await asked;
      return waits[0]?.[0];
    };

  it.each([
    ['seconds of the header', {}, { 'retry-after': '7' }, 7000],
    ['milliseconds of the header', {}, { 'retry-after-ms': '1250' }, 1250],
    ['the message', openai('Please try again in 1.5s.', 'x'), {}, 1500],
    ['the message, in milliseconds', openai('Please try again in 640ms.', 'x'), {}, 640],
    ['the message, in minutes', openai('Please try again in 1m2.5s.', 'x'), {}, 62_500],
    ["Google's detail", google('X', 'x', [{ retryDelay: '34s' }]), {}, 34_000],
  ])('is by %s', async (_, body, headers, ms) => {
    expect(await busy(body, headers)()).toBe(ms);
  });

  it('is until the date of the header', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-25T10:00:00Z') });
    const ms = await busy({}, { 'retry-after': 'Wed, 25 Nov 2026 10:00:20 GMT' })();
    expect(ms).toBe(20_000);
  });

  it('grows when the vendor says nothing, and ends', async () => {
    vi.useFakeTimers();
    const sent = answering(() => refusing(529, anthropic('overloaded_error', 'Overloaded')));
    const { what, waits } = asking();
    const asked = failing((await driverOf('anthropic')).ask(connection('anthropic'), what));
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await asked).kind).toBe('overloaded');
    expect(sent).toHaveLength(4);
    const pauses = waits.map(([ms]) => ms);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[0]).toBeGreaterThanOrEqual(1500);
  });

  it('is left to the person when the vendor asks for long', async () => {
    const sent = answering(() => refusing(429, {}, { 'retry-after': '3600' }));
    const { what, waits } = asking();
    const fault = await failing((await driverOf('openai')).ask(connection('openai'), what));
    expect([fault.retryAfter, waits.length, sent.length]).toEqual([3_600_000, 0, 1]);
  });

  it('is never done without credit', async () => {
    const sent = answering(() => refusing(429, openai('Quota', 'insufficient_quota')));
    const { what } = asking();
    const fault = await failing((await driverOf('openai')).ask(connection('openai'), what));
    expect([fault.kind, sent.length]).toEqual(['no_credit', 1]);
  });

  it('ends at once by the signal', async () => {
    answering(() => refusing(429, {}, { 'retry-after': '60' }));
    const ending = new AbortController();
    const { what } = asking(ending.signal);
    what.onWait = () => setTimeout(() => ending.abort(new Error('enough')));
    const error = await failing((await driverOf('openai')).ask(connection('openai'), what));
    expect(error.message).toBe('enough');
  });
});

describe('the key', () => {
  const told = async (words: string, key = KEY) => {
    answering(() => refusing(401, openai(words, 'invalid_api_key')));
    const { what } = asking();
    return failing((await driverOf('openai')).ask(connection('openai', { key }), what));
  };

  it.each([
    [`Incorrect API key provided: ${KEY}. Look`, 'Incorrect API key provided: ••• Look'],
    [`Incorrect: sk-te***********cdef. Look`, 'Incorrect: ••• Look'],
    [`Key ${KEY.slice(0, 12)} is unknown`, 'Key ••• is unknown'],
    [`Key "${KEY.slice(-9)}" is unknown`, 'Key ••• is unknown'],
    ['Bearer token unknown', 'Bearer token unknown'],
  ])('is blotted out of %j', async (words, shown) => {
    expect((await told(words)).said).toBe(shown);
  });

  it('is blotted out where an answer was too long to show', async () => {
    for (let before = 370; before < 405; before++) {
      const { said } = await told(`${'x'.repeat(before)} ${KEY} end`);
      for (let at = 0; at + 8 <= KEY.length; at++)
        expect(said).not.toContain(KEY.slice(at, at + 8));
    }
  });

  it.each(['sk-ключ', 'sk-two\nlines', 'sk with space'])(
    'that no header can carry, %j, is wrong before any call',
    async (key) => {
      const sent = answering(() => refusing(500, {}));
      const { what } = asking();
      const fault = await failing(
        (await driverOf('openai')).ask(connection('openai', { key }), what),
      );
      expect([fault.kind, sent.length]).toEqual(['wrong_key', 0]);
    },
  );

  it.each(VENDORS)('is in a header of %s and nowhere else', async (vendor) => {
    const sent = answering(() => streamed([bytes(TRANSCRIPTS[vendor](ANSWER))]));
    const { what } = asking();
    await (await driverOf(vendor)).ask(connection(vendor), what);
    const [call] = sent;
    expect(call?.url).not.toContain(KEY);
    expect(JSON.stringify(call?.body)).not.toContain(KEY);
    expect(Object.values(call?.headers ?? {}).filter((value) => value.includes(KEY))).toHaveLength(
      1,
    );
    expect(call?.init).toMatchObject({ credentials: 'omit', redirect: 'error' });
  });
});
