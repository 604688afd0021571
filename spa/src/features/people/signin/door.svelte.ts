import { tick } from 'svelte';
import { api } from '../../../api/client';
import { ApiError } from '../../../api/errors';
import type { Session, Step } from '../../../api/types';
import { t } from '../../../i18n/t.svelte';
import { notices } from '../../../state/notices.svelte';
import { offersPasskeys, usePasskey } from '../../../state/passkeys';
import { router } from '../../../state/router.svelte';
import { session } from '../../../state/session.svelte';
import { explainTry } from '../tries';
import { inWords, kept, listMade, type Made } from './brought';
import { whyEnded } from './reason';

export type DoorPage = 'sign-in' | 'sign-up' | 'forgot';
export type Method = Step['methods'][number];
type Waiting = Exclude<NonNullable<Session['pending']>, 'signed_in' | 'done'>;
const METHODS: readonly Method[] = ['totp', 'recovery_code', 'passkey'];

/** A challenge is good for ten minutes: what is offered for longer gets another. */
const RENEW_MS = 8 * 60 * 1000;
const LATER = Symbol('offer again');

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
  #offering: AbortController | null = null;
  #made = $state.raw<Made | null>(null);
  /** What the guest made, in words: it comes along. */
  readonly brings = $derived(this.#made ? inWords(this.#made) : '');

  /** `inPlace`: over a page whose session was ended, which goes on once the person is in. */
  constructor(private readonly inPlace = false) {}

  /** Open the session: whoever is in goes on, and a step that waits is gone on with. */
  async open(): Promise<void> {
    await this.#during(async () => {
      await session.visit();
      const { pending } = session;
      if (session.signedIn && !this.inPlace) router.go('/account', true);
      else if (pending && pending !== 'signed_in' && pending !== 'done') this.step = pending;
    });
    // It is only told: whoever cannot be told signs in all the same.
    if (!session.signedIn && !session.ended) {
      this.#made = await listMade().catch(() => null);
    }
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

  /**
   * Have the browser offer passkeys where the address is typed, until one is used, another way is
   * taken or the form is left. Where it cannot, the form is as it was.
   */
  async offerPasskeys(): Promise<void> {
    if (!(await offersPasskeys())) return;
    await session.visit().catch(() => undefined);
    if (session.signedIn) return;
    this.stopOffering();
    this.#offering = new AbortController();
    const { signal } = this.#offering;
    while (!signal.aborted) {
      const credential = await this.#offered(signal).catch(() => null);
      if (credential === null) return;
      if (credential === LATER) continue;
      await this.#answer(() => api.call('sign_in_with_passkey', { body: { credential } }));
    }
  }

  stopOffering(): void {
    this.#offering?.abort();
  }

  /** What was chosen of the offer, null for nothing more to hope for. */
  async #offered(signal: AbortSignal): Promise<Record<string, unknown> | typeof LATER | null> {
    const { options } = await api.call('offer_passkey_sign_in', { body: {} });
    const renewal = AbortSignal.timeout(RENEW_MS);
    const chosen = await usePasskey(options, AbortSignal.any([signal, renewal]));
    return chosen ?? (renewal.aborted && !signal.aborted ? LATER : null);
  }

  /** Use a passkey: as the second step, or with nothing typed before. */
  async passkey(): Promise<void> {
    // A browser asks for one thing at a time.
    this.stopOffering();
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
    if (!this.failure) notices.show(t('person.sent_again'));
  }

  /** Give up the step that waits. */
  async restart(): Promise<void> {
    await this.#during(async () => {
      await api.call('cancel_step', { body: {} });
      this.step = null;
      session.pend(null);
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
    session.pend(answer.next);
    this.until = answer.expires_at;
    if (answer.methods.length > 0) this.methods = answer.methods;
    await tick();
    document.getElementById('code')?.focus();
  }

  async #enter(): Promise<void> {
    const said = [t(this.step === 'confirm_address' ? 'signin.made' : 'signin.done')];
    const { route, from } = router;
    this.password = '';
    await session.renew();
    const more = this.inPlace ? await whyEnded(session.over).catch(() => '') : await this.#came();
    if (more) said.push(more);
    notices.show(said.join(' '));
    if (this.inPlace) return;
    const to = (await this.#isAsked()) ? '/account' : from;
    // Whoever went elsewhere meanwhile stays there.
    if (router.route === route) router.go(to, true);
  }

  /** Whether the texts have changed since they were agreed to: the account's page asks. */
  async #isAsked(): Promise<boolean> {
    return api.call('get_account').then(
      (account) => !account.terms_current,
      () => false,
    );
  }

  /** Say what came along into the account. */
  async #came(): Promise<string> {
    const before = this.#made;
    if (!before || !this.brings) return '';
    return listMade().then(
      (now) => t('signin.came', { what: inWords(kept(before, now)) }),
      () => '',
    );
  }

  async #during(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failure = '';
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiError && error.code === 'auth.no_step') {
        this.step = null;
        session.pend(null);
      }
      this.failure = explainTry(error);
    } finally {
      this.busy = false;
    }
  }
}
