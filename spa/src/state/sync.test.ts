import { beforeEach, expect, test, vi } from 'vitest';
import { ApiError, NetworkError } from '../api/errors';
import type { Tailoring, TailoringChange } from '../api/types';
import { change, FakeServer } from '../test/fakeServer';
import { toRequest, type Change } from './changes';
import { Outbox, type Tabs } from './outbox';
import { Sync } from './sync.svelte';
import { Vault } from './vault';

let stored: Tailoring;
let seen: Tailoring;
let vault: Vault;
let sent: TailoringChange[];
let crossed: string[];
let refused: string[];
let failures: unknown[];
const open = new Set<string>();

function tab(id: string): Tabs {
  open.add(id);
  return { id, isOpen: async (other) => open.has(other) };
}

function textAt(of: Tailoring, path: string): Change {
  return of.edits.find((edit) => `text/${edit.path}` === path)?.text ?? '';
}

function make(id: string): {
  sync: Sync<Tailoring, Change, TailoringChange>;
  outbox: Outbox<Change>;
} {
  const outbox = new Outbox<Change>(vault, tab(id), 't1');
  const parts = {
    remote: {
      get: async () => stored,
      edit: async (given: TailoringChange, version: number) => {
        const failure = failures.shift();
        if (failure) throw failure as Error;
        if (version !== stored.version) throw new ApiError(409, 'work.version_conflict');
        sent.push(given);
        stored = change(stored, given as Parameters<typeof change>[1]);
        return stored;
      },
    },
    outbox,
    toRequest,
    received: (tailoring: Tailoring) => (seen = tailoring),
    saved: () => undefined,
    refused: (error: ApiError) => refused.push(error.code),
    crossed: (path: string) => crossed.push(path),
    valueAt: textAt,
  };
  return { sync: new Sync(parts, stored), outbox };
}

beforeEach(() => {
  stored = new FakeServer().tailor();
  seen = stored;
  vault = new Vault(`test-${Math.random()}`);
  [sent, crossed, refused, failures] = [[], [], [], []];
  open.clear();
});

test('changes that come together go as one request, the newest value of each path', async () => {
  const { sync } = make('a');
  sync.change('text/w1h1', 'one');
  sync.change('text/w1h1', 'two');
  sync.change('line/w1h2', false);
  await sync.flush();
  expect(sent).toEqual([{ edits: [{ path: 'w1h1', text: 'two' }], switches: { w1h2: false } }]);
  expect(sync.state).toBe('saved');
});

test('what comes in while a request runs waits for it', async () => {
  const { sync } = make('a');
  sync.change('text/w1h1', 'one');
  const flushed = sync.flush();
  sync.change('text/w1h1', 'two');
  await flushed;
  expect(sent).toHaveLength(2);
  expect(textAt(seen, 'text/w1h1')).toBe('two');
});

test('a typed value survives a reload while the server is away', async () => {
  failures = [new NetworkError()];
  const before = make('a');
  before.sync.change('text/w1h1', 'mine');
  await expect(before.sync.flush()).rejects.toBeInstanceOf(NetworkError);
  expect(before.sync.state).toBe('offline');
  open.delete('a');

  const after = make('b');
  await after.sync.resume(await after.outbox.adopt());
  expect(textAt(stored, 'text/w1h1')).toBe('mine');
  expect(await after.outbox.adopt()).toEqual({});
});

test('a tab leaves alone what an open tab has yet to send', async () => {
  const first = make('a');
  first.sync.change('text/w1h1', 'mine');
  await vi.waitFor(async () => expect(await vault.keys('outbox/')).toHaveLength(1));
  expect(await make('b').outbox.adopt()).toEqual({});
  await first.sync.flush();
});

test('another tab that wrote elsewhere is no conflict', async () => {
  const { sync } = make('a');
  stored = change(stored, { edits: [{ path: 'w1h2', text: 'theirs' }] });
  sync.change('text/w1h1', 'mine');
  await sync.flush();
  expect(crossed).toEqual([]);
  expect([textAt(stored, 'text/w1h1'), textAt(stored, 'text/w1h2')]).toEqual(['mine', 'theirs']);
});

test('another tab that wrote the same is told, and ours stands', async () => {
  const { sync } = make('a');
  stored = change(stored, { edits: [{ path: 'w1h1', text: 'theirs' }] });
  sync.change('text/w1h1', 'mine');
  await sync.flush();
  expect(crossed).toEqual(['text/w1h1']);
  expect(textAt(stored, 'text/w1h1')).toBe('mine');
});

test('an answer that was lost is no conflict with oneself', async () => {
  const { sync } = make('a');
  failures = [new NetworkError()];
  sync.change('text/w1h1', 'mine');
  stored = change(stored, { edits: [{ path: 'w1h1', text: 'mine' }] });
  await sync.flush().catch(() => undefined);
  await sync.flush();
  expect(crossed).toEqual([]);
});

test('what the server is too busy for is kept', async () => {
  const { sync } = make('a');
  failures = [new ApiError(429, 'request.too_many')];
  sync.change('text/w1h1', 'mine');
  await sync.flush().catch(() => undefined);
  expect([sync.state, sync.unsent]).toEqual(['offline', { 'text/w1h1': 'mine' }]);
  await sync.flush();
  expect(textAt(stored, 'text/w1h1')).toBe('mine');
});

test('who reads after a screen was left reads what it sent last', async () => {
  const { sync } = make('a');
  sync.change('text/w1h1', 'mine');
  sync.stop();
  await Sync.leaving;
  expect(textAt(stored, 'text/w1h1')).toBe('mine');
});

test('what the server refuses is dropped and said', async () => {
  const { sync } = make('a');
  failures = [new ApiError(422, 'work.unknown_path')];
  sync.change('text/nowhere', 'x');
  await expect(sync.flush()).rejects.toBeInstanceOf(ApiError);
  expect(refused).toEqual(['work.unknown_path']);
  expect(sync.unsent).toEqual({});
});

test('others who keep being faster cost nothing: it is sent when they are done', async () => {
  const { sync } = make('a');
  const faster = new ApiError(409, 'work.version_conflict');
  failures = [faster, faster, faster];
  sync.change('text/w1h1', 'ours');
  await sync.flush();
  expect(textAt(stored, 'text/w1h1')).toBe('ours');
  expect(refused).toEqual([]);
});

test('what never gets its turn is kept, and not refused', async () => {
  const { sync } = make('a');
  failures = Array.from({ length: 5 }, () => new ApiError(409, 'work.version_conflict'));
  sync.change('text/w1h1', 'ours');
  await expect(sync.flush()).rejects.toBeInstanceOf(NetworkError);
  expect(sync.unsent).toEqual({ 'text/w1h1': 'ours' });
  expect(sync.state).toBe('offline');
  expect(refused).toEqual([]);
  sync.stop();
});
