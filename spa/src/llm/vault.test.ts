import { expect, test } from 'vitest';
import { bytesOf } from '../test/bytes';
import type { Connection } from './driver';
import { KeyVault, open, ROUNDS, seal, WrongPassphrase, type SealedKey, type Shelf } from './vault';

/** Few rounds, so that hundreds of cases run; that the product takes many is a test of its own. */
const FEW = 10;
const PLACE = { vendor: 'openai', base: 'https://api.openai.com/v1' } as const;
const KEY = 'sk-proj-Zx91kQ7-canary-of-a-key';
const connection = (more: Partial<Connection> = {}): Connection => ({
  ...PLACE,
  key: KEY,
  model: 'gpt-6-luna',
  context: 0,
  ...more,
});

class MemoryShelf implements Shelf {
  readonly held = new Map<string, unknown>();
  read = async <Value>(key: string): Promise<Value | undefined> =>
    this.held.get(key) as Value | undefined;
  write = async (key: string, value: unknown): Promise<void> => {
    this.held.set(key, structuredClone(value));
  };
  delete = async (key: string): Promise<void> => {
    this.held.delete(key);
  };
  keys = async (prefix: string): Promise<string[]> =>
    [...this.held.keys()].filter((key) => key.startsWith(prefix));
}

/** A text of any letters, other ones in each run. */
function anyText(least: number): string {
  const length = least + Math.floor(Math.random() * 60);
  const code = (): number => Math.floor(Math.random() * 0x2fff) + 1;
  return String.fromCodePoint(...Array.from({ length }, code));
}

test('any key comes back by its passphrase, and by no other', async () => {
  for (let run = 0; run < 150; run += 1) {
    const [key, passphrase] = [anyText(0), anyText(1)];
    const sealed = await seal(key, PLACE, passphrase, FEW);
    expect(await open(sealed, PLACE, passphrase)).toBe(key);
    await expect(open(sealed, PLACE, `${passphrase}x`)).rejects.toThrow(WrongPassphrase);
  }
});

test('a passphrase is the same in whichever form its accents are typed', async () => {
  const sealed = await seal(KEY, PLACE, 'caf\u00e9 au lait', FEW);
  expect(await open(sealed, PLACE, 'cafe\u0301 au lait')).toBe(KEY);
});

test('no byte of an entry can be changed, nor where its key goes', async () => {
  const sealed = await seal(KEY, PLACE, 'p', FEW);
  const flipped = (bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> => {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8));
    return copy;
  };
  const text = new Uint8Array(sealed.text);
  const changed: SealedKey[] = [
    ...Array.from(text, (_, at) => ({ ...sealed, text: flipped(text, at).buffer })),
    ...Array.from(sealed.salt, (_, at) => ({ ...sealed, salt: flipped(sealed.salt, at) })),
    ...Array.from(sealed.nonce, (_, at) => ({ ...sealed, nonce: flipped(sealed.nonce, at) })),
    { ...sealed, rounds: FEW - 1 },
  ];
  for (const other of changed) {
    await expect(open(other, PLACE, 'p')).rejects.toThrow(WrongPassphrase);
  }
  for (const place of [
    { ...PLACE, base: 'https://evil.example/v1' },
    { ...PLACE, vendor: 'compatible' as const },
  ]) {
    await expect(open(sealed, place, 'p')).rejects.toThrow(WrongPassphrase);
  }
});

test('salt and nonce are new for each entry, and the rounds are those of the product', async () => {
  const made = await Promise.all(Array.from({ length: 60 }, () => seal(KEY, PLACE, 'p', FEW)));
  for (const part of ['salt', 'nonce', 'text'] as const) {
    expect(new Set(made.map((one) => bytesOf(one[part]))).size).toBe(60);
  }
  expect(made[0]?.salt.length).toBe(16);
  expect(ROUNDS).toBe(600_000);
  const whole = await seal(KEY, PLACE, 'p');
  expect(whole.rounds).toBe(ROUNDS);
  expect(await open(whole, PLACE, 'p')).toBe(KEY);
});

test('nothing that is kept holds the key or the passphrase in clear', async () => {
  const shelf = new MemoryShelf();
  const keys = new KeyVault(shelf, FEW);
  await keys.keep('a', connection(), 'a passphrase of mine');
  const kept = bytesOf(Object.fromEntries(shelf.held));
  expect(kept).toContain('gpt-6-luna');
  for (const secret of [KEY, KEY.slice(-8), 'a passphrase of mine', btoa(KEY)]) {
    expect(kept).not.toContain(secret);
  }
});

test('all keys of a browser have one passphrase', async () => {
  const keys = new KeyVault(new MemoryShelf(), FEW);
  await keys.keep('local', connection({ vendor: 'ollama', key: '' }), '');
  await keys.keep('a', connection(), 'first');
  await expect(keys.keep('b', connection(), 'second')).rejects.toThrow(WrongPassphrase);
  await keys.keep('b', connection({ key: 'sk-b' }), 'first');
  // The only key there is may be kept anew under another one.
  await keys.remove('b');
  await keys.keep('a', connection(), 'third');
  const found = await keys.entries();
  expect(found.map(({ id }) => id).sort()).toEqual(['a', 'local']);
  const [a] = found.filter(({ id }) => id === 'a');
  expect(a && (await keys.keyOf(a, 'third'))).toBe(KEY);
});

test('another model needs no passphrase, and a removed entry is gone', async () => {
  const shelf = new MemoryShelf();
  const keys = new KeyVault(shelf, FEW);
  await keys.keep('a', connection(), 'p');
  await keys.note('a', { model: 'gpt-6.1-sol', context: 9 });
  const [entry] = await keys.entries();
  expect(entry).toMatchObject({ model: 'gpt-6.1-sol', context: 9 });
  expect(entry && (await keys.keyOf(entry, 'p'))).toBe(KEY);
  await keys.remove('a');
  await keys.note('a', { model: 'x', context: 0 });
  expect(shelf.held.size).toBe(0);
});
