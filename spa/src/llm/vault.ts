/**
 * Keys at rest: encrypted under a passphrase that is kept nowhere. Whoever copies the browser's
 * files has a key no sooner than the passphrase; whoever changes an entry's vendor or address, so
 * that another host would get the key, cannot have it opened.
 */
import type { Connection, Vendor } from './driver';

/** PBKDF2-SHA256: what OWASP's Password Storage Cheat Sheet asks for; some 0.1 to 0.3 s. */
export const ROUNDS = 600_000;
const SALT_BYTES = 16;
/** What AES-GCM takes without hashing it first (NIST SP 800-38D). */
const NONCE_BYTES = 12;
const PREFIX = 'connection/';

/** A key that only the passphrase opens. `salt` and `nonce` are this entry's own. */
export interface SealedKey {
  rounds: number;
  salt: Uint8Array<ArrayBuffer>;
  nonce: Uint8Array<ArrayBuffer>;
  text: ArrayBuffer;
}

/** A connection as it lies in the browser; `sealed` is null where the server wants no key. */
export interface Entry {
  id: string;
  vendor: Vendor;
  base: string;
  model: string;
  context: number;
  sealed: SealedKey | null;
}

/** Where entries lie: IndexedDB, or memory on a shared computer (src/state/vault.ts). */
export interface Shelf {
  read<Value>(key: string): Promise<Value | undefined>;
  write(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  keys(prefix: string): Promise<string[]>;
}

/** The passphrase is another one, or somebody changed the entry: nobody can tell which. */
export class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase';
}

type Place = Pick<Connection, 'vendor' | 'base'>;

/** Encrypt a key for the vendor and the address that it may be sent to. */
export async function seal(
  key: string,
  to: Place,
  passphrase: string,
  rounds = ROUNDS,
): Promise<SealedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const lock = await lockOf(passphrase, salt, rounds);
  const how = { name: 'AES-GCM', iv: nonce, additionalData: bound(to) };
  const text = await crypto.subtle.encrypt(how, lock, new TextEncoder().encode(key));
  return { rounds, salt, nonce, text };
}

/** Return the key. Throws WrongPassphrase. */
export async function open(sealed: SealedKey, to: Place, passphrase: string): Promise<string> {
  const lock = await lockOf(passphrase, sealed.salt, sealed.rounds);
  const how = { name: 'AES-GCM', iv: sealed.nonce, additionalData: bound(to) };
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt(how, lock, sealed.text));
  } catch {
    throw new WrongPassphrase();
  }
}

/** The key of the cipher: it cannot be read out of the browser, and is made anew for each use. */
async function lockOf(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<CryptoKey> {
  // One passphrase, whichever way a keyboard writes its accents.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const from = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  const cipher = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(how, from, cipher, false, ['encrypt', 'decrypt']);
}

const bound = ({ vendor, base }: Place): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(['resume-builder', 1, vendor, base]));

/** The connections that this browser remembers. */
export class KeyVault {
  constructor(
    private readonly shelf: Shelf,
    private readonly rounds = ROUNDS,
  ) {}

  async entries(): Promise<Entry[]> {
    const keys = await this.shelf.keys(PREFIX);
    const found = await Promise.all(keys.map((key) => this.shelf.read<Entry>(key)));
    return found.filter((entry): entry is Entry => entry !== undefined);
  }

  /** Keep a connection. Throws WrongPassphrase when the keys that are there have another one. */
  async keep(id: string, connection: Connection, passphrase: string): Promise<Entry> {
    const { vendor, base, key, model, context } = connection;
    const other = (await this.entries()).find((entry) => entry.id !== id && entry.sealed);
    if (key && other) await this.keyOf(other, passphrase);
    const sealed = key ? await seal(key, connection, passphrase, this.rounds) : null;
    const entry: Entry = { id, vendor, base, model, context, sealed };
    await this.shelf.write(PREFIX + id, entry);
    return entry;
  }

  /** Change what needs no passphrase: the key stays as it was sealed. */
  async note(id: string, what: Pick<Connection, 'model' | 'context'>): Promise<void> {
    const entry = await this.shelf.read<Entry>(PREFIX + id);
    if (entry) await this.shelf.write(PREFIX + id, { ...entry, ...what });
  }

  /** Return the key of an entry, '' for one without. Throws WrongPassphrase. */
  async keyOf(entry: Entry, passphrase: string): Promise<string> {
    return entry.sealed ? open(entry.sealed, entry, passphrase) : '';
  }

  async remove(id: string): Promise<void> {
    await this.shelf.delete(PREFIX + id);
  }
}
