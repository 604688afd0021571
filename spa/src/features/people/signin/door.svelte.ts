import { tick } from 'svelte';
import { api } from '../../../api/client';
import { ApiError } from '../../../api/errors';
import type { Session, Step } from '../../../api/types';
import { explain } from '../../../i18n/errors';
import { t, tn } from '../../../i18n/t.svelte';
import { notices } from '../../../state/notices.svelte';
import { usePasskey } from '../../../state/passkeys';
import { router } from '../../../state/router.svelte';
import { session } from '../../../state/session.svelte';

export type DoorPage = 'sign-in' | 'sign-up' | 'forgot';
export type Method = Step['methods'][number];
type Waiting = Exclude<NonNullable<Session['pending']>, 'signed_in' | 'done'>;
const METHODS: readonly Method[] = ['totp', 'recovery_code', 'passkey'];

/** What somebody at the door typed, and the step that the site asks for next. */
export class Door {
  email = $state('');
  password = $state('');
  code = $state('');
  agreed = $state(false);
  figures = $state(false);
  /** The step that waits; null for the form that begins it all. */
  step = $state<Waiting | null>(null);
  methods = $state.raw<readonly Method[]>(METHODS);
  until = $state.raw<string | null>(null);
  busy = $state(false);
  failure = $state('');

  /** Open the session: whoever is in goes on, and a step that waits is gone on with. */
  async open(): Promise<void> {
    await this.#during(async () => {
      await session.load();
      const { pending } = session;
      if (session.signedIn) router.go('/account', true);
      else if (pending && pending !== 'signed_in' && pending !== 'done') this.step = pending;
    });
  }

  /** Whether mail of this site lies on a page of its own: it has no mail server. */
  async hasOutbox(): Promise<boolean> {
    return api.call('list_outbox').then(
      () => true,
      () => false,
    );
  }

  async signIn(): Promise<void> {
    const { email, password } = this;
    await this.#answer(() => api.call('sign_in', { body: { email, password } }));
  }

  /** Register under the texts that are in force at this moment. */
  async signUp(): Promise<void> {
    const { email, password, figures } = this;
    await this.#answer(async () => {
      const { terms, privacy } = await api.call('get_terms');
      return api.call('register', { body: { email, password, terms, privacy, figures } });
    });
  }

  async forgot(): Promise<void> {
    const { email } = this;
    await this.#answer(() => api.call('reset_password', { body: { email } }));
  }

  /** Hand in the code that was mailed, with the new password where one is to be set. */
  async confirm(): Promise<void> {
    const { code, password, step } = this;
    await this.#answer(() => {
      if (step === 'reset_code') return api.call('confirm_reset', { body: { code, password } });
      const registering = step === 'confirm_address';
      return api.call(registering ? 'confirm_registration' : 'sign_in_with_code', {
        body: { code },
      });
    });
  }

  /** Hand in a code of the second step. */
  async prove(method: 'totp' | 'recovery_code'): Promise<void> {
    const { code } = this;
    const operation = method === 'totp' ? 'sign_in_with_totp' : 'sign_in_with_recovery_code';
    await this.#answer(() => api.call(operation, { body: { code } }));
  }

  /** Use a passkey: as the second step, or with nothing typed before. */
  async passkey(): Promise<void> {
    await this.#answer(async () => {
      const { options } = await api.call('offer_passkey_sign_in', { body: {} });
      const credential = await usePasskey(options);
      if (credential) return api.call('sign_in_with_passkey', { body: { credential } });
      this.failure = t('signin.no_passkey');
      return null;
    });
  }

  async again(): Promise<void> {
    await this.#answer(() => api.call('resend_code', { body: {} }));
    if (!this.failure) notices.show(t('signin.sent_again'));
  }

  /** Give up the step that waits. */
  async restart(): Promise<void> {
    await this.#during(async () => {
      await api.call('cancel_step', { body: {} });
      this.step = null;
    });
  }

  async #answer(ask: () => Promise<Step | null>): Promise<void> {
    await this.#during(async () => {
      const answer = await ask();
      if (answer) await this.#take(answer);
    });
  }

  async #take(answer: Step): Promise<void> {
    this.code = '';
    if (answer.next === 'signed_in') return this.#enter();
    if (answer.next === 'done') return;
    if (answer.next !== this.step) this.password = '';
    this.step = answer.next;
    this.until = answer.expires_at;
    if (answer.methods.length > 0) this.methods = answer.methods;
    await tick();
    document.getElementById('code')?.focus();
  }

  async #enter(): Promise<void> {
    const made = this.step === 'confirm_address';
    this.password = '';
    await session.renew();
    notices.show(t(made ? 'signin.made' : 'signin.done'));
    router.go('/', true);
  }

  async #during(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failure = '';
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiError && error.code === 'auth.no_step') this.step = null;
      this.failure = this.#words(error);
    } finally {
      this.busy = false;
    }
  }

  #words(error: unknown): string {
    const said = explain(error);
    const left = error instanceof ApiError ? error.params['left'] : undefined;
    return typeof left === 'number' ? `${said} ${tn('signin.tries_left', left)}` : said;
  }
}
