import { openDB, type IDBPDatabase } from 'idb';

/**
 * What this browser keeps between reloads: unsent changes and what was typed on the start page.
 * On a shared computer it keeps nothing: `close()` erases it, and then it only remembers in memory.
 */
export class Vault {
  #memory = new Map<string, unknown>();
  #lasting = true;
  #opened: Promise<IDBPDatabase | null> | null = null;
  #told: (() => void)[] = [];

  constructor(private readonly name = 'resume-builder') {}

  async read<Value>(key: string): Promise<Value | undefined> {
    const db = await this.#db();
    const stored: unknown = db ? await db.get(TABLE, key) : this.#memory.get(key);
    return stored as Value | undefined;
  }

  async write(key: string, value: unknown): Promise<void> {
    const db = await this.#db();
    if (db) await db.put(TABLE, value, key);
    else this.#memory.set(key, value);
  }

  async delete(key: string): Promise<void> {
    const db = await this.#db();
    if (db) await db.delete(TABLE, key);
    this.#memory.delete(key);
  }

  /** Return the keys that begin with `prefix`. */
  async keys(prefix: string): Promise<string[]> {
    const db = await this.#db();
    const keys = db ? ((await db.getAllKeys(TABLE)) as string[]) : [...this.#memory.keys()];
    return keys.filter((key) => key.startsWith(prefix));
  }

  /**
   * Keep a value while the page is being left. IndexedDB would not finish, so it goes where a
   * write is done when it returns, until `arrive` takes it.
   */
  leave(key: string, value: unknown): void {
    if (!this.#lasting) return;
    try {
      localStorage.setItem(this.#left + key, JSON.stringify(value));
    } catch {
      // No room or not allowed: what IndexedDB has by now must do.
    }
  }

  /** Take what pages left behind under keys that begin with `prefix`. */
  arrive(prefix: string): Map<string, unknown> {
    const found = new Map<string, unknown>();
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(this.#left + prefix)) continue;
        found.set(name.slice(this.#left.length), JSON.parse(localStorage.getItem(name) ?? 'null'));
        localStorage.removeItem(name);
      }
    } catch {
      // A browser without storage left nothing.
    }
    return found;
  }

  /** Call `hear` whenever everything is erased. */
  onerased(hear: () => void): void {
    this.#told.push(hear);
  }

  /** Erase everything, here and in memory. */
  async erase(): Promise<void> {
    for (const hear of this.#told) hear();
    this.arrive('');
    const db = await this.#db();
    await db?.clear(TABLE);
    this.#memory.clear();
  }

  /** Keep nothing in the browser from now on; what is kept moves into memory. */
  async close(): Promise<void> {
    this.arrive('');
    const db = await this.#db();
    if (!db) return;
    for (const key of (await db.getAllKeys(TABLE)) as string[]) {
      this.#memory.set(key, await db.get(TABLE, key));
    }
    await db.clear(TABLE);
    this.#lasting = false;
  }

  /** Keep things in the browser again, those in memory too. */
  async open(): Promise<void> {
    this.#lasting = true;
    const held = [...this.#memory];
    this.#memory.clear();
    for (const [key, value] of held) await this.write(key, value);
  }

  get #left(): string {
    return `${this.name}.left/`;
  }

  /** The database, or null where the browser has none (a private window) or must not use it. */
  async #db(): Promise<IDBPDatabase | null> {
    if (!this.#lasting) return null;
    this.#opened ??= openDB(this.name, 1, {
      upgrade: (db) => {
        db.createObjectStore(TABLE);
      },
    }).catch(() => null);
    return this.#opened;
  }
}

const TABLE = 'kept';
export const vault = new Vault();
