import type { Comparison, Kept } from '../api/types';

/** A kept file; `number` makes its id and its name. */
export function document(number: number, over: Partial<Kept> = {}): Kept {
  return {
    id: String(number).padStart(64, '0'),
    created_at: '2026-11-24T16:00:00Z',
    tailoring_id: 't1',
    kind: 'resume',
    format: 'pdf',
    name: `Maren Oyelaran ${number}.pdf`,
    title: 'Charge Nurse',
    company: 'Halden Valley',
    theme: 'galley',
    paper: 'a4',
    pages: 1,
    size: 48_200,
    made: { product: '1.0', engine: 'typst 0.15', theme: 'a'.repeat(64), fonts: 'b'.repeat(64) },
    changed: [],
    ...over,
  };
}

/** A Word file that a machine reads otherwise now. */
export const COMPARISON: Comparison = {
  changed: ['theme'],
  same_bytes: false,
  renewable: true,
  before: [],
  now: [],
  text_before: 'Maren Oyelaran\nJune 2021 to present',
  text_now: 'Maren Oyelaran\nJun 2021 to present',
};
