/** Streams of every vendor, cut wherever a network may cut them. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { driverOf, Fault } from '.';
import {
  ANSWER,
  answering,
  asking,
  bytes,
  connection,
  failing,
  refusing,
  streamed,
  TRANSCRIPTS,
  VENDORS,
} from '../test/llm';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Numbers from 0 to 1 that are the same in every run (a linear congruential generator). */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

/** Bytes in pieces of one to about `size`. */
function pieces(all: Uint8Array, size: number, roll: () => number): Uint8Array[] {
  const cuts: Uint8Array[] = [];
  for (let at = 0; at < all.length;) {
    const end = at + 1 + Math.floor(roll() * size);
    cuts.push(all.slice(at, end));
    at = end;
  }
  return cuts;
}

describe.each(VENDORS)('a stream of %s', (vendor) => {
  const all = bytes(TRANSCRIPTS[vendor](ANSWER));
  const ask = async (run = asking()) => (await driverOf(vendor)).ask(connection(vendor), run.what);

  it('is the same answer, wherever its bytes are cut', async () => {
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= 40; seed++) {
      const roll = dice(seed);
      answering(() => streamed(pieces(all, 1 + seed * 3, roll)));
      const run = asking();
      const outcome = await ask(run);
      expect(run.pieces.join('')).toBe(outcome.text);
      outcomes.add(JSON.stringify(outcome));
    }
    expect([...outcomes].map((outcome) => JSON.parse(outcome) as unknown)).toEqual([
      {
        text: ANSWER,
        stop: 'end',
        said: '',
        usage: {
          input: 120,
          output: 45,
          cached: vendor === 'ollama' ? 0 : 20,
          cost: vendor === 'openrouter' ? 0.0021 : null,
        },
      },
    ]);
  });

  it('is never taken for whole when it ends or breaks before its end', async () => {
    const whole = await (answering(() => streamed([all])), ask());
    for (let end = 1; end < all.length; end += 13) {
      answering(() => streamed([all.slice(0, end)], end % 2 ? 'end' : 'break'));
      const run = asking();
      const result = await ask(run).catch((error: unknown) => error as Fault);
      if (result instanceof Fault) {
        expect(['cut_off', 'unreadable']).toContain(result.kind);
        expect(whole.text.startsWith(run.pieces.join(''))).toBe(true);
      } else {
        // Only the count or the farewell was missing.
        expect(result.text).toBe(ANSWER);
      }
    }
  });

  it('is given up when nothing comes any more, and not before', async () => {
    vi.useFakeTimers();
    answering(() => streamed([all.slice(0, 300)], 'silence'));
    let fault: Fault | null = null;
    const asked = ask().catch((error: unknown) => (fault = error as Fault));
    await vi.advanceTimersByTimeAsync(100_000);
    expect(fault).toBeNull();
    await vi.advanceTimersByTimeAsync(600_000);
    await asked;
    expect(fault).toMatchObject({ kind: 'stalled' });
  });

  it('lets a server think for minutes before its first byte', async () => {
    vi.useFakeTimers();
    const minutes = vendor === 'ollama' || vendor === 'compatible' ? 25 : 3;
    answering(
      () => new Promise((done) => setTimeout(() => done(streamed([all])), minutes * 60_000)),
    );
    const asked = ask();
    await vi.advanceTimersByTimeAsync(minutes * 60_000);
    expect((await asked).stop).toBe('end');
  });

  it('is ended by the signal while the server is silent', async () => {
    answering(() => streamed([all.slice(0, 300)], 'silence'));
    const ending = new AbortController();
    const asked = ask(asking(ending.signal));
    setTimeout(() => ending.abort(new Error('enough')), 20);
    expect((await failing(asked)).message).toBe('enough');
  });

  it('that is no stream of its kind is told as unreadable', async () => {
    answering(() => refusing(200, '<html>Welcome to the hotel</html>\n'));
    expect((await failing(ask())).kind).toBe('unreadable');
  });
});

describe('what weak models say around their answer', () => {
  beforeEach(() => vi.unstubAllGlobals());
  const told = async (text: string) => {
    answering(() => streamed([bytes(TRANSCRIPTS.compatible(text))]));
    const run = asking();
    const outcome = await (await driverOf('compatible')).ask(connection('compatible'), run.what);
    return [outcome.text, run.pieces.join('')];
  };

  it.each([
    ['Here is the JSON:\n', ''],
    ['```json\n', '\n```\n'],
    ['<think>The schema is {"edits"} so …</think>\n', ''],
    ['\n', '\n'],
    ['```json\n', '\n```\n\nTell me if I should change it.'],
  ])('is left out: %j before, %j after', async (before, after) => {
    const [text, shown] = await told(before + ANSWER + after);
    expect(text).toBe(ANSWER);
    expect(shown?.startsWith(ANSWER)).toBe(true);
  });

  it('stays when there is no answer in it', async () => {
    expect(await told('I cannot do that.')).toEqual(['I cannot do that.', '']);
  });
});

describe('an Ollama that cut the question', () => {
  it('is told as cut, though its answer looks whole', async () => {
    answering(() => streamed([bytes(TRANSCRIPTS.ollama(ANSWER))]));
    const { what } = asking();
    const long = { ...what, brief: { ...what.brief, user: 'word '.repeat(2000) } };
    const outcome = await (await driverOf('ollama')).ask(connection('ollama'), long);
    expect(outcome.stop).toBe('length');
  });
});
