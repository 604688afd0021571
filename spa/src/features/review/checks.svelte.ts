import { api } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { ResumeRecord } from '../../api/types';
import { explain } from '../../i18n/errors';
import { notices } from '../../state/notices.svelte';
import { doubtful } from './doubts';

/**
 * What the reading was unsure of, until the person says that it is right. Their word is kept with
 * the résumé, so that it holds in every proof made of it, and leaves what was read as it is.
 */
export class Checks {
  #confirmed = $state.raw<ReadonlySet<string>>(new Set());
  #sending: Promise<void> = Promise.resolve();
  #version: number;
  readonly doubtful: readonly string[];

  constructor(private readonly record: ResumeRecord) {
    this.#version = record.version;
    this.doubtful = doubtful(record);
  }

  isOpen(path: string): boolean {
    return this.doubtful.includes(path) && !this.#confirmed.has(path);
  }

  /** Say that what was read is right, or that nothing is missing there. */
  confirm(path: string): void {
    this.#confirmed = new Set([...this.#confirmed, path]);
    this.#sending = this.#sending
      .then(() => this.#send(path))
      .catch((error: unknown) => {
        this.#confirmed = new Set([...this.#confirmed].filter((other) => other !== path));
        notices.fail(explain(error));
      });
  }

  /** Another tab may have said something meanwhile: then its version counts. */
  async #send(path: string, again = true): Promise<void> {
    try {
      const body = { confirmed: [path] };
      const { id } = this.record;
      const { version } = await api.call('edit_resume', { id, body, ifMatch: this.#version });
      this.#version = version;
    } catch (error) {
      if (!again || !(error instanceof ApiError) || error.status !== 409) throw error;
      ({ version: this.#version } = await api.call('get_resume', { id: this.record.id }));
      await this.#send(path, false);
    }
  }
}
