import type { Operation } from './routes';

/**
 * Tokens of the handshake, by the operation each is bound to. Every answer brings the next one, so
 * calls rarely wait for a token; parallel calls of one operation get theirs from `refill`.
 */
export class TokenPool {
  #held = new Map<string, string[]>();

  /** Keep a token that the server handed out. */
  put(operation: string, token: string): void {
    this.#held.set(operation, [...(this.#held.get(operation) ?? []), token]);
  }

  /** Take a token for one call, or undefined when none is held. A token is never given twice. */
  take(operation: Operation): string | undefined {
    return this.#held.get(operation)?.pop();
  }

  /** Return how many calls of an operation could start now. */
  count(operation: Operation): number {
    return this.#held.get(operation)?.length ?? 0;
  }

  /** Drop the tokens of one operation, after one was refused: its siblings are as old. */
  drop(operation: Operation): void {
    this.#held.delete(operation);
  }

  /** Forget everything: the session is another one now. */
  clear(): void {
    this.#held.clear();
  }
}
