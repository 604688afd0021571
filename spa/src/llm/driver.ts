/**
 * What every driver of a model's vendor takes and gives. The browser calls the model itself, with
 * the person's own key; nothing of it passes our server.
 */

export type Vendor = 'openai' | 'anthropic' | 'gemini' | 'openrouter' | 'compatible' | 'ollama';

/** Where a model is and how to call it. */
export interface Connection {
  vendor: Vendor;
  /** Address without a slash at the end, with the version where the vendor has one in it. */
  base: string;
  /** '' for a server that wants none. */
  key: string;
  /** The id by which the vendor calls it. */
  model: string;
  /** Tokens that question and answer may have together; 0 when nobody knows. */
  context: number;
}

export interface Brief {
  system: string;
  user: string;
  /** JSON Schema of the answer. */
  answer_schema: Record<string, unknown>;
}

export interface Ask {
  brief: Brief;
  /** Tokens of the answer, without what the model thinks before it. */
  maxOutput: number;
  /** Ends the call at any moment; `ask` then rejects with the signal's reason. */
  signal: AbortSignal;
  /** Called with each piece of the answer, in order: its JSON object, from the first brace on. */
  onText: (piece: string) => void;
  /** Called before a pause of `ms` milliseconds after which the same is asked again. */
  onWait?: (ms: number, kind: FaultKind) => void;
}

/** Tokens as the vendor counted them. */
export interface Usage {
  /** All of the question, with what was `cached`. */
  input: number;
  /** All that is paid as output: thinking too. */
  output: number;
  cached: number;
  /** US dollars as the vendor told them; null where it tells none. */
  cost: number | null;
}

/** `end`: the answer is whole; `length`: the cap or the context cut it; `refused`: none was given. */
export type Stop = 'end' | 'length' | 'refused';

export interface Outcome {
  text: string;
  stop: Stop;
  usage: Usage | null;
  /** The words of a refusal, or ''. */
  said: string;
}

/** A model as its vendor lists it. */
export interface Listed {
  id: string;
  name: string;
  /** Tokens; 0 when the vendor does not tell. */
  context: number;
  /** ISO dates (2026-11-25), null where the vendor tells none. */
  released: string | null;
  retires: string | null;
}

export interface Driver {
  /** Throws Fault, or the signal's reason when that was aborted. */
  ask(to: Connection, what: Ask): Promise<Outcome>;
  /** The models that this key may use. Throws as `ask` does. */
  list(to: Connection, signal: AbortSignal): Promise<readonly Listed[]>;
  /** US dollars left, null where no limit is set. Only vendors that tell have it. */
  credit?(to: Connection, signal: AbortSignal): Promise<number | null>;
}

/** What "Test connection" found: the models, or what is wrong. */
export type Tested =
  | {
      ok: true;
      models: readonly Listed[];
      /** The key was accepted, but may not list models. */
      limited: boolean;
      /** US dollars left, where the vendor tells. */
      credit: number | null;
    }
  | { ok: false; fault: Fault };

export type FaultKind =
  | 'wrong_key'
  | 'limited_key'
  | 'no_credit'
  | 'browser_forbidden'
  | 'rate_limited'
  | 'overloaded'
  | 'no_model'
  | 'region'
  | 'context'
  | 'content_policy'
  | 'bad_request'
  | 'not_running'
  | 'origin_refused'
  | 'permission_needed'
  | 'permission_denied'
  | 'safari'
  | 'mixed_content'
  /** Our own content security policy does not name the host. */
  | 'not_allowed_host'
  | 'unreachable'
  | 'cut_off'
  | 'stalled'
  | 'unreadable'
  | 'server';

/** A call that failed. Neither its message nor any of its fields has the key in it. */
export class Fault extends Error {
  override readonly name = 'Fault';

  constructor(
    readonly kind: FaultKind,
    /** Host and port that were called. */
    readonly host: string,
    /** HTTP status, 0 when none came. */
    readonly status = 0,
    /** The vendor's own words, for showing quoted; '' when it said nothing. */
    readonly said = '',
    /** Milliseconds that the vendor asks to wait; null when it does not say. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${kind} (${host}${status ? `, HTTP ${status}` : ''})`);
  }
}
