import { ApiError, NetworkError } from '../api/errors';
import { isEmpty, type Changes } from './changes';
import type { Outbox } from './outbox';

export type SyncState = 'saved' | 'saving' | 'offline' | 'refused';

/** How a document is read and changed on the server. */
export interface Remote<Doc, Request> {
  get(): Promise<Doc>;
  edit(change: Request, version: number): Promise<Doc>;
}

interface Parts<Doc, Value, Request> {
  remote: Remote<Doc, Request>;
  outbox: Outbox<Value>;
  /** Changes as the server takes them. */
  toRequest: (changes: Changes<Value>) => Request;
  received: (document: Doc) => void;
  refused: (error: ApiError) => void;
  /** The server has this tab's change. */
  saved: () => void;
  /** Another device or tab changed what this one is changing too, to `theirs`. */
  crossed: (path: string, theirs: Value) => void;
  /** The server's value of a path, to see whether somebody else changed it. */
  valueAt: (document: Doc, path: string) => Value;
}

/** Typing settles for this long before it is sent; the answer to what came before is dropped. */
const SETTLE_MS = 150;
const OFFLINE_RETRY_MS = 5000;
/** How often others may be faster than one change before it waits for a while. */
const MOST_LOOKS = 4;

/**
 * Brings changes to the server, one request at a time: what comes in meanwhile waits and goes as
 * one request, so only the newest state is planned and set. Each change is kept in the outbox
 * before it is sent, and forgotten when it is answered.
 */
export class Sync<Doc extends { version: number }, Value, Request> {
  /** The last try of the screen that was left: who reads after it reads what it sent. */
  static leaving: Promise<void> = Promise.resolve();

  state = $state<SyncState>('saved');
  #sending = $state.raw<Changes<Value>>({});
  #waiting = $state.raw<Changes<Value>>({});
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(
    private readonly parts: Parts<Doc, Value, Request>,
    private server: Doc,
  ) {}

  /** Everything that the server has not confirmed, newest value of each path. */
  get unsent(): Changes<Value> {
    return { ...this.#sending, ...this.#waiting };
  }

  /** Take up what an earlier page of this browser could not send. */
  async resume(left: Changes<Value>): Promise<void> {
    if (isEmpty(left)) return;
    this.#waiting = { ...left, ...this.#waiting };
    await this.#persist();
    await this.flush();
  }

  /** Change a path. It is sent when typing settles. */
  change(path: string, value: Value): void {
    this.#waiting = { ...this.#waiting, [path]: value };
    this.state = 'saving';
    void this.#persist();
    this.#schedule(SETTLE_MS);
  }

  /** Send everything now; resolves when the server has it. Throws what stopped it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (!isEmpty(this.unsent)) {
      this.#running ??= this.#send().finally(() => (this.#running = null));
      await this.#running;
    }
  }

  /** Take another tab's change in: read the server's state again. */
  async reload(): Promise<void> {
    if (!isEmpty(this.unsent)) return;
    this.#receive(await this.parts.remote.get());
  }

  /** Stop for good: the screen is left. One last try; what fails stays in the outbox. */
  stop(): void {
    this.#stopped = true;
    Sync.leaving = this.flush().catch(() => undefined);
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.flush().catch(() => undefined), ms);
  }

  async #send(): Promise<void> {
    this.#sending = { ...this.#sending, ...this.#waiting };
    this.#waiting = {};
    this.state = 'saving';
    await this.#persist();
    try {
      this.#settle(await this.#submit());
    } catch (error) {
      await this.#fail(error);
      throw error;
    } finally {
      await this.#persist();
    }
  }

  /** Somebody may write between our look and our writing, and again: each time we look anew. */
  async #submit(): Promise<Doc> {
    const change = this.parts.toRequest(this.#sending);
    for (let left = MOST_LOOKS; ; left -= 1) {
      try {
        return await this.parts.remote.edit(change, this.server.version);
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'work.version_conflict') throw error;
        // Kept and sent again later: others who write without end must not cost what was typed.
        if (left === 0) throw new NetworkError();
      }
      await this.#look();
    }
  }

  /** Somebody wrote first: read theirs, and say which of our paths they changed. */
  async #look(): Promise<void> {
    const before = this.server;
    const theirs = await this.parts.remote.get();
    for (const [path, ours] of Object.entries(this.#sending)) {
      const value = this.parts.valueAt(theirs, path);
      const was = this.parts.valueAt(before, path);
      if (!same(value, was) && !same(value, ours)) this.parts.crossed(path, value);
    }
    this.#receive(theirs);
  }

  #settle(answer: Doc): void {
    this.#sending = {};
    this.#receive(answer);
    this.state = isEmpty(this.#waiting) ? 'saved' : 'saving';
    this.parts.saved();
  }

  #receive(answer: Doc): void {
    this.server = answer;
    this.parts.received(answer);
  }

  /** Unreachable: keep everything and try again. Refused: drop what was refused, and say so. */
  async #fail(error: unknown): Promise<void> {
    if (error instanceof NetworkError || (error instanceof ApiError && isPassing(error.status))) {
      this.state = 'offline';
      this.#schedule(OFFLINE_RETRY_MS);
      return;
    }
    this.state = 'refused';
    this.#sending = {};
    await this.#persist();
    if (error instanceof ApiError) this.parts.refused(error);
  }

  async #persist(): Promise<void> {
    await this.parts.outbox.keep(this.unsent);
  }
}

/** Too many requests, or a server that fails: the same change may be taken later. */
function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
