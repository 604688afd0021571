import { api } from '../../../api/client';
import { ApiError } from '../../../api/errors';
import type { Account, AccountEvent, Device } from '../../../api/types';
import type { Locale } from '../../../i18n/locales';
import { makePasskey } from '../../../state/passkeys';
import { router } from '../../../state/router.svelte';
import { session } from '../../../state/session.svelte';

/** New recovery codes stay until they are said to be kept, also while another page is shown. */
class Unkept {
  codes = $state.raw<readonly string[]>([]);
}
const unkept = new Unkept();

/** One's own account, and what its page changes of it. */
export class Own {
  account = $state.raw<Account | null>(null);
  devices = $state.raw<readonly Device[]>([]);
  events = $state.raw<readonly AccountEvent[]>([]);
  /** Where the log goes on, null at its end. */
  before = $state.raw<string | null>(null);
  /** Recovery codes that were just made: the site does not show them again. */
  get codes(): readonly string[] {
    return unkept.codes;
  }

  set codes(codes: readonly string[]) {
    unkept.codes = codes;
  }

  /** What waits until the person proved who they are. */
  unproved = $state.raw<(() => Promise<void>) | null>(null);

  /** Fetch the account; a guest is sent to the door. Throws ApiError, NetworkError. */
  async open(): Promise<void> {
    await session.load();
    if (session.signedIn) await this.reload();
    else router.go('/sign-in', true);
  }

  /** Do what may need the password again; then it waits in `unproved`. */
  async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'auth.proof_needed') throw error;
      this.unproved = work;
    }
  }

  /** Prove who one is, and do what waited for it. */
  async prove(password: string): Promise<void> {
    await api.call('prove_again', { body: { password } });
    const work = this.unproved;
    this.unproved = null;
    await work?.();
  }

  async edit(body: { name: string; locale: Locale }): Promise<void> {
    this.account = await api.call('edit_account', { body });
  }

  /** Set another password; every other session ends, this one goes on under a new id. */
  async setPassword(password: string, new_password: string): Promise<void> {
    await api.call('change_password', { body: { password, new_password } });
    await session.renew();
    await this.reload();
  }

  /** Use an invitation; the session goes on under a new id, in the role that it gives. */
  async redeem(code: string): Promise<void> {
    await api.call('redeem_invitation', { body: { code } });
    await session.renew();
    await this.reload();
  }

  async confirmTotp(code: string): Promise<void> {
    const { recovery_codes } = await api.call('confirm_totp', { body: { code } });
    this.codes = recovery_codes;
    await this.reload();
  }

  async removeTotp(): Promise<void> {
    await api.call('remove_totp', { body: {} });
    await this.reload();
  }

  /** Add a passkey of this device. Returns whether one was made. */
  async addPasskey(name: string): Promise<boolean> {
    const { options } = await api.call('offer_passkey', { body: {} });
    const credential = await makePasskey(options);
    if (!credential) return false;
    const { recovery_codes } = await api.call('add_passkey', { body: { credential, name } });
    this.codes = recovery_codes;
    await this.reload();
    return true;
  }

  async removePasskey(id: string): Promise<void> {
    await api.call('remove_passkey', { id });
    await this.reload();
  }

  async newCodes(): Promise<void> {
    this.codes = (await api.call('replace_recovery_codes', { body: {} })).recovery_codes;
    await this.reload();
  }

  async end(device: Device): Promise<void> {
    await api.call('end_one_session', { id: device.id });
    await this.reload();
  }

  /** End every other session; this one goes on under a new id. */
  async endOthers(): Promise<void> {
    await api.call('end_other_sessions');
    await session.renew();
    await this.reload();
  }

  /** Agree to the texts in force, and say whether one takes part in shared figures. */
  async consent(figures: boolean): Promise<void> {
    const { terms, privacy } = await api.call('get_terms');
    this.account = await api.call('give_consent', { body: { terms, privacy, figures } });
  }

  async earlier(): Promise<void> {
    if (this.before === null) return;
    const page = await api.call('get_audit', { query: { before: this.before } });
    this.events = [...this.events, ...page.events];
    this.before = page.before;
  }

  /** Fetch the account, its sessions and its log as they are now. */
  async reload(): Promise<void> {
    const [account, devices, log] = await Promise.all([
      api.call('get_account'),
      api.call('list_sessions'),
      api.call('get_audit'),
    ]);
    this.account = account;
    this.devices = devices.sessions;
    this.events = log.events;
    this.before = log.before;
  }
}
