import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../api/client';
import { NetworkError } from '../api/errors';
import SpendTable from './SpendTable.svelte';

afterEach(() => vi.restoreAllMocks());

const run = {
  vendor: 'openai' as const,
  model: 'nova-5.5',
  runs: 3,
  input_tokens: 24_000,
  output_tokens: 9000,
  cost_usd: 0.138,
  unpriced: 0,
};

test('a month is told with its sum and by model', async () => {
  const unknown = { ...run, model: 'mine', cost_usd: 0, runs: 2, unpriced: 2 };
  vi.spyOn(api, 'call').mockResolvedValue({
    months: [{ month: '2026-11', cost_usd: 0.138, models: [run, unknown] }],
  } as never);
  render(SpendTable);
  expect(await screen.findByRole('heading', { name: 'November 2026: $0.14' })).toBeVisible();
  const cells = screen.getAllByRole('cell').map((cell) => cell.textContent.trim());
  expect(cells).toEqual([
    ...['3', '24,000 and 9,000', '$0.14'],
    ...['2', '24,000 and 9,000', '2 runs without a known price'],
  ]);
});

test('who asked no model is told so', async () => {
  vi.spyOn(api, 'call').mockResolvedValue({ months: [] } as never);
  render(SpendTable);
  expect(await screen.findByText('No model was asked yet.')).toBeVisible();
});

test('what could not be fetched can be fetched again', async () => {
  const call = vi.spyOn(api, 'call').mockRejectedValueOnce(new NetworkError());
  call.mockResolvedValue({ months: [] } as never);
  render(SpendTable);
  (await screen.findByRole('button', { name: 'Try again' })).click();
  expect(await screen.findByText('No model was asked yet.')).toBeVisible();
});
