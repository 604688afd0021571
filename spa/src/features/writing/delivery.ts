import { ApiError, NetworkError } from '../../api/errors';
import type { Proposal } from '../../api/types';
import type { Item } from './edits';

type Take = (number: number, value: Item['value']) => Promise<Proposal | null>;

const PAUSE_MS = 2000;
/** Refusals after which no other item of the attempt would be taken. */
const ENDS = new Set(['tailoring.attempt_over', 'tailoring.too_many_edits', 'work.not_found']);

/**
 * Brings items to the server in their order, one at a time. What passes (no connection, a busy
 * server) is waited out, for the model may write on meanwhile; an item that is refused is left to
 * the whole answer at the end.
 */
export class Delivery {
  #line: Promise<void> = Promise.resolve();
  #stopped = false;
  /** Why no more items are taken, null while they are. */
  over: ApiError | null = null;

  constructor(
    private readonly take: Take,
    private readonly ruled: (proposal: Proposal) => void,
    private readonly onover: () => void,
    private readonly wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  ) {}

  add(number: number, item: Item): void {
    this.#line = this.#line.then(() => this.#bring(number, item));
  }

  /** Resolves when everything that was added is with the server, or given up. */
  async settled(): Promise<void> {
    await this.#line;
  }

  /** Bring nothing more: the whole answer follows. */
  stop(): void {
    this.#stopped = true;
  }

  async #bring(number: number, item: Item): Promise<void> {
    while (!this.#stopped && !this.over) {
      try {
        const proposal = await this.take(number, item.value);
        if (proposal) this.ruled(proposal);
        return;
      } catch (error) {
        if (!isPassing(error)) {
          this.#refused(error);
          return;
        }
      }
      await this.wait(PAUSE_MS);
    }
  }

  #refused(error: unknown): void {
    if (!(error instanceof ApiError) || !ENDS.has(error.code)) return;
    this.over = error;
    this.onover();
  }
}

/** Whether the same call may be answered a moment later. */
export function isPassing(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  return error instanceof ApiError && (error.status === 429 || error.status >= 500);
}
