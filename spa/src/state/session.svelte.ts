import { api } from '../api/client';
import type { Session } from '../api/types';
import { preferences } from './preferences.svelte';
import { vault } from './vault';

/** The session as the page shows it: until when work is kept, and whether others use this computer. */
class SessionState {
  #session = $state.raw<Session | null>(null);
  #loading: Promise<Session> | null = null;

  get expiresAt(): string | null {
    return this.#session?.expires_at ?? null;
  }

  get shared(): boolean {
    return this.#session?.shared ?? false;
  }

  get limits(): Session['limits'] | null {
    return this.#session?.limits ?? null;
  }

  get signedIn(): boolean {
    return this.#session?.signed_in ?? false;
  }

  /** The step of a sign-in that waits: a reload goes on with it. */
  get pending(): Session['pending'] {
    return this.#session?.pending ?? null;
  }

  get ready(): boolean {
    return this.#session !== null;
  }

  /** Open the session once; whoever else asks waits for the same answer. */
  async load(): Promise<Session> {
    this.#loading ??= this.#open().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async share(shared: boolean): Promise<void> {
    const answer = await api.call('set_shared_computer', { body: { shared } });
    const session = await this.load();
    await this.#keep({ ...session, ...answer });
  }

  /** Erase everything on the server and in this browser; a fresh session follows. */
  async erase(): Promise<void> {
    await api.call('end_session');
    await vault.erase();
    await this.renew();
  }

  /** Sign out, and leave nothing of the account in this browser. */
  async signOut(): Promise<void> {
    await api.call('sign_out', { body: {} });
    await vault.erase();
    await this.renew();
  }

  /** Ask for the session anew: it has another id, or another owner. */
  async renew(): Promise<void> {
    api.forget();
    this.#loading = null;
    await this.load();
  }

  async #open(): Promise<Session> {
    const session = await api.open();
    await this.#keep(session);
    return session;
  }

  async #keep(session: Session): Promise<void> {
    if (session.shared) await vault.close();
    else await vault.open();
    preferences.keep(!session.shared);
    this.#session = session;
    this.#loading = Promise.resolve(session);
  }
}

export const session = new SessionState();
