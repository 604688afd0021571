import { describe, expect, it } from 'vitest';
import type { Posting, Tailoring } from '../../../api/types';
import { postingRecord } from '../../../test/sample';
import { changesOf, leftOut } from './changes';
import { ownOf } from './proofs';

const { posting } = postingRecord('p1');
const asking = (...texts: string[]): Posting => ({
  ...posting,
  requirements: texts.map((text, i) => ({
    ...(posting.requirements[0] as Posting['requirements'][number]),
    id: `r${i + 1}`,
    text,
  })),
});

describe('what another reading changed', () => {
  it('counts what is new and what is gone, marks and capitals aside', () => {
    const changes = changesOf(
      asking('RN license', 'C++', 'BLS'),
      asking('rn  License.', 'C', 'BLS'),
    );
    expect(changes.asked).toEqual({ n: 3, fresh: 1, gone: 1 });
  });

  it('names what is called otherwise, and nothing else', () => {
    const now = { ...posting, title: 'Nurse', locations: [] };
    expect(changesOf(posting, now).named).toEqual([
      { what: 'title', now: 'Nurse', before: 'Charge Nurse' },
      { what: 'places', now: '', before: 'Saint Paul' },
    ]);
    expect(changesOf(posting, posting).named).toEqual([]);
  });
});

it('says what was left out once for each reason, and each passage once', () => {
  const finding = (code: string, text: string) => ({ code, text, where: '' });
  const out = leftOut([
    finding('reading.not_in_text', 'a'),
    finding('reading.no_quote', ''),
    finding('reading.not_in_text', 'b'),
    finding('reading.not_in_text', 'a'),
  ]);
  expect(out).toEqual([
    { code: 'reading.not_in_text', texts: ['a', 'b'] },
    { code: 'reading.no_quote', texts: [] },
  ]);
});

it('takes along what the person said of lines', () => {
  const bare = { switches: {}, edits: [] as Tailoring['edits'] } as Tailoring;
  expect(ownOf(bare)).toEqual({});
  const edits = [{ path: 'w1h1', text: 'Mine.' }];
  expect(ownOf({ ...bare, switches: { w1h2: false }, edits })).toEqual({
    switches: { w1h2: false },
    edits,
  });
});
