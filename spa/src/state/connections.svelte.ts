import type { Connection } from '../llm/driver';
import { KeyVault, WrongPassphrase, type Entry } from '../llm/vault';
import { session } from './session.svelte';
import { tab } from './tabs';
import { vault } from './vault';

export { WrongPassphrase } from '../llm/vault';

const CHOSEN = 'connections/chosen';
/** What tabs tell each other: that something changed, never what. */
const SUBJECT = 'connections';

/** A connection that the person made. Its key is '' while `locked`. */
export interface Known extends Connection {
  id: string;
  /** It lies in this browser, its key encrypted. */
  remembered: boolean;
  /** Its key waits for the passphrase. */
  locked: boolean;
}

/**
 * The models that the person connected, and which of them is asked. Keys are in this tab's memory
 * alone; what is remembered lies encrypted in the browser and is opened in each tab by itself.
 */
export class Connections {
  #list = $state.raw<readonly Known[]>([]);
  #chosen = $state<string | null>(null);
  #loading: Promise<void> | null = null;
  #member = false;

  constructor(private readonly keys = new KeyVault(vault)) {
    tab.listen((subject) => {
      if (subject === SUBJECT) void this.#reload();
    });
    vault.onerased(() => this.#forget());
    // Another tab may have signed out: nothing of the account stays here either.
    $effect.root(() => {
      $effect(() => {
        if (this.#member && !session.signedIn && session.ready) this.#forget();
        this.#member = session.signedIn;
      });
    });
  }

  get list(): readonly Known[] {
    return this.#list;
  }

  /** The one that is asked, whether its key is open or not. */
  get chosen(): Known | null {
    return this.#list.find(({ id }) => id === this.#chosen) ?? null;
  }

  /** What is asked, ready to be called; null where nothing is connected or its key is locked. */
  get active(): Connection | null {
    const { chosen } = this;
    return chosen && !chosen.locked ? chosen : null;
  }

  /** Whether the chosen one waits for the passphrase. */
  get locked(): boolean {
    return this.chosen?.locked ?? false;
  }

  /** Whether keys lie in this browser, under a passphrase that there is already. */
  get hasPassphrase(): boolean {
    return this.#list.some(({ remembered, locked, key }) => remembered && (locked || key));
  }

  /** Read what this browser remembers, once. */
  async load(): Promise<void> {
    this.#loading ??= this.#open().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    await this.#loading;
  }

  /** Open every key that this passphrase opens. Throws WrongPassphrase when it opens none. */
  async unlock(passphrase: string): Promise<void> {
    await this.load();
    const entries = (await this.keys.entries()).filter(({ id }) => this.#of(id)?.locked);
    let opened = 0;
    for (const entry of entries) {
      try {
        const key = await this.keys.keyOf(entry, passphrase);
        this.#change(entry.id, { key, locked: false });
        opened += 1;
      } catch (error) {
        if (!(error instanceof WrongPassphrase)) throw error;
      }
    }
    if (entries.length > 0 && opened === 0) throw new WrongPassphrase();
  }

  /** Forget the open keys of what is remembered until the passphrase is given again. */
  lock(): void {
    this.#list = this.#list.map((one) =>
      one.remembered && one.key ? { ...one, key: '', locked: true } : one,
    );
  }

  /**
   * Add a connection and choose it; returns its id. With a passphrase ('' for one without a key)
   * it is remembered, without (null) it is gone with this tab. Throws WrongPassphrase when other
   * keys lie here under another one.
   */
  async add(connection: Connection, passphrase: string | null = null): Promise<string> {
    await this.load();
    const { vendor, base, key, model, context } = connection;
    const id = crypto.randomUUID();
    const remembered = passphrase !== null;
    if (remembered) await this.keys.keep(id, connection, passphrase);
    const known = { id, vendor, base, key, model, context, remembered, locked: false };
    this.#list = [...this.#list, known];
    await this.choose(id);
    return id;
  }

  /** Remember one that was only in memory. Throws WrongPassphrase as `add` does. */
  async remember(id: string, passphrase: string): Promise<void> {
    const known = this.#of(id);
    if (!known) return;
    await this.keys.keep(id, known, passphrase);
    this.#change(id, { remembered: true });
    tab.tell(SUBJECT);
  }

  /** Ask another of the vendor's models from now on. */
  async change(id: string, what: Pick<Connection, 'model' | 'context'>): Promise<void> {
    this.#change(id, what);
    if (this.#of(id)?.remembered) await this.keys.note(id, what);
    tab.tell(SUBJECT);
  }

  async remove(id: string): Promise<void> {
    this.#list = this.#list.filter((one) => one.id !== id);
    await this.keys.remove(id);
    if (this.#chosen === id) await this.choose(this.#list[0]?.id ?? null);
    tab.tell(SUBJECT);
  }

  /** Ask this one from now on; null for no model. */
  async choose(id: string | null): Promise<void> {
    this.#chosen = id;
    await vault.write(CHOSEN, id);
    tab.tell(SUBJECT);
  }

  async #open(): Promise<void> {
    // Whether this computer is shared says where things are kept.
    await session.visit();
    await this.#read();
    const chosen = await vault.read<string | null>(CHOSEN);
    // One that was only in memory is gone with its tab: then the first that was remembered.
    const isGone = chosen !== null && !this.#of(chosen ?? '');
    this.#chosen = isGone ? (this.#list[0]?.id ?? null) : (chosen ?? null);
  }

  /** Another tab changed something: what it removed is gone here too, its key with it. */
  async #reload(): Promise<void> {
    if (!this.#loading) return;
    await this.#loading;
    await this.#read();
    const chosen = await vault.read<string | null>(CHOSEN);
    if (chosen && this.#of(chosen)) this.#chosen = chosen;
  }

  async #read(): Promise<void> {
    const entries = await this.keys.entries();
    const inMemory = this.#list.filter(({ remembered }) => !remembered);
    this.#list = [...entries.map((entry) => this.#known(entry)), ...inMemory];
  }

  #known({ sealed, ...entry }: Entry): Known {
    const before = this.#of(entry.id);
    const isOpen = before?.locked === false && before.base === entry.base;
    const key = isOpen ? before.key : '';
    return { ...entry, key, remembered: true, locked: sealed !== null && !isOpen };
  }

  #forget(): void {
    this.#list = [];
    this.#chosen = null;
  }

  #of(id: string): Known | undefined {
    return this.#list.find((one) => one.id === id);
  }

  #change(id: string, what: Partial<Known>): void {
    this.#list = this.#list.map((one) => (one.id === id ? { ...one, ...what } : one));
  }
}

export const connections = new Connections();
