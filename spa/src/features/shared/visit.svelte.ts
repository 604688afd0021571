import { api } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { SharedDocument } from '../../api/types';
import { session } from '../../state/session.svelte';

const NEEDED = 'share.password_needed';

/** What stands on the page: it opens, asks for the password, shows the document, or says why not. */
export class Visit {
  shown = $state.raw<SharedDocument | null>(null);
  asks = $state(false);
  busy = $state(false);
  /** Why nothing is shown. */
  failure = $state.raw<unknown>(null);
  /** Why the password was not taken. */
  refused = $state.raw<unknown>(null);
  #password: string | null = null;

  /** `token` is what stands behind the "#": it is sent in a body, and in no address. */
  constructor(readonly token: string) {}

  /** Ask for the document, with the password where one was typed. */
  async open(password: string | null = null): Promise<void> {
    this.busy = true;
    this.failure = this.refused = null;
    try {
      await session.load();
      this.shown = await api.call('view_shared', { body: { token: this.token, password } });
      this.#password = password;
      this.asks = false;
    } catch (error) {
      this.#refuse(error);
    } finally {
      this.busy = false;
    }
  }

  /** Fetch the file. Throws ApiError, NetworkError. */
  file(): Promise<Response> {
    return api.fetch('get_shared_file', {
      body: { token: this.token, password: this.#password },
    });
  }

  #refuse(error: unknown): void {
    const code = error instanceof ApiError ? error.code : '';
    if (code === NEEDED) this.asks = true;
    else if (this.asks && code !== 'share.gone') this.refused = error;
    else {
      this.asks = false;
      this.failure = error;
    }
  }
}
