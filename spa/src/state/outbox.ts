import { isEmpty, type Changes } from './changes';
import type { Vault } from './vault';

/** Whether a tab of this browser is open still. Web Locks end with their tab. */
export interface Tabs {
  id: string;
  isOpen(tab: string): Promise<boolean>;
}

/**
 * Unsent changes of one document, written before they are sent. Each tab has an entry of its own,
 * so two tabs never write over each other; a tab takes over what a closed one left behind.
 */
export class Outbox<Value> {
  constructor(
    private readonly vault: Vault,
    private readonly tabs: Tabs,
    private readonly document: string,
  ) {}

  /** Return what tabs that are gone could not send, and forget it. */
  async adopt(): Promise<Changes<Value>> {
    let found: Changes<Value> = {};
    const left = this.vault.arrive(this.#prefix);
    for (const key of left.keys()) await this.vault.delete(key);
    for (const key of await this.vault.keys(this.#prefix)) {
      const tab = key.slice(this.#prefix.length);
      if (tab !== this.tabs.id && (await this.tabs.isOpen(tab))) continue;
      found = { ...found, ...(await this.vault.read<Changes<Value>>(key)) };
      await this.vault.delete(key);
    }
    for (const changes of left.values()) found = { ...found, ...(changes as Changes<Value>) };
    return found;
  }

  /** Keep what is unsent while the page is being left. */
  leave(unsent: Changes<Value>): void {
    if (!isEmpty(unsent)) this.vault.leave(this.#own, unsent);
  }

  /** Keep what is unsent. Changes set values, so sending one twice does no harm. */
  async keep(unsent: Changes<Value>): Promise<void> {
    if (isEmpty(unsent)) await this.vault.delete(this.#own);
    else await this.vault.write(this.#own, structuredClone(unsent));
  }

  get #prefix(): string {
    return `outbox/${this.document}/`;
  }

  get #own(): string {
    return this.#prefix + this.tabs.id;
  }
}
