import { expect, test } from 'vitest';
import type { Allowance, Plan } from '../../../api/types';
import { columnOf, rows, told } from './plans';

const allowance = (over: Partial<Allowance>): Allowance => ({
  action: 'tailor',
  count: null,
  per: null,
  days: null,
  reach: null,
  ...over,
});

test('an allowance is told as it is counted, kept or reached', () => {
  expect(told(allowance({}))).toBe('No limit');
  expect(told(allowance({ count: 10, per: 'day' }))).toBe('10 a day');
  expect(told(allowance({ count: 10_000, per: 'month' }))).toBe('10,000 a month');
  expect(told(allowance({ count: 3, days: 30 }))).toBe('3, kept 30 days from the last use');
  expect(told(allowance({ count: 20 }))).toBe('20');
  expect(told(allowance({ reach: 'headline' }))).toBe('The headline figures');
  expect(told(allowance({ count: 0 }))).toBe('Not in this plan');
  expect(told(undefined)).toBe('Not in this plan');
});

test('testers and administrators have what premium has, and no row is without a choice', () => {
  expect(
    ['guest', 'basic', 'premium', 'tester', 'admin'].map((r) => columnOf(r as Plan['role'])),
  ).toEqual(['guest', 'basic', 'premium', 'premium', 'premium']);
  const allowances = [allowance({ action: 'session' }), allowance({ action: 'agents' })];
  expect(rows([{ role: 'guest', requests_per_minute: 60, allowances }])).toEqual(['agents']);
});
