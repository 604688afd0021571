import { api } from '../../../api/client';
import type { PrintedLine } from '../../../api/types';
import type { Review } from '../review.svelte';

/** Where each printed line of one review comes from, as of the version that is on the page. */
class Traces {
  #lines = $state.raw<ReadonlyMap<string, PrintedLine> | null>(null);
  failed = $state(false);
  #version = 0;

  /** Everything printed by its path, null while it was never heard of. */
  get lines(): ReadonlyMap<string, PrintedLine> | null {
    return this.#lines;
  }

  /** Ask once for each version; what was known before stays meanwhile. */
  async load(id: string, version: number): Promise<void> {
    if (version === this.#version) return;
    this.#version = version;
    try {
      const { lines } = await api.call('list_evidence', { id });
      this.#lines = new Map(lines.map((line) => [line.path, line]));
      this.failed = false;
    } catch {
      this.#version = 0;
      this.failed = true;
    }
  }
}

const known = new WeakMap<Review, Traces>();

/** The one set of traces of a review, however many lines show theirs. */
export function tracesOf(review: Review): Traces {
  const found = known.get(review) ?? new Traces();
  known.set(review, found);
  return found;
}
