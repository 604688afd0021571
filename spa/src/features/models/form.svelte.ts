import { api } from '../../api/client';
import { explain } from '../../i18n/errors';
import { t } from '../../i18n/t.svelte';
import { HOSTS, test, type Connection, type Listed, type Vendor } from '../../llm';
import { catalogue, withPrices, type CatalogueModel } from '../../state/catalogue.svelte';
import { connections, WrongPassphrase } from '../../state/connections.svelte';
import { leaveDraft, type Draft } from '../../state/modelDraft';
import { notices } from '../../state/notices.svelte';
import { tell, type Told } from './found';
import { hasAddress, isHere, readBase, toConfirm } from './places';

/** Short ones fall to guessing, even at 600,000 rounds a try. */
export const LEAST_PASSPHRASE = 12;
/** Nobody knows how much the model takes. */
const UNKNOWN = 0;

/** The form that connects a model: what was typed, what follows from it, and what a test found. */
export class ConnectForm {
  #vendor = $state<Vendor>('openai');
  address = $state('');
  key = $state('');
  /** The model that was chosen; '' for the suggested one. */
  picked = $state('');
  remember = $state(false);
  passphrase = $state('');
  fault = $state('');
  busy = $state(false);
  told = $state.raw<Told | null>(null);
  #listed = $state.raw<readonly Listed[] | null>(null);
  /** The origin that this browser's person confirmed. */
  confirmed = $state<string | null>(null);
  #trying: AbortController | null = null;

  constructor(draft: Draft | null = null) {
    if (!draft) return;
    this.#vendor = draft.vendor;
    this.address = draft.base;
    this.picked = draft.model;
  }

  get vendor(): Vendor {
    return this.#vendor;
  }

  set vendor(vendor: Vendor) {
    this.#vendor = vendor;
    this.address = hasAddress(vendor) ? HOSTS[vendor] : '';
    [this.key, this.picked, this.fault] = ['', '', ''];
    this.changed();
    this.#listed = null;
  }

  /** What was found no longer holds. */
  changed(): void {
    this.#trying?.abort();
    this.told = null;
  }

  /** Where requests go; null while the address is none that a page may call. */
  get base(): string | null {
    return hasAddress(this.#vendor) ? readBase(this.address) : HOSTS[this.#vendor];
  }

  get host(): string {
    return this.base ? new URL(this.base).host : '';
  }

  get isHere(): boolean {
    return this.base !== null && isHere(this.base);
  }

  /** The origin that has to be confirmed first, null for none. */
  get unconfirmed(): string | null {
    return this.base ? toConfirm(this.base, this.confirmed) : null;
  }

  get needsKey(): boolean {
    return !hasAddress(this.#vendor);
  }

  /** The models to choose from: the vendor's own list once it was asked, else the catalogue. */
  get models(): readonly CatalogueModel[] {
    if (this.#listed?.length) return withPrices(this.#vendor, this.#listed);
    return catalogue.models(this.#vendor);
  }

  get suggested(): CatalogueModel | null {
    const known = catalogue.suggested(this.#vendor);
    const { models } = this;
    const [first] = models;
    return models.find(({ id }) => id === known?.id) ?? known ?? first ?? null;
  }

  get model(): string {
    return this.picked || (this.suggested?.id ?? '');
  }

  /** What the form says of the model that is chosen. */
  get chosen(): CatalogueModel | null {
    return this.models.find(({ id }) => id === this.model) ?? null;
  }

  get ready(): boolean {
    const hasKey = !this.needsKey || this.key.trim() !== '';
    return this.base !== null && this.unconfirmed === null && hasKey && !this.busy;
  }

  async open(): Promise<void> {
    const answer = await api.call('get_model_host');
    this.confirmed = answer.origin;
    await catalogue.load();
  }

  /** Let the page call the host, and load it again: a policy holds for a whole page. */
  async confirm(): Promise<void> {
    const { unconfirmed, base } = this;
    if (!unconfirmed || !base) return;
    try {
      await api.call('confirm_model_host', { body: { origin: unconfirmed } });
      leaveDraft({ vendor: this.#vendor, base, model: this.picked });
      location.reload();
    } catch (error) {
      this.fault = explain(error);
    }
  }

  /** Take the leave back; the page is loaded again with the old policy. */
  async takeBack(): Promise<void> {
    try {
      await api.call('forget_model_host');
      location.reload();
    } catch (error) {
      notices.fail(explain(error));
    }
  }

  #connection(): Connection {
    const context = this.chosen?.context ?? UNKNOWN;
    const { model, base } = this;
    return { vendor: this.#vendor, base: base ?? '', key: this.key.trim(), model, context };
  }

  async test(): Promise<void> {
    this.changed();
    const trying = new AbortController();
    this.#trying = trying;
    this.busy = true;
    const to = { ...this.#connection(), model: this.picked };
    try {
      const tested = await test(to, trying.signal);
      if (tested.ok && !tested.limited) this.#listed = tested.models;
      this.told = tell({ ...to, model: this.model }, tested);
    } catch (error) {
      if (!trying.signal.aborted) this.fault = explain(error);
    } finally {
      this.busy = false;
    }
  }

  /** Connect what was filled in. Returns whether it is connected. */
  async use(): Promise<boolean> {
    this.fault = '';
    const made = this.#connection();
    if (!made.model) {
      this.fault = t('models.model_unknown');
      return false;
    }
    const isKeptOpen = this.remember && made.key !== '';
    if (isKeptOpen && !connections.hasPassphrase && this.passphrase.length < LEAST_PASSPHRASE) {
      this.fault = t('models.passphrase_short');
      return false;
    }
    this.busy = true;
    try {
      await connections.add(made, this.remember ? this.passphrase : null);
      notices.show(t('models.added', { model: made.model }));
      [this.key, this.passphrase, this.remember] = ['', '', false];
      this.told = null;
      return true;
    } catch (error) {
      const isOther = error instanceof WrongPassphrase;
      this.fault = isOther ? t('models.other_passphrase') : explain(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
