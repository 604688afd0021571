/**
 * Signing in at OpenRouter (OAuth with PKCE, https://openrouter.ai/docs/use-cases/oauth-pkce): the
 * person agrees there, and this page gets a key of its own. The code that comes back is worth
 * nothing without the verifier, which never leaves this tab.
 */
import { hostOf } from './faults';
import { Fault } from './driver';

const BASE = 'https://openrouter.ai';
const VERIFIER_BYTES = 32;

/** Return 43 letters that nobody can guess (RFC 7636). */
export function newVerifier(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(VERIFIER_BYTES)));
}

/** Return where to send the person, who comes back to `callback` with `?code=`. */
export async function signInAddress(verifier: string, callback: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    callback_url: callback,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  return `${BASE}/auth?${query.toString()}`;
}

/** Change the code for a key. Throws Fault. */
export async function keyFor(code: string, verifier: string): Promise<string> {
  const host = hostOf(BASE);
  const answer = await fetch(`${BASE}/api/v1/auth/keys`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code, code_verifier: verifier, code_challenge_method: 'S256' }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  }).catch(() => {
    throw new Fault('unreachable', host);
  });
  const given = (await answer.json().catch(() => ({}))) as { key?: unknown };
  if (!answer.ok || typeof given.key !== 'string')
    throw new Fault('wrong_key', host, answer.status);
  return given.key;
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
