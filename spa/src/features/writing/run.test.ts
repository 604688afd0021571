import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NetworkError } from '../../api/errors';
import type { Attempt, Closing, Proposal } from '../../api/types';
import { Fault, type Ask, type Connection, type Outcome, type Usage } from '../../llm/driver';
import { vault } from '../../state/vault';
import { find } from './left';
import type { Asked, Job, OneCall } from './job';
import type { Plan } from './plan';
import { Run } from './run.svelte';
import { USUAL } from './wants';

type Model = (what: Ask) => Promise<Outcome> | Outcome;
const models: Model[] = [];
const asked: Ask[] = [];
const spent: unknown[] = [];

vi.mock('../../llm', async () => ({
  ...(await vi.importActual<typeof import('../../llm/driver')>('../../llm/driver')),
  ask: async (_to: Connection, what: Ask) => {
    asked.push(what);
    const model = models.shift();
    if (!model) throw new Error('no model is left');
    return model(what);
  },
}));
vi.mock('../../state/catalogue.svelte', () => ({
  estimateAt: (_to: unknown, input: number, output: number) => (input + 2 * output) / 1000,
  actual: (_to: unknown, { input, output }: Usage) => (input + 2 * output) / 1000,
  noteSpend: async (...told: unknown[]) => void spent.push(told),
}));

const TO: Connection = {
  vendor: 'openai',
  base: 'https://api.example/v1',
  key: 'k',
  model: 'm',
  context: 0,
};
const PLAN: Plan = { to: TO, wants: USUAL, byEntry: false, maxOutput: 0 };
const whole = (text: string): Outcome => ({
  ...{ text, stop: 'end', said: '' },
  usage: { input: 100, output: 50, cached: 0, cost: null },
});
const edits = (...ops: string[]) => JSON.stringify({ edits: ops.map((op) => ({ op })) });

/** A model that says a text in small pieces. */
const says =
  (text: string, outcome: Partial<Outcome> = {}): Model =>
  async ({ onText }) => {
    for (let at = 0; at < text.length; at += 5) {
      onText(text.slice(at, at + 5));
      await Promise.resolve();
    }
    return { ...whole(text), ...outcome };
  };

/** A server that takes everything, and tells what it was given. */
class FakeJob implements Job {
  readonly id: string = crypto.randomUUID();
  readonly purpose = 'tailoring' as const;
  readonly list = 'edits' as const;
  joins = true;
  readonly begun: Asked[] = [];
  readonly taken: string[] = [];
  readonly handed: { attempt: string; text: string }[] = [];
  readonly closings: (Closing | Error)[] = [];

  async begin(wanted: Asked): Promise<Attempt> {
    this.begun.push(wanted);
    return {
      ...{
        attempt: wanted.attempt ?? (wanted.preview ? '' : `a${this.begun.length}`),
        version: 1,
        system: 's',
      },
      ...{
        user: `u ${wanted.entry ?? ''}`,
        answer_schema: {},
        input_tokens: 80,
        output_tokens: 40,
        entries: ['e1', 'e2'],
      },
    };
  }

  async take({ attempt, entry }: OneCall, number: number, item: Readonly<Record<string, unknown>>) {
    const op = String(item['op']);
    this.taken.push(`${attempt}${entry} ${number} ${op}`);
    return { id: op } as Proposal;
  }

  async finish({ attempt, entry }: OneCall, text: string): Promise<Closing> {
    this.handed.push({ attempt: attempt + entry, text });
    const closing = this.closings.shift() ?? { again: false, findings: [], repair: '' };
    if (closing instanceof Error) throw closing;
    return closing;
  }

  async reload(): Promise<void> {
    await Promise.resolve();
  }
}

let job: FakeJob;
let run: Run;

beforeEach(() => {
  for (const list of [models, asked, spent]) list.length = 0;
  job = new FakeJob();
  run = new Run(job);
});

