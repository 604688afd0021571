import type { Tabs } from './outbox';

const LOCK = 'resume-builder-tab/';

/** This tab. It holds a lock named after itself for as long as it is open. */
class Tab implements Tabs {
  readonly id = crypto.randomUUID();
  readonly #channel =
    'BroadcastChannel' in globalThis ? new BroadcastChannel('resume-builder') : null;

  constructor() {
    this.#locks()
      ?.request(LOCK + this.id, () => new Promise(() => undefined))
      .catch(() => undefined);
  }

  async isOpen(tab: string): Promise<boolean> {
    const held = await this.#locks()?.query();
    return held?.held?.some((lock) => lock.name === LOCK + tab) ?? false;
  }

  /** Tell the other tabs that something was changed. */
  tell(subject: string): void {
    this.#channel?.postMessage(subject);
  }

  /** Call `hear` when another tab changed something; returns how to stop. */
  listen(hear: (subject: string) => void): () => void {
    const channel = this.#channel;
    if (!channel) return () => undefined;
    const listener = (event: MessageEvent) => hear(String(event.data));
    channel.addEventListener('message', listener);
    return () => channel.removeEventListener('message', listener);
  }

  #locks(): LockManager | undefined {
    return (navigator as { locks?: LockManager }).locks;
  }
}

export const tab = new Tab();
