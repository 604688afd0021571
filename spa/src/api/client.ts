import { ApiError, NetworkError, toApiError } from './errors';
import { address, isOpenToAll, isUnsafe, methodOf, type Id, type Operation } from './routes';
import { TokenPool } from './tokens';
import type { AnswerOf, Session } from './types';

export interface Call {
  /** What stands in the places of the path, in their order. */
  id?: Id;
  query?: Record<string, string>;
  /** A JSON value, or a form with a file. */
  body?: unknown;
  /** The version that the change was made on. */
  ifMatch?: number;
  /** Names the change: a retry with the same key is answered as the first time. */
  key?: string;
  /** The operation that the answer's token shall be for; the same one by default. */
  next?: Operation;
  signal?: AbortSignal;
}

const RETRY_DELAYS_MS = [400, 1200];

/**
 * Talks to the API: opens the session, hands each changing call its token and its
 * Idempotency-Key, and repeats a call that was not answered or whose token was refused.
 *
 * A guest whose session is gone gets another. Whose account's session was ended elsewhere is asked
 * to sign in again: meanwhile calls wait, so that nobody goes on as a guest without knowing.
 */
export class ApiClient {
  session: Session | null = null;
  /** The account that this browser was signed in to, until its person signs out. */
  member: string | null = null;
  /** Told when the account's session turns out to be over. */
  onended: () => void = () => undefined;
  #away: { until: Promise<void>; end: () => void } | null = null;
  #tokens = new TokenPool();
  #opening: Promise<Session> | null = null;
  #refilling: Promise<void> = Promise.resolve();

  constructor(
    private readonly send: typeof fetch = (input, init) => fetch(input, init),
    private readonly wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
    private readonly newKey = () => crypto.randomUUID(),
  ) {}

  /** Open the session, or return the open one. Calls that meet share one request. */
  async open(): Promise<Session> {
    if (this.session) return this.session;
    this.#opening ??= this.refresh().finally(() => (this.#opening = null));
    return this.#opening;
  }

  /** Ask for the session again: its date, its limits, and a token. */
  async refresh(): Promise<Session> {
    const answer = await this.#reach(address('get_session'), { method: 'GET' });
    const session = (await answer.json()) as Session;
    if (this.session?.client_uuid !== session.client_uuid) this.#tokens.clear();
    this.#tokens.put(session.csrf_operation, session.csrf_token);
    this.session = session;
    if (this.member !== null && session.account_id === null) this.#leave();
    return session;
  }

  /** Wait while the person is asked to sign in again. */
  async settled(): Promise<void> {
    await this.#away?.until;
  }

  /** The person is in again: what waited goes on. */
  back(): void {
    this.#away?.end();
    this.#away = null;
  }

