import type { Fact, FactsChange, Given, KnownFacts, PrintedLine, Tailoring } from '../api/types';
import { resumeRecord } from './sample.ts';

const DAY = '2026-11-24';

/** What the fake server knows of its nurse: the lines of her file, one typed line, one answer. */
export class FakeFacts {
  version = 1;
  facts: Fact[] = resumeRecord('resume1').reading.resume.work.flatMap((job) => [
    { ...fact(`${job.id}.position`, job.position, job.id), retirable: false },
    ...job.highlights.map(({ id, text, span }) => ({ ...fact(id, text, job.id), span, line: 7 })),
  ]);
  answers: Given[] = [
    {
      id: 'a1',
      says: 'unknown',
      text: 'Gave medication to 26 residents a shift under pressure.',
      entry_id: 'w2',
      on: DAY,
      code: 'truth.added.words',
      params: { text: 'pressure' },
    },
  ];

  constructor() {
    const typed = fact('t1', 'Rounded with the falls committee', 'w1');
    this.facts.push({ ...typed, path: 'w1h5', state: 'confirmed', on: DAY });
  }

  answer(): KnownFacts {
    const { work, basics } = resumeRecord('resume1').reading.resume;
    const entries = work.map(({ id, position }) => ({ id, title: position }));
    const { version, facts, answers } = this;
    return { version, name: basics.name, entries, facts, answers };
  }

  change({ retired, answers }: FactsChange): KnownFacts {
    this.version++;
    for (const [id, gone] of Object.entries(retired ?? {})) {
      this.facts = this.facts.map((f) =>
        f.id === id ? { ...f, state: gone ? 'retired' : 'stated', on: gone ? DAY : null } : f,
      );
    }
    for (const [id, says] of Object.entries(answers ?? {})) {
      this.answers = this.answers.flatMap((a) =>
        a.id !== id ? [a] : says === null ? [] : [{ ...a, says }],
      );
    }
    return this.answer();
  }
}

/** Each line on the page, and what it rests on: itself. */
export function printed({ plan, resume }: Tailoring): PrintedLine[] {
  const { work } = resumeRecord('resume1').reading.resume;
  const master = new Map(work.flatMap((job) => job.highlights.map((h) => [h.id, h.text])));
  const now = new Map(resume.work.flatMap((job) => job.highlights.map((h) => [h.id, h])));
  return plan.choices
    .filter(({ kept }) => kept)
    .map(({ highlightId: path, entryId, serves }) => {
      const text = now.get(path)?.text ?? '';
      const span = now.get(path)?.span ?? null;
      return {
        path,
        entryId,
        text,
        master: master.get(path) ?? '',
        origin: text === master.get(path) ? 'own' : 'typed',
        place: 1,
        masterPlace: 1,
        sources: [{ id: path, path, entryId, text, span, state: 'stated', on: null }],
        serves: serves.map((requirementId) => ({ requirementId, status: 'demonstrated' })),
        edits: [],
      };
    });
}

function fact(id: string, text: string, entry: string): Fact {
  return {
    id,
    text,
    path: id,
    entry_id: entry,
    state: 'stated',
    on: null,
    span: null,
    line: null,
    retirable: true,
  };
}