describe('a run', () => {
  it('hands in each edit under its number while the rest still comes, then the whole', async () => {
    const text = `Sure.\n${edits('x', 'y')}`;
    models.push(async (what) => {
      what.onText(text.slice(0, 30));
      await vi.waitFor(() => expect(job.taken).toEqual(['a1 0 x']));
      expect(run.arrived.map(({ id }) => id)).toEqual(['x']);
      expect(run.phase).toBe('writing');
      expect(job.handed).toEqual([]);
      what.onText(text.slice(30));
      return whole(text);
    });
    await run.start(PLAN);
    expect(job.taken).toEqual(['a1 0 x', 'a1 1 y']);
    expect(job.handed).toEqual([{ attempt: 'a1', text }]);
    expect([run.phase, run.ending, run.came]).toEqual(['ended', 'whole', 2]);
    expect(run.meter.cost).toBeCloseTo(0.2);
    expect(spent).toEqual([[TO, { input: 100, output: 50, cached: 0, cost: null }, 'tailoring']]);
    expect(await find(job.id)).toBeNull();
  });

  it('asks once more where nothing can be read, and only once', async () => {
    job.closings.push({ again: true, findings: [], repair: 'Again.' });
    const code = { code: 'reply.unreadable' } as Closing['findings'][number];
    job.closings.push({ again: false, findings: [code], repair: '' });
    models.push(says('I would rather not.'), says('No.'));
    await run.start(PLAN);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.brief.user).toContain('Again.');
    expect(job.handed.map(({ attempt }) => attempt)).toEqual(['a1', 'a1']);
    expect(run.ending).toBe('unreadable');
  });

  it('mends itself by the second answer', async () => {
    job.closings.push({ again: true, findings: [], repair: 'Again.' });
    models.push(says('Hm.'), says(edits('x')));
    await run.start(PLAN);
    expect(run.ending).toBe('whole');
    expect(job.handed[1]?.text).toBe(edits('x'));
    expect(run.meter.input).toBe(200);
  });

  it('keeps what came of an answer that was cut, and says so', async () => {
    const text = '{"edits":[{"op":"x"},{"op":"y';
    models.push(says(text, { stop: 'length' }));
    await run.start(PLAN);
    expect(job.handed).toEqual([{ attempt: 'a1', text }]);
    expect([run.ending, run.came]).toEqual(['cut', 1]);
  });

  it('hands in nothing of a cut answer in which nothing was whole', async () => {
    models.push(says('{"edits":[{"op":"y', { stop: 'length' }));
    await run.start(PLAN);
    expect(job.handed).toEqual([]);
    expect(run.ending).toBe('cut');
  });

  it('keeps what came when the connection drops, and goes on from there', async () => {
    const fault = new Fault('cut_off', 'api.example');
    models.push(async ({ onText }) => {
      onText('{"edits":[{"op":"x"},');
      throw fault;
    });
    await run.start(PLAN);
    expect([run.ending, run.fault, run.came]).toEqual(['dropped', fault, 1]);
    models.push(says(edits('x', 'z')));
    await run.start(PLAN, true);
    expect(job.taken).toEqual(['a1 0 x', 'a2 0 x', 'a2 1 z']);
    expect(job.handed.at(-1)).toEqual({ attempt: 'a2', text: edits('x', 'z') });
    expect([run.ending, run.fault]).toEqual(['whole', null]);
  });

  it('keeps what came when the person stops it', async () => {
    models.push(
      ({ onText, signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
          onText('{"edits":[{"op":"x"},');
        }),
    );
    const ended = run.start(PLAN);
    await vi.waitFor(() => expect(run.came).toBe(1));
    run.cancel();
    await ended;
    expect([run.ending, run.fault, job.handed.length]).toEqual(['stopped', null, 1]);
  });

  it('says that an answer was cut where the server finds it so', async () => {
    const finding = { code: 'reply.cut_short' } as Closing['findings'][number];
    job.closings.push({ again: false, findings: [finding], repair: '' });
    models.push(says('{"edits":[{"op":"x"},'));
    await run.start(PLAN);
    expect(run.ending).toBe('cut');
  });

  it('tells a refusal with the words of the model', async () => {
    models.push(says('', { stop: 'refused', said: 'I cannot.' }));
    await run.start(PLAN);
    expect([run.ending, run.said, job.handed.length]).toEqual(['refused', 'I cannot.', 0]);
  });

  it('asks about one entry after the other, in one attempt', async () => {
    models.push(says(edits('x')), says(edits('y')));
    await run.start({ ...PLAN, byEntry: true });
    expect(asked.map(({ brief }) => brief.user)).toEqual(['u e1', 'u e2']);
    expect(job.taken).toEqual(['a2e1 0 x', 'a2e2 0 y']);
    expect(job.handed).toEqual([
      { attempt: 'a2e1', text: edits('x') },
      { attempt: 'a2e2', text: edits('y') },
    ]);
    expect([run.ending, run.came, run.calls]).toEqual(['whole', 2, 2]);
  });

  it('goes on with the entry at which it broke off', async () => {
    models.push(says(edits('x')), async ({ onText }) => {
      onText('{"edits":[{"op":"y"},');
      throw new Fault('cut_off', 'api.example');
    });
    await run.start({ ...PLAN, byEntry: true });
    expect([run.ending, run.came]).toEqual(['dropped', 2]);
    models.push(says(edits('y', 'z')));
    await run.start({ ...PLAN, byEntry: true }, true);
    expect(asked.at(-1)?.brief.user).toBe('u e2');
    expect(job.handed.at(-1)).toEqual({ attempt: 'a2e2', text: edits('y', 'z') });
    expect([run.ending, run.came]).toEqual(['whole', 3]);
  });

  it('keeps the answer until our server can be reached again', async () => {
    job.closings.push(new NetworkError());
    models.push(says(edits('x')));
    await run.start(PLAN);
    expect(run.phase).toBe('unsent');
    expect((await find(job.id))?.raw).toEqual(['{"op":"x"}']);
    await run.resend();
    expect(asked).toHaveLength(1);
    expect([run.phase, run.ending, job.handed.length]).toEqual(['ended', 'whole', 2]);
  });

  it('says after a reload what came, and hands it in', async () => {
    await vault.write(`run/${job.id}`, {
      attempt: 'a7',
      entry: '',
      done: [],
      model: 'm',
      host: 'h',
      raw: ['{"op":"x"}'],
    });
    await run.restore();
    expect([run.phase, run.came, run.model, run.host]).toEqual(['left', 1, 'm', 'h']);
    await run.settle();
    expect(job.handed).toEqual([{ attempt: 'a7', text: edits('x') }]);
    expect([run.phase, await find(job.id)]).toEqual(['ended', null]);
  });

  it('leaves room for the answer where the context is small', async () => {
    models.push(says(edits('x')), says(edits('x')), says(edits('x')));
    await run.start({ ...PLAN, to: { ...TO, context: 1500 } });
    await run.start({ ...PLAN, maxOutput: 700 });
    await run.start(PLAN);
    expect(asked.map(({ maxOutput }) => maxOutput)).toEqual([1024, 700, 1024]);
  });
});
