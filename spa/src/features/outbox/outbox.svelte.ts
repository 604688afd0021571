import { api } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { OutboxMail } from '../../api/types';

/** How long until it is looked again whether a mail came. */
const LOOK_AGAIN_MS = 2000;

/** The mail of a site without a mail server, looked at again and again while it is shown. */
export class Outbox {
  mails = $state.raw<readonly OutboxMail[] | null>(null);
  /** Mail leaves this site: there is no such list. */
  away = $state(false);
  failure = $state.raw<unknown>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  /** Look now and again later; returns what ends that. */
  watch(): () => void {
    void this.#again();
    return () => {
      this.#closed = true;
      if (this.#timer) clearTimeout(this.#timer);
    };
  }

  async #again(): Promise<void> {
    await this.look();
    if (this.#closed || this.away) return;
    this.#timer = setTimeout(() => void this.#again(), LOOK_AGAIN_MS);
  }

  async look(): Promise<void> {
    if (document.visibilityState === 'hidden' && this.mails) return;
    try {
      const { mails } = await api.call('list_outbox');
      this.failure = null;
      // What is the same stays, so that nothing on the page is drawn anew.
      if (mails[0]?.id !== this.mails?.[0]?.id || mails.length !== this.mails?.length) {
        this.mails = mails;
      }
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) this.away = true;
      else this.failure = error;
    }
  }
}
