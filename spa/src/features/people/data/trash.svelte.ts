import { api } from '../../../api/client';
import type { ResumeRecord, ResumeSummary, Trashed, Version } from '../../../api/types';
import { router } from '../../../state/router.svelte';
import { session } from '../../../state/session.svelte';

/** What was deleted from an account, and what its résumés were before they were changed. */
export class Earlier {
  trash = $state.raw<readonly Trashed[]>([]);
  resumes = $state.raw<readonly ResumeSummary[]>([]);
  ready = $state(false);
  /** The résumé whose versions are shown, the one that holds, and those before it. */
  shown = $state.raw<{ id: string; version: number; old: readonly Version[] } | null>(null);
  /** An old version that is looked at. */
  seen = $state.raw<ResumeRecord | null>(null);

  /** Fetch both lists; a guest, who has no trash, is sent to the door. Throws ApiError, NetworkError. */
  async open(): Promise<void> {
    await session.load();
    if (session.signedIn) await this.reload();
    else router.go('/sign-in', true);
  }

  async reload(): Promise<void> {
    const [deleted, kept] = await Promise.all([api.call('list_trash'), api.call('list_resumes')]);
    this.trash = deleted.trash;
    this.resumes = kept.resumes;
    this.ready = true;
  }

  async restore({ id }: Trashed): Promise<void> {
    await api.call('restore_trashed', { id });
    await this.reload();
  }

  async remove({ id }: Trashed): Promise<void> {
    await api.call('delete_trashed', { id });
    await this.reload();
  }

  async empty(): Promise<void> {
    await api.call('empty_trash');
    await this.reload();
  }

  /** Show the versions of a résumé, or hide them. */
  async toggle(id: string): Promise<void> {
    if (this.shown?.id === id) this.shown = null;
    else await this.#show(id);
  }

  async look(id: string, { version }: Version): Promise<void> {
    this.seen = await api.call('get_version', { id: [id, String(version)] });
  }

  /** Make an old version the newest. What holds now becomes an old one, so nothing is lost. */
  async bringBack(id: string, { version }: Version): Promise<void> {
    const now = this.shown?.version ?? version;
    await api.call('restore_version', { id: [id, String(version)], body: { version: now } });
    this.seen = null;
    await Promise.all([this.reload(), this.#show(id)]);
  }

  async #show(id: string): Promise<void> {
    const { version, versions } = await api.call('list_versions', { id });
    this.shown = { id, version, old: versions };
  }
}
