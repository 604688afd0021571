import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../api/client';
import type { Catalogue, CatalogueModel } from '../api/types';
import { money } from '../ui/money';
import {
  actual,
  catalogue,
  estimate,
  estimateAt,
  noteSpend,
  priceOf,
  warningOf,
  withPrices,
} from './catalogue.svelte';

const price = (over: Partial<CatalogueModel['prices'][number]> = {}) => ({
  from: null,
  above_tokens: 0,
  input: 2,
  output: 10,
  cached: 0.2,
  ...over,
});
const model = (over: Partial<CatalogueModel> = {}): CatalogueModel => ({
  id: 'nova-5.5',
  name: 'Nova 5.5',
  context: 200_000,
  max_output: 64_000,
  structured: true,
  prices: [price(), price({ above_tokens: 100_000, input: 4, output: 15 })],
  released: null,
  retires: null,
  suggested: true,
  small: false,
  tokens: 1,
  ...over,
});
const told: Catalogue = {
  as_of: '2026-11-25T06:00:00Z',
  vendors: [
    { id: 'openai', name: 'OpenAI', local: false, marked_since: null, models: [model()] },
    { id: 'ollama', name: 'Ollama', local: true, marked_since: null, models: [] },
  ],
};
const at = (over = {}) => ({
  vendor: 'openai' as const,
  base: 'https://api.openai.com/v1',
  model: 'nova-5.5',
  ...over,
});
const DAY = '2026-11-25';

beforeEach(async () => {
  vi.restoreAllMocks();
  const call = vi.spyOn(api, 'call').mockResolvedValue(told as never);
  await catalogue.load();
  call.mockClear();
});

test('it is fetched once, and answers by exact ids', async () => {
  await catalogue.load();
  expect(api.call).not.toHaveBeenCalled();
  expect(catalogue.suggested('openai')?.id).toBe('nova-5.5');
  expect(catalogue.find('openai', 'nova-5.5-pro')).toBeNull();
  expect(catalogue.models('anthropic')).toEqual([]);
  expect(catalogue.asOf).toBe(told.as_of);
});

test('the price is that of the day, and of the length of the input', () => {
  const dated = model({ prices: [price(), price({ from: '2026-12-01', input: 4, output: 20 })] });
  expect(priceOf(dated, '2026-11-30')?.output).toBe(10);
  expect(priceOf(dated, '2026-12-01')?.output).toBe(20);
  expect(priceOf(model(), DAY, 100_000)?.input).toBe(2);
  expect(priceOf(model(), DAY, 100_001)?.input).toBe(4);
  const future = model({ prices: [price({ from: '2027-01-01' })] });
  expect(priceOf(future, DAY)?.input).toBe(2);
});

test('a cost is told before a run and after it', () => {
  expect(estimate(model(), 8000, 3000, DAY)).toBeCloseTo(0.046);
  expect(estimate(model({ tokens: 1.5 }), 8000, 3000, DAY)).toBeCloseTo(0.069);
  expect(estimate(null, 8000, 3000, DAY)).toBeNull();
  expect(estimateAt(at({ model: 'nova-5.5-pro' }), 8000, 3000, DAY)).toBeNull();
  const usage = { input: 8000, output: 3000, cached: 5000, cost: null };
  expect(actual(at(), usage, DAY)).toBeCloseTo((3000 * 2 + 5000 * 0.2 + 3000 * 10) / 1e6);
  expect(actual(at(), { ...usage, cost: 0.04 }, DAY)).toBe(0.04);
});

test('what runs on one’s own machine costs nothing', async () => {
  const ollama = at({ vendor: 'ollama', base: 'http://localhost:11434', model: 'qwen3:8b' });
  expect(estimateAt(ollama, 8000, 3000, DAY)).toBe(0);
  const studio = at({ vendor: 'compatible', base: 'http://127.0.0.1:1234/v1', model: 'm' });
  expect(estimateAt(studio, 8000, 3000, DAY)).toBe(0);
  const rented = at({ vendor: 'compatible', base: 'https://localhost.example/v1', model: 'm' });
  expect(estimateAt(rented, 8000, 3000, DAY)).toBeNull();
  const noted = vi.spyOn(api, 'call').mockResolvedValue({ cost_usd: 0 } as never);
  await noteSpend(studio, { input: 10, output: 5, cached: 0, cost: null }, 'test');
  expect(noted.mock.calls[0]?.[1]?.body).toMatchObject({ cost_usd: 0, purpose: 'test' });
});

test('a model that retires or becomes dearer is warned of', () => {
  expect(warningOf(model(), DAY)).toBeNull();
  expect(warningOf(model({ retires: '2027-06-01' }), DAY)).toBeNull();
  expect(warningOf(model({ retires: '2026-12-11' }), DAY)).toEqual({
    kind: 'retires',
    day: '2026-12-11',
  });
  expect(warningOf(model({ retires: DAY }), DAY)?.kind).toBe('retired');
  const dearer = model({ prices: [price(), price({ from: '2026-12-01', output: 20 })] });
  expect(warningOf(dearer, DAY)).toEqual({ kind: 'dearer', day: '2026-12-01', output: 20 });
  const cheaper = model({ prices: [price(), price({ from: '2026-12-01', output: 5 })] });
  expect(warningOf(cheaper, DAY)).toBeNull();
});

test('the vendor’s own list has the last word on dates, and takes no price of another model', () => {
  const listed = { id: 'nova-5.5', name: '', context: 0, released: null, retires: '2026-12-31' };
  const [known, unknown] = withPrices('openai', [listed, { ...listed, id: 'nova-6', name: 'N6' }]);
  expect(known).toMatchObject({ name: 'Nova 5.5', context: 200_000, retires: '2026-12-31' });
  expect(unknown).toMatchObject({ id: 'nova-6', name: 'N6', prices: [], suggested: false });
});

test('money is told to the cent, and below a dollar by what counts', () => {
  expect(money(12.4)).toBe('$12.40');
  expect(money(0.1041)).toBe('$0.10');
  expect(money(0.00423)).toBe('$0.0042');
  expect(money(1234.567)).toBe('$1,234.57');
  expect(money(0)).toBe('$0.00');
});
