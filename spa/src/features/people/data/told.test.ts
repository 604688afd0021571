import { expect, test } from 'vitest';
import type { Resume } from '../../../api/types';
import { told } from './told';

const line = (text: string) => ({ id: 'w1h1', text, span: null });
const date = (text: string) => ({ text, year: 2020, month: null, day: null });

test('a résumé is told entry by entry, without what is only for machines', () => {
  const resume = {
    basics: { name: 'Ada Byron', label: 'Analyst', summary: 'Counts.' },
    work: [
      {
        id: 'w1',
        span: { start: 1, end: 9 },
        position: 'Engineer',
        name: 'Works',
        startDate: date('2020'),
        endDate: null,
        summary: '',
        highlights: [line('Built an engine')],
      },
    ],
    skills: [{ id: 's1', name: 'Tools', keywords: ['Loom', 'Lathe'] }],
    language: 'en',
    extra: {},
  } as unknown as Resume;
  expect(told(resume)).toEqual([
    { head: 'Ada Byron · Analyst', lines: ['Counts.'] },
    { head: 'Engineer · Works · 2020', lines: ['Built an engine'] },
    { head: 'Tools', lines: ['Loom', 'Lathe'] },
  ]);
});

test('an empty entry is not told', () => {
  const resume = { basics: { name: '', label: '', summary: '' }, work: [{ id: 'w1' }] };
  expect(told(resume as unknown as Resume)).toEqual([]);
});
