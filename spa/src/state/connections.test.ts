import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../api/client';
import type { Connection } from '../llm/driver';
import { KeyVault } from '../llm/vault';
import { bytesOf } from '../test/bytes';
import { FakeServer } from '../test/fakeServer';
import { Connections, WrongPassphrase } from './connections.svelte';
import { session } from './session.svelte';
import { vault } from './vault';

const FEW = 10;
const KEY = 'sk-canary-0123456789';
const openai: Connection = {
  vendor: 'openai',
  base: 'https://api.openai.com/v1',
  key: KEY,
  model: 'gpt-6-luna',
  context: 0,
};
const ollama: Connection = {
  vendor: 'ollama',
  base: 'http://localhost:11434',
  key: '',
  model: 'qwen3:8b',
  context: 32768,
};
/** What this tab told the others. */
let told: unknown[] = [];
const tab = (): Connections => new Connections(new KeyVault(vault, FEW));

beforeEach(async () => {
  const server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  await session.renew();
  await vault.erase();
  told = [];
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation((said: unknown) => {
    told.push(said);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('a connection is asked at once, and gone with the tab', async () => {
  const here = tab();
  await here.add(openai);
  expect(here.active).toMatchObject(openai);
  expect(await vault.keys('connection/')).toEqual([]);
  const later = tab();
  await later.load();
  expect(later.list).toEqual([]);
  expect(later.active).toBeNull();
});

test('a remembered one waits for its passphrase in the next tab', async () => {
  await tab().add(openai, 'open sesame');
  const later = tab();
  await later.load();
  expect([later.active, later.locked, later.hasPassphrase]).toEqual([null, true, true]);
  expect(later.chosen).toMatchObject({ model: 'gpt-6-luna', key: '' });
  await expect(later.unlock('open barley')).rejects.toThrow(WrongPassphrase);
  expect(later.active).toBeNull();
  await later.unlock('open sesame');
  expect(later.active).toMatchObject({ key: KEY, model: 'gpt-6-luna' });
  later.lock();
  expect([later.active, later.locked]).toEqual([null, true]);
});

test('one without a key is remembered without a passphrase', async () => {
  await tab().add(ollama, '');
  const later = tab();
  await later.load();
  expect([later.active?.model, later.locked]).toEqual(['qwen3:8b', false]);
});

test('one of several is asked, and removing it leaves the next', async () => {
  const here = tab();
  const first = await here.add(openai, 'p');
  const second = await here.add(ollama, '');
  expect(here.active?.vendor).toBe('ollama');
  await here.choose(first);
  expect(here.active?.vendor).toBe('openai');
  await here.remove(first);
  expect([here.active?.vendor, await vault.keys('connection/')]).toEqual([
    'ollama',
    [`connection/${second}`],
  ]);
  await here.choose(null);
  expect(here.active).toBeNull();
});

test('another model is remembered, and one in memory can be kept later', async () => {
  const here = tab();
  const id = await here.add(openai);
  await here.change(id, { model: 'gpt-6.1-sol', context: 9 });
  await here.remember(id, 'p');
  await here.change(id, { model: 'gpt-6-astra', context: 0 });
  const later = tab();
  await later.load();
  await later.unlock('p');
  expect(later.active).toMatchObject({ model: 'gpt-6-astra', key: KEY });
});

test('other tabs are told that something changed, never what', async () => {
  const here = tab();
  const id = await here.add(openai, 'p');
  await here.change(id, { model: 'x', context: 0 });
  await here.remove(id);
  expect(new Set(told)).toEqual(new Set(['connections']));
});

test('what another tab removed is gone here, its key with it', async () => {
  const here = tab();
  const kept = await here.add(openai, 'p');
  const own = await here.add(ollama);
  const other = tab();
  await other.load();
  await other.remove(kept);
  const channel = new BroadcastChannel('resume-builder');
  vi.mocked(BroadcastChannel.prototype.postMessage).mockRestore();
  channel.postMessage('connections');
  await vi.waitFor(() => expect(here.list.map(({ id }) => id)).toEqual([own]));
  channel.close();
});

test('who erases everything leaves no connection, not even in memory', async () => {
  const here = tab();
  await here.add(openai, 'p');
  await here.add(ollama);
  await vault.erase();
  expect([here.list, here.active]).toEqual([[], null]);
  const later = tab();
  await later.load();
  expect(later.list).toEqual([]);
});

test('on a shared computer nothing of it stays in the browser', async () => {
  await vault.close();
  const here = tab();
  await here.add(openai, 'p');
  const databases = await indexedDB.databases();
  expect(here.active?.key).toBe(KEY);
  expect(databases.length).toBeLessThanOrEqual(1);
  await vault.erase();
  await vault.open();
  expect(await vault.keys('connection/')).toEqual([]);
});

test('no storage of the browser holds the key in clear', async () => {
  const here = tab();
  await here.add(openai, 'p');
  const kept = bytesOf([
    await Promise.all((await vault.keys('')).map((key) => vault.read(key))),
    Object.entries(localStorage),
    Object.entries(sessionStorage),
  ]);
  expect(kept).toContain('gpt-6-luna');
  expect(kept).not.toContain(KEY);
  expect(api.session).not.toBeNull();
});
