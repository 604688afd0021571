/** Which fault a vendor's answer is. Of its words only what is safe to show is kept. */
import { Fault, type Connection, type FaultKind } from './driver';

/** A fault and the words in a vendor's answer that stand for it. */
export type Rule = readonly [FaultKind, RegExp];

const BY_STATUS: Record<number, FaultKind> = {
  401: 'wrong_key',
  402: 'no_credit',
  403: 'limited_key',
  404: 'no_model',
  408: 'overloaded',
  413: 'context',
  429: 'rate_limited',
  502: 'overloaded',
  503: 'overloaded',
  504: 'overloaded',
  529: 'overloaded',
};

/** What all say alike, asked after a vendor's own rules. */
const CONTEXT =
  /context.?(length|window|size)|exceed_context|prompt is too long|input token count|exceeds? the (available |maximum )?context/i;
/** An error in the middle of a stream has no status: its name stands for it. */
const BY_NAME: readonly Rule[] = [
  ['rate_limited', /rate_limit|RESOURCE_EXHAUSTED/],
  ['overloaded', /overloaded|UNAVAILABLE|timeout/],
];
const SHOWN = 400;
/** Letters in a row that a word of an answer may share with the key. */
const SHARED = 8;

export function hostOf(base: string): string {
  return URL.canParse(base) ? new URL(base).host : '';
}

const kindOf = (rules: readonly Rule[], raw: string): FaultKind | undefined =>
  rules.find(([, words]) => words.test(raw))?.[0];

/** The fault in an answer: its status (0 in the middle of a stream), its body, its headers. */
export function faultOf(
  to: Connection,
  rules: readonly Rule[],
  status: number,
  raw: string,
  headers?: Headers,
): Fault {
  const kind =
    kindOf(rules, raw) ??
    (CONTEXT.test(raw) && status !== 429 ? 'context' : undefined) ??
    BY_STATUS[status] ??
    (status >= 400 && status < 500 ? 'bad_request' : (kindOf(BY_NAME, raw) ?? 'server'));
  return new Fault(
    kind,
    hostOf(to.base),
    status,
    blotted(wordsOf(raw), to.key),
    waitOf(raw, headers),
  );
}

interface Worded {
  message?: unknown;
  metadata?: { raw?: unknown };
}

interface Told {
  error?: Worded | string | null;
  response?: { error?: Worded | null };
  message?: unknown;
  detail?: unknown;
}

/** The sentence meant for people in a vendor's answer. */
function wordsOf(raw: string): string {
  let told: Told;
  try {
    const body = JSON.parse(raw) as Told | [Told] | null;
    told = (Array.isArray(body) ? body[0] : body) ?? {};
  } catch {
    return '';
  }
  const error = told.error ?? told.response?.error;
  const detail = typeof error === 'string' ? null : error?.metadata?.raw;
  const first = typeof error === 'string' ? error : error?.message;
  return [first ?? told.message ?? told.detail, detail]
    .filter((part) => typeof part === 'string')
    .join(' ');
}

/** Words without the key: vendors quote it, whole, in part or with stars in its middle. */
function blotted(words: string, key: string): string {
  const parts = new Set<string>(key ? [key] : []);
  for (let at = 0; at + SHARED <= key.length; at++) parts.add(key.slice(at, at + SHARED));
  return words
    .split(/(\s+)/)
    .map((word) =>
      /\*{3}|•{3}/.test(word) || [...parts].some((part) => word.includes(part)) ? '•••' : word,
    )
    .join('')
    .slice(0, SHOWN);
}

/**
 * Milliseconds that a vendor asks to wait. Most keep the header from pages, and say it in the
 * message as well ("try again in 1.5s", "retryDelay": "34s").
 */
function waitOf(raw: string, headers?: Headers): number | null {
  const ms = headers?.get('retry-after-ms');
  if (ms) return Number(ms) || 0;
  const after = headers?.get('retry-after');
  if (after) {
    const date = Date.parse(after);
    return /^[\d.]+$/.test(after)
      ? Number(after) * 1000
      : date
        ? Math.max(0, date - Date.now())
        : null;
  }
  const said = /(?:(?:again|retry) in |retryDelay":\s*")(?:(\d+)m(?!s))?(?:([\d.]+)(ms|s)?)?/i.exec(
    raw,
  );
  if (!said || (said[1] === undefined && said[3] === undefined)) return null;
  const rest = Number(said[2] ?? 0) * (said[3] === 'ms' ? 1 : 1000);
  return Number(said[1] ?? 0) * 60_000 + rest;
}
