/** What the drivers share: the call, its watch, retries, and the answer as it comes. */
import {
  Fault,
  type Ask,
  type Brief,
  type Connection,
  type Driver,
  type Outcome,
  type Stop,
  type Usage,
} from './driver';
import { faultOf, hostOf, type Rule } from './faults';
import type { Cutting } from './lines';

/** What may be left out when a server does not know it. */
export interface Extras {
  /** The schema as a field of its own; else it stands in the question. */
  schema: boolean;
  /** Little thinking before the answer. */
  effort: boolean;
}

/** An answer while it comes. `stop` stays null until the vendor says that it is over. */
export interface Reading {
  stop: Stop | null;
  said: string;
  usage: Usage | null;
  /** Tokens of the question, about. */
  readonly asked: number;
}

/** How a vendor speaks. `Event` is what its stream is made of. */
export interface Dialect<Event> {
  cutting: Cutting;
  faults: readonly Rule[];
  headers(to: Connection): Record<string, string>;
  /** Where questions go, below the base. */
  path(to: Connection): string;
  body(to: Connection, what: Ask, extras: Extras): object;
  /** Take an event in and return the piece of the answer that it carries. */
  read(event: Event, so: Reading): string | undefined;
}

/** Tokens that a model may think before it answers; vendors count them as output. */
const THOUGHT = 8192;
/** Bytes of text that make a token at most, over our four languages and JSON. */
const BYTES_PER_TOKEN = 3.5;
const SLACK = 128;

const MINUTE = 60_000;
/** Silence before the first byte and between two: local models load and read for minutes. */
const SILENCE = { cloud: [4 * MINUTE, 2 * MINUTE], local: [30 * MINUTE, 10 * MINUTE] } as const;
const LIST_SILENCE = MINUTE;

const BACKOFF_MS = [2000, 6000, 18_000];
/** A vendor that asks for more is told to the person, not waited for. */
const LONGEST_WAIT_MS = 90_000;
const TRIES: Partial<Record<Fault['kind'], number>> = { rate_limited: 3, overloaded: 3, server: 1 };

const LEANER: readonly [keyof Extras, RegExp][] = [
  ['effort', /reasoning|effort|thinking|output_config|no endpoints found/i],
  ['schema', /schema|format|structured|grammar|output_config|no endpoints found/i],
];

/** About how many tokens a brief is. */
export const tokensOf = ({ system, user, answer_schema }: Brief): number =>
  Math.ceil(
    new TextEncoder().encode(system + user + JSON.stringify(answer_schema)).length /
      BYTES_PER_TOKEN,
  );

/** The cap to send: room for the answer and for thinking, as far as the context has any. */
export function capOf(to: Connection, what: Ask, thought = THOUGHT): number {
  const cap = what.maxOutput + thought;
  if (!to.context) return cap;
  return Math.max(SLACK, Math.min(cap, to.context - tokensOf(what.brief) - SLACK));
}

/** The system text with the schema in it, for servers that take none or do not hold to it. */
export const withSchema = ({ system, answer_schema }: Brief): string =>
  `${system}\n\nAnswer with one JSON object and nothing else. Its JSON Schema:\n${JSON.stringify(answer_schema)}`;

export const bearer = (to: Connection): Record<string, string> =>
  to.key ? { Authorization: `Bearer ${to.key}` } : {};

/** The driver's `ask`, by its dialect. */
export function asker<Event>(dialect: Dialect<Event>): Driver['ask'] {
  return async (to, what) => {
    const extras = { schema: true, effort: true };
    for (let failed = 0; ;) {
      const answer = new Answer(what.onText);
      try {
        const outcome = await once(dialect, to, what, extras, answer);
        if (outcome) return outcome;
      } catch (error) {
        const pause = answer.begun ? null : pauseAfter(error, failed++);
        if (pause === null) throw error;
        what.onWait?.(pause, (error as Fault).kind);
        await sleep(pause, what.signal);
      }
    }
  };
}

/** Ask for JSON, as lists of models are. A path that is not there means another kind of server. */
export async function get(
  to: Connection,
  dialect: Pick<Dialect<never>, 'headers' | 'faults'>,
  path: string,
  signal: AbortSignal,
  body?: object,
): Promise<unknown> {
  return watched(to, signal, LIST_SILENCE, async (watch) => {
    const response = await send(to, path, dialect.headers(to), watch.signal, body);
    const raw = await response.text();
    if (response.status === 404) throw new Fault('unreadable', hostOf(to.base), 404);
    if (!response.ok) throw faultOf(to, dialect.faults, response.status, raw, response.headers);
    return parsed(to, raw);
  });
}

/** The rows of a list, or the fault that this is none. */
export function rowsOf<Row>(to: Connection, body: unknown, name: string): Row[] {
  const rows = (body as Record<string, unknown> | null)?.[name];
  if (!Array.isArray(rows)) throw new Fault('unreadable', hostOf(to.base), 200);
  return rows as Row[];
}

/** An ISO date of seconds since 1970, or of a date and time. */
export function dateOf(when: number | string | null | undefined): string | null {
  if (!when) return null;
  const date = new Date(typeof when === 'number' ? when * 1000 : when);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}

