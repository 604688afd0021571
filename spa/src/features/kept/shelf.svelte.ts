import { api } from '../../api/client';
import type { Kept } from '../../api/types';
import { session } from '../../state/session.svelte';

/** The kept files, and which of them would be set otherwise today. */
export class Shelf {
  #documents = $state.raw<readonly Kept[]>([]);
  /** The files that were set again by now: whether they came out as other bytes. */
  #newer = $state.raw<ReadonlyMap<string, boolean>>(new Map());
  #left = false;

  private constructor(
    documents: readonly Kept[],
    readonly most: number,
  ) {
    this.#documents = documents;
  }

  /** Open the list. Throws ApiError, NetworkError. */
  static async open(): Promise<Shelf> {
    await session.load();
    const { documents, most } = await api.call('list_documents');
    const shelf = new Shelf(documents, most);
    void shelf.#setAgain();
    return shelf;
  }

  get documents(): readonly Kept[] {
    return this.#documents;
  }

  /** Whether the limit says anything: a site of one person allows more than anybody makes. */
  get isLimitInSight(): boolean {
    return this.#documents.length * 100 >= this.most;
  }

  readonly bytes = $derived(this.#documents.reduce((sum, { size }) => sum + size, 0));

  isNewer({ id }: Kept): boolean {
    return this.#newer.get(id) ?? false;
  }

  async remove({ id }: Kept): Promise<void> {
    await api.call('delete_document', { id });
    this.#documents = this.#documents.filter((one) => one.id !== id);
  }

  leave(): void {
    this.#left = true;
  }

  /**
   * Set again, one after the other, what something that made it has changed since: only the bytes
   * tell whether that is to be seen. What fails stays unsaid; the comparison itself says why.
   */
  async #setAgain(): Promise<void> {
    for (const { id } of this.#documents.filter(({ changed }) => changed.length > 0)) {
      if (this.#left) return;
      try {
        const { same_bytes, renewable } = await api.call('compare_document', { id });
        this.#newer = new Map([...this.#newer, [id, !same_bytes && renewable]]);
      } catch {
        return;
      }
    }
  }
}
