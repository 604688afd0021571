import { tick } from 'svelte';
import { api } from '../../../api/client';
import { ApiError } from '../../../api/errors';
import type { Step } from '../../../api/types';
import { t } from '../../../i18n/t.svelte';
import { notices } from '../../../state/notices.svelte';
import { session } from '../../../state/session.svelte';
import type { Own } from '../account/account.svelte';
import { explainTry } from '../tries';

type Waiting = 'email_old' | 'email_new';

/** The move of an account to another address: a code from the present mailbox, then one from the new. */
export class AddressChange {
  open = $state(false);
  /** The new address as it was typed; empty when a reload found the step waiting. */
  email = $state('');
  code = $state('');
  step = $state<Waiting | null>(null);
  until = $state.raw<string | null>(null);
  busy = $state(false);
  failure = $state('');

  constructor(private readonly own: Own) {
    this.#wait(session.pending);
    this.open = this.step !== null;
  }

  /** Ask for the first code. The password may be asked for before. */
  async begin(): Promise<void> {
    const { email } = this;
    await this.#during(() =>
      this.own.guarded(async () => {
        this.#take(await api.call('change_email', { body: { email } }));
        await this.#toCode();
      }),
    );
  }

  /** Hand in the code of the step that waits. */
  async confirm(): Promise<void> {
    const { code } = this;
    await this.#during(async () => {
      const answer = await api.call('confirm_email_change', { body: { code } });
      this.code = '';
      this.#take(answer);
      if (answer.next === 'done') await this.#finish();
      else await this.#toCode();
    });
  }

  async again(): Promise<void> {
    await this.#during(async () => {
      this.#take(await api.call('resend_code', { body: {} }));
      notices.show(t('person.sent_again'));
    });
  }

  /** Keep the present address: whatever waits is given up. */
  async giveUp(): Promise<void> {
    await this.#during(async () => {
      if (this.step) await api.call('cancel_step', { body: {} });
      this.#wait(null);
      this.open = false;
      this.email = this.code = '';
    });
  }

  async #finish(): Promise<void> {
    await this.own.reload();
    this.open = false;
    this.email = '';
    notices.show(t('security.email_done', { email: this.own.account?.email ?? '' }));
  }

  async #toCode(): Promise<void> {
    await tick();
    document.getElementById('email-code')?.focus();
  }

  #take(answer: Step): void {
    this.until = answer.expires_at;
    this.#wait(answer.next);
  }

  #wait(next: Step['next'] | null): void {
    this.step = next === 'email_old' || next === 'email_new' ? next : null;
    session.pend(this.step);
  }

  async #during(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failure = '';
    try {
      await work();
    } catch (error) {
      this.failure = isOver(error) ? t('security.email_over') : explainTry(error);
      if (isOver(error)) this.#wait(null);
    } finally {
      this.busy = false;
    }
  }
}

/** Nothing waits any more: it ran out, was guessed at too often, or the address was taken. */
function isOver(error: unknown): boolean {
  return error instanceof ApiError && ['auth.no_step', 'auth.code_exhausted'].includes(error.code);
}