/** One call; null when the server does not know an extra, which is then left out. */
async function once<Event>(
  dialect: Dialect<Event>,
  to: Connection,
  what: Ask,
  extras: Extras,
  answer: Answer,
): Promise<Outcome | null> {
  const local = to.vendor === 'ollama' || to.vendor === 'compatible';
  const [first, later] = SILENCE[local ? 'local' : 'cloud'];
  return watched(to, what.signal, first, async (watch) => {
    const body = dialect.body(to, what, extras);
    const response = await send(to, dialect.path(to), dialect.headers(to), watch.signal, body);
    if (!response.ok || !response.body) {
      const raw = await response.text();
      const fault = faultOf(to, dialect.faults, response.status, raw, response.headers);
      if (leaner(fault, raw, extras)) return null;
      throw fault;
    }
    watch.answered = true;
    const so: Reading = { stop: null, said: '', usage: null, asked: tokensOf(what.brief) };
    let events = 0;
    for await (const event of dialect.cutting(response.body, () => watch.wait(later))) {
      events++;
      const told = parsed(to, event);
      const wrong = errorIn(told);
      if (wrong !== undefined) throw faultOf(to, dialect.faults, wrong, event);
      answer.add(dialect.read(told as Event, so) ?? '');
    }
    if (!so.stop) throw new Fault(events ? 'cut_off' : 'unreadable', hostOf(to.base), 200);
    const counted = so.usage && so.usage.input + so.usage.output > 0 ? so.usage : null;
    return { text: answer.close(), stop: so.stop, usage: counted, said: so.said };
  });
}

interface Watch {
  signal: AbortSignal;
  /** Whether the server has begun to answer. */
  answered: boolean;
  /** Wait this long for the next byte. */
  wait(ms: number): void;
}

/** Run a call that ends by the person's signal or by silence; whatever fails becomes a Fault. */
async function watched<Result>(
  to: Connection,
  signal: AbortSignal,
  silence: number,
  call: (watch: Watch) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const host = hostOf(to.base);
  // A key on its way to our own server, by an address without a host or by our own, goes nowhere.
  const at = URL.canParse(to.base) ? new URL(to.base) : null;
  if (!at || !/^https?:$/.test(at.protocol)) throw new Fault('unreachable', host);
  if (at.origin === location.origin) throw new Fault('not_allowed_host', host);
  // A browser says the value of a header that it cannot send, in an error of its own.
  if (/[^\x21-\x7e]/.test(to.key)) throw new Fault('wrong_key', host);
  const ending = new AbortController();
  const cancel = (): void => ending.abort(signal.reason);
  signal.addEventListener('abort', cancel);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch: Watch = {
    signal: ending.signal,
    answered: false,
    wait(ms) {
      clearTimeout(timer);
      timer = setTimeout(() => ending.abort(new Fault('stalled', host)), ms);
    },
  };
  watch.wait(silence);
  try {
    return await call(watch);
  } catch (error) {
    ending.signal.throwIfAborted();
    if (error instanceof Fault) throw error;
    throw new Fault(watch.answered ? 'cut_off' : 'unreachable', host);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

function send(
  to: Connection,
  path: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  body?: object,
): Promise<Response> {
  return fetch(to.base + path, {
    headers: body ? { 'Content-Type': 'application/json', ...headers } : headers,
    signal,
    // Nothing but the key says who asks; and no redirect takes it to a host that nobody named.
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'error',
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
}

function parsed(to: Connection, raw: string): object {
  try {
    const value = JSON.parse(raw) as unknown;
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told as what is no object is.
  }
  throw new Fault('unreadable', hostOf(to.base), 200);
}

interface Failing {
  type?: string;
  error?: { code?: unknown } | string | null;
  response?: { error?: object | null };
}

/** The status of an error that came in the stream, 0 for one without; undefined for no error. */
function errorIn(event: object): number | undefined {
  const { type, error, response } = event as Failing;
  if (!error && !response?.error && type !== 'error') return undefined;
  const code = typeof error === 'object' ? error?.code : 0;
  return typeof code === 'number' ? code : 0;
}

/** Whether a fault is an extra that the server does not know; that one is left out from now on. */
function leaner(fault: Fault, raw: string, extras: Extras): boolean {
  if (!['bad_request', 'no_model', 'server'].includes(fault.kind)) return false;
  const unknown = LEANER.find(([name, words]) => extras[name] && words.test(raw))?.[0];
  if (unknown) extras[unknown] = false;
  return unknown !== undefined;
}

/** Milliseconds until the same may be asked again; null when that would not help. */
function pauseAfter(error: unknown, failed: number): number | null {
  if (!(error instanceof Fault) || failed >= (TRIES[error.kind] ?? 0)) return null;
  const own = (BACKOFF_MS[failed] ?? 0) * (0.75 + Math.random() / 2);
  const pause = Math.round(error.retryAfter ?? own);
  return pause > LONGEST_WAIT_MS ? null : Math.max(pause, 250);
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    signal.addEventListener('abort', cancel, { once: true });
  });
}

/** Whether nothing is missing: what was cut may end in a brace that closes no more than a part. */
function isWhole(object: string): boolean {
  try {
    JSON.parse(object);
    return true;
  } catch {
    return false;
  }
}

/** The answer's object, without what weak models say before and after it. */
class Answer {
  #text = '';
  begun = false;

  constructor(private readonly onText: (piece: string) => void) {}

  add(piece: string): void {
    this.#text += piece;
    if (!this.begun) {
      const thinks = /^\s*<think>/.test(this.#text) ? this.#text.indexOf('</think>') : 0;
      const start = thinks < 0 ? -1 : this.#text.indexOf('{', thinks);
      if (start < 0) return;
      this.begun = true;
      piece = this.#text = this.#text.slice(start);
    }
    if (piece) this.onText(piece);
  }

  close(): string {
    const end = this.#text.lastIndexOf('}') + 1;
    const object = this.#text.slice(0, end);
    return this.begun && isWhole(object) ? object : this.#text;
  }
}
