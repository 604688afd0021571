import { expect, test } from 'vitest';
import type { Proposal } from '../../../api/types';
import { order, refusals } from './proposals';

const EDIT: Proposal['edit'] = {
  op: 'rewrite',
  target: 'w1h1',
  text: 'Led a team for Amazon and Siemens',
  sources: [],
  serves: [],
  place: 0,
};

function proposal(verdict: Proposal['verdict'], reasons: Proposal['reasons'] = []): Proposal {
  return { id: verdict, edit: EDIT, verdict, reasons, question: null, own: false };
}

function reason(
  code: string,
  span: [number, number],
  kind: 'ask' | 'unsupported' = 'unsupported',
): Proposal['reasons'][number] {
  return { code, span, kind, params: {} };
}

test('the same words are refused once, other words for reasons of their own', () => {
  const refused = proposal('unsupported', [
    reason('truth.name', [15, 21]),
    reason('truth.added', [15, 33]),
    reason('truth.lead', [0, 3]),
    reason('truth.doubt', [4, 10], 'ask'),
  ]);
  expect(refusals(refused).map(({ code }) => code)).toEqual(['truth.name', 'truth.lead']);
});

test('what is refused without a place is told each time', () => {
  const refused = proposal('unsupported', [
    reason('truth.no_source', [0, 0]),
    reason('truth.retired', [0, 0]),
  ]);
  expect(refusals(refused)).toHaveLength(2);
});

test('what can be accepted comes first', () => {
  const list = [proposal('unsupported'), proposal('ask'), proposal('supported')];
  expect(order(list).map(({ id }) => id)).toEqual(['supported', 'ask', 'unsupported']);
});