  /** Get tokens for calls that will soon run, side by side, in one request. */
  async prepare(operations: Operation[]): Promise<void> {
    await this.open();
    const missing = operations.filter((operation) => this.#tokens.count(operation) === 0);
    if (missing.length > 0) await this.#refill(missing);
  }

  /** Call an operation and return its JSON answer, undefined for an empty one. */
  async call<Name extends Operation>(operation: Name, call: Call = {}): Promise<AnswerOf<Name>> {
    const answer = await this.fetch(operation, call);
    return (answer.status === 204 ? undefined : await answer.json()) as AnswerOf<Name>;
  }

  /** Call an operation and return the whole answer. Throws ApiError or NetworkError. */
  async fetch(operation: Operation, call: Call = {}): Promise<Response> {
    const keyed = isUnsafe(operation) ? { ...call, key: call.key ?? this.newKey() } : call;
    for (;;) {
      if (!isOpenToAll(operation)) await this.settled();
      try {
        return await this.#once(operation, keyed);
      } catch (error) {
        if (isOpenToAll(operation) || !(await this.#hasEnded(error))) throw error;
      }
    }
  }

  async #once(operation: Operation, call: Call): Promise<Response> {
    await this.open();
    if (isUnsafe(operation)) return this.#renewing(operation, call);
    const init = { method: 'GET', ...(call.signal ? { signal: call.signal } : {}) };
    return this.#reach(address(operation, call.id, call.query), init);
  }

  /** Whether a call was refused because the account's session is over. */
  async #hasEnded(error: unknown): Promise<boolean> {
    if (this.member === null || !(error instanceof ApiError) || !isStale(error)) return false;
    if (error.code === MISSING && !this.#away) {
      this.forget();
      await this.open();
    }
    return this.#away !== null;
  }

  #leave(): void {
    if (this.#away) return;
    let end = (): void => undefined;
    const until = new Promise<void>((done) => (end = done));
    this.#away = { until, end };
    this.onended();
  }

  /** Leave the session: the next call opens a new one. */
  forget(): void {
    this.session = null;
    this.#tokens.clear();
  }

  /** Call with a token, and once more with a new one, or in a new session, when it was refused. */
  async #renewing(operation: Operation, call: Call): Promise<Response> {
    try {
      return await this.#handshaken(operation, call);
    } catch (error) {
      if (!(error instanceof ApiError) || !isStale(error)) throw error;
      if (this.member !== null && !this.#away && error.code === MISSING) throw error;
      await this.#renew(operation, error);
      return this.#handshaken(operation, call);
    }
  }

  async #handshaken(operation: Operation, call: Call): Promise<Response> {
    await this.open();
    // Fetching a token may open another session, so the session is read after it.
    const token = await this.#token(operation);
    const session = await this.open();
    // The token may have come in a guest's session, where the call has no business.
    if (this.#away && !isOpenToAll(operation)) throw new ApiError(401, MISSING);
    const headers: Record<string, string> = {
      'X-Client-UUID': session.client_uuid,
      'X-CSRF-Token': token,
    };
    if (call.key) headers['Idempotency-Key'] = call.key;
    if (call.next) headers['X-CSRF-Next'] = call.next;
    if (call.ifMatch !== undefined) headers['If-Match'] = `"${call.ifMatch}"`;
    const isForm = call.body instanceof FormData;
    if (call.body !== undefined && !isForm) headers['Content-Type'] = 'application/json';
    const init: RequestInit = {
      method: methodOf(operation),
      headers,
      ...(call.signal ? { signal: call.signal } : {}),
    };
    if (call.body !== undefined) {
      init.body = isForm ? (call.body as FormData) : JSON.stringify(call.body);
    }
    return this.#reach(address(operation, call.id, call.query), init);
  }

  /** Take a token for an operation, asking for more when none is held. */
  async #token(operation: Operation): Promise<string> {
    const held = this.#tokens.take(operation);
    if (held) return held;
    if (operation === 'issue_tokens') await this.refresh();
    else await this.#refill([operation, operation]);
    const token = this.#tokens.take(operation);
    if (!token) throw new ApiError(403, 'handshake.token_missing');
    return token;
  }

  /** Ask for tokens. One request at a time: each answer carries the token for the next. */
  async #refill(operations: Operation[]): Promise<void> {
    const before = this.#refilling;
    const request = async (): Promise<void> => {
      await before.catch(() => undefined);
      const answer = await this.#renewing('issue_tokens', { body: { operations } });
      const { tokens } = (await answer.json()) as AnswerOf<'issue_tokens'>;
      for (const token of tokens) this.#tokens.put(token.operation, token.csrf_token);
    };
    this.#refilling = request();
    return this.#refilling;
  }

  async #renew(operation: Operation, error: ApiError): Promise<void> {
    if (error.code === MISSING || error.code.startsWith('handshake.client_uuid')) {
      this.forget();
    } else {
      this.#tokens.drop(operation);
      this.#tokens.drop('issue_tokens');
    }
    await this.refresh();
  }

  /** Send a request, again when no answer comes. The Idempotency-Key makes that safe. */
  async #reach(url: string, request: RequestInit): Promise<Response> {
    for (const delay of [...RETRY_DELAYS_MS, null]) {
      try {
        // Refusals come in the language of the page, which may be another than the browser's own.
        const headers = { 'Accept-Language': document.documentElement.lang || 'en' };
        const answer = await this.send(url, {
          credentials: 'same-origin',
          ...request,
          headers: { ...headers, ...(request.headers as Record<string, string> | undefined) },
        });
        this.#keepToken(answer);
        if (answer.ok) return answer;
        const error = await toApiError(answer);
        if (delay === null || !isPassing(error)) throw error;
      } catch (error) {
        if (error instanceof ApiError || isAbort(error)) throw error;
        if (delay === null) throw new NetworkError();
      }
      await this.wait(delay);
    }
    throw new NetworkError();
  }

  #keepToken(answer: Response): void {
    const token = answer.headers.get('X-CSRF-Token');
    const operation = answer.headers.get('X-CSRF-Operation');
    if (token && operation) this.#tokens.put(operation, token);
  }
}

const MISSING = 'session.missing';
const RENEWABLE = new Set([
  MISSING,
  'handshake.client_uuid_mismatch',
  'handshake.token_missing',
  'handshake.token_unknown',
  'handshake.token_spent',
  'handshake.token_expired',
  'handshake.token_operation',
]);

/** The handshake was refused for a reason that a new token or session mends. */
function isStale(error: ApiError): boolean {
  return RENEWABLE.has(error.code);
}

/** The same request may succeed a moment later. */
function isPassing(error: ApiError): boolean {
  return error.code === 'handshake.in_progress' || error.status === 503 || error.status === 502;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

export const api = new ApiClient();
