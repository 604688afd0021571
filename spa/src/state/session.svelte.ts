import { api } from '../api/client';
import { ApiError } from '../api/errors';
import type { Session } from '../api/types';
import { recall, remember } from './member';
import { preferences } from './preferences.svelte';
import { tab } from './tabs';
import { vault } from './vault';

/** What tabs tell each other when somebody signed in or out. */
const SUBJECT = 'session';

/** The session as the page shows it: until when work is kept, and whether others use this computer. */
class SessionState {
  #session = $state.raw<Session | null>(null);
  #loading: Promise<void> | null = null;
  #ended = $state(false);
  /** Between which moments the account's session ended. */
  over: readonly [number, number] = [Infinity, 0];

  constructor() {
    api.member = recall()?.account ?? null;
    api.onended = () => {
      this.#ended = true;
      this.over = [recall()?.seen ?? Infinity, Date.now()];
    };
    tab.listen((subject) => {
      if (subject === SUBJECT) void this.#fetch().catch(() => undefined);
    });
  }

  /** The account's session was ended elsewhere: its person is asked to sign in again. */
  get ended(): boolean {
    return this.#ended;
  }

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

  get role(): Session['role'] {
    return this.#session?.role ?? 'guest';
  }

  /** The step of a sign-in that waits: a reload goes on with it. */
  get pending(): Session['pending'] {
    return this.#session?.pending ?? null;
  }

  /** Take note of a step that waits from now on, or that nothing does. */
  pend(pending: Session['pending']): void {
    if (this.#session) this.#session = { ...this.#session, pending };
  }

  get ready(): boolean {
    return this.#session !== null;
  }

  /** Open the session once, whoever asks; a session that was ended is signed in to again first. */
  async load(): Promise<Session> {
    await this.visit();
    await api.settled();
    return this.#session ?? api.open();
  }

  /** Open the session once, as it is: for pages that those who are not signed in may see. */
  async visit(): Promise<void> {
    this.#loading ??= this.#open().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    await this.#loading;
  }

  async share(shared: boolean): Promise<void> {
    const answer = await api.call('set_shared_computer', { body: { shared } });
    await this.#keep({ ...(await this.load()), ...answer });
  }

  /** Erase everything on the server and in this browser; a fresh session follows. */
  async erase(): Promise<void> {
    await api.call('end_session');
    await this.part();
  }

  /** Sign out, and leave nothing of the account in this browser. */
  async signOut(): Promise<void> {
    try {
      await api.call('sign_out', { body: {} });
    } catch (error) {
      // Ended elsewhere meanwhile: that is what was asked for.
      if (!(error instanceof ApiError) || error.code !== 'session.missing') throw error;
    }
    await this.part();
  }

  /** Leave nothing of what has ended in this browser, and go on as a guest. */
  async part(): Promise<void> {
    this.#forget();
    await vault.erase();
    await this.renew();
  }

  /** Ask for the session anew: it has another id, or another owner. */
  async renew(): Promise<void> {
    await this.#fetch();
    tab.tell(SUBJECT);
  }

  /** Go on as a guest where an account's session was ended: nothing of the account stays here. */
  async goOnAsGuest(): Promise<void> {
    this.#forget();
    await vault.erase();
    location.replace('/');
  }

  #forget(): void {
    api.member = null;
    remember(null);
  }

  async #fetch(): Promise<void> {
    api.forget();
    this.#loading = null;
    await this.visit();
  }

  async #open(): Promise<void> {
    await this.#keep(await api.open());
  }

  async #keep(session: Session): Promise<void> {
    const { account_id } = session;
    const isOther = account_id !== null && api.member !== null && account_id !== api.member;
    // What the account before left here is nothing for the next one.
    if (isOther) await vault.erase();
    if (session.shared) await vault.close();
    else await vault.open();
    preferences.keep(!session.shared);
    if (account_id !== null) {
      api.member = account_id;
      remember(account_id, session.shared);
    }
    this.#session = session;
    if (account_id !== null && this.#ended) this.#enter(isOther);
  }

  /** In again: what waited goes on, but for another account, which begins anew. */
  #enter(isOther: boolean): void {
    if (isOther) {
      location.replace('/');
      return;
    }
    this.#ended = false;
    api.back();
  }
}

export const session = new SessionState();
