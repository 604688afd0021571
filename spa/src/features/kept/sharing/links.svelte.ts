import { api } from '../../../api/client';
import type { Share, ShareWish } from '../../../api/types';
import { session } from '../../../state/session.svelte';

/** The open links of all kept files. */
export class Links {
  #shares = $state.raw<readonly Share[]>([]);
  /** The addresses of links that were made on this page: nobody else has them. */
  readonly #made = new Map<string, string>();

  private constructor(shares: readonly Share[]) {
    this.#shares = shares;
  }

  /** Fetch the list. Throws ApiError, NetworkError. */
  static async open(): Promise<Links> {
    await session.load();
    const { shares } = await api.call('list_shares');
    return new Links(shares);
  }

  of(documentId: string): readonly Share[] {
    return this.#shares.filter(({ document_id }) => document_id === documentId);
  }

  /** The address of a link, null once the page was left. */
  address({ id }: Share): string | null {
    return this.#made.get(id) ?? null;
  }

  /** Make a link, and return its address. Throws ApiError, NetworkError. */
  async make(documentId: string, wish: ShareWish): Promise<string> {
    const { share, path } = await api.call('create_share', { id: documentId, body: wish });
    const address = new URL(path, location.origin).href;
    this.#made.set(share.id, address);
    this.#shares = [share, ...this.#shares];
    return address;
  }

  /** End a link: it shows nothing from now on. Throws ApiError, NetworkError. */
  async end({ id }: Share): Promise<void> {
    await api.call('end_share', { id });
    this.#shares = this.#shares.filter((one) => one.id !== id);
  }

  /** The file was deleted, and its links with it. */
  forget(documentId: string): void {
    this.#shares = this.#shares.filter(({ document_id }) => document_id !== documentId);
  }
}
