import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { withWords } from '../../i18n/parts';
import { language } from '../../i18n/t.svelte';
import { Fault, type Connection, type FaultKind, type Vendor } from '../../llm';
import { allowing, ownSystem } from './commands';
import { tell } from './found';
import { readBase, toConfirm, VENDORS } from './places';

const ORIGIN = 'https://resume.example';
const UNION = /export type FaultKind =([^;]+);/.exec(readFileSync('src/llm/driver.ts', 'utf8'));
const KINDS = [...(UNION?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, kind]) => kind as FaultKind);
const to = (vendor: Vendor, base = 'https://models.example/v1'): Connection => ({
  vendor,
  base,
  key: 'sk-canary-0123456789',
  model: 'qwen3:8b',
  context: 0,
});

beforeAll(async () => {
  await withWords('models', Promise.resolve());
});

test.each(['en', 'de', 'fr', 'es'] as const)(
  'every fault has its words and its fix in %s',
  async (tag) => {
    await language.use(tag);
    expect(KINDS.length).toBeGreaterThan(20);
    const titles = new Set<string>();
    for (const kind of KINDS) {
      for (const vendor of VENDORS) {
        const fault = new Fault(kind, 'models.example', 418, 'own words', 5000);
        const told = tell(to(vendor), { ok: false, fault }, ORIGIN);
        titles.add(told.title);
        expect(told.title).not.toMatch(/[{}]|models\.fault/);
        expect(told.lines.length).toBeGreaterThan(1);
        expect(told.lines.join(' ')).not.toMatch(/[{}]|undefined|models\.fix/);
        expect(JSON.stringify(told)).not.toContain('sk-canary');
      }
    }
    expect(titles.size).toBeGreaterThanOrEqual(KINDS.length);
    await language.use('en');
  },
);

test('commands let in our origin, and no other', () => {
  for (const vendor of ['ollama', 'compatible'] as const) {
    for (const { system, text } of allowing(vendor, ORIGIN)) {
      // LM Studio knows no list: it lets in all pages or none.
      if (system !== 'lmstudio') expect(text).toContain(ORIGIN);
      expect(text).not.toContain('*');
    }
  }
  expect(ownSystem('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toBe('windows');
  expect(ownSystem('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)')).toBe('macos');
  expect(ownSystem('Mozilla/5.0 (X11; Linux x86_64)')).toBe('linux');
});

test.each([
  ['https://models.example/v1/', 'https://models.example/v1'],
  [' http://localhost:11434/ ', 'http://localhost:11434'],
  ['http://127.0.0.1:1234/v1', 'http://127.0.0.1:1234/v1'],
  ['http://[::1]:1234/v1', 'http://localhost:1234/v1'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['http://192.168.1.5:1234', null],
  ['http://localhost.evil.example', null],
  ['https://ada:secret@models.example', null],
  ['https://models.example/v1?key=1', null],
  ['javascript:alert(1)', null],
  ['', null],
])('the address %s', (text, base) => {
  expect(readBase(text)).toBe(base);
});

test('only a host that nobody knows has to be confirmed', () => {
  expect(toConfirm('https://api.openai.com/v1', null)).toBeNull();
  expect(toConfirm('http://localhost:1234/v1', null)).toBeNull();
  expect(toConfirm('https://models.example/v1', null)).toBe('https://models.example');
  expect(toConfirm('https://models.example/v1', 'https://models.example')).toBeNull();
  expect(toConfirm('https://models.example:8443', 'https://models.example')).toBe(
    'https://models.example:8443',
  );
});

test('what a good test found: the count, and what is known of credit', () => {
  const models = [{ id: 'a', name: 'a', context: 0, released: null, retires: null }];
  const told = tell(to('openrouter'), { ok: true, models, limited: false, credit: 12.5 });
  expect(told).toMatchObject({ good: true, title: 'models.example answers and takes the key' });
  expect(told.lines).toEqual(['It offers 1 model.', '$12.50 of credit is left.']);
  const limited = tell(to('openai'), { ok: true, models: [], limited: true, credit: null });
  expect(limited.lines[0]).toMatch(/not list them/);
  const empty = tell(to('ollama'), { ok: true, models: [], limited: false, credit: null });
  expect(empty.commands[0]?.text).toMatch(/^ollama pull/);
});
