/**
 * Why a call failed of which the browser only says that it failed: a server that is down, an
 * origin it refuses, our own policy and a permission all look alike, so each is looked for.
 */
import { Fault, type Connection, type FaultKind } from './driver';
import { hostOf } from './faults';

const PROBE_MS = 10_000;
/** Violations of our policy are reported in a task of their own, soon after the failure. */
const REPORT_MS = 50;

/** Origins that our content security policy kept from being called. */
const forbidden = new Set<string>();

if (typeof document !== 'undefined') {
  document.addEventListener('securitypolicyviolation', (event) => {
    const isCall = event.effectiveDirective === 'connect-src';
    if (isCall && URL.canParse(event.blockedURI)) forbidden.add(new URL(event.blockedURI).origin);
  });
}

/** The fault behind an error of a driver, itself where it is a fault with a name already. */
export async function diagnose(to: Connection, error: unknown): Promise<Fault> {
  if (error instanceof Fault && error.kind !== 'unreachable') return error;
  if (!/^https?:/.test(to.base) || !URL.canParse(to.base)) {
    return new Fault('unreachable', hostOf(to.base));
  }
  const url = new URL(to.base);
  const kind = (await blockOf(url)) ?? (await reasonOf(url, to));
  return new Fault(kind, url.host);
}

/** What keeps this page from calling at all. */
async function blockOf(url: URL): Promise<FaultKind | null> {
  const own = isLoopback(url.hostname);
  if (location.protocol === 'https:' && url.protocol === 'http:') {
    // Before our policy: an address like this cannot be added to it.
    if (!own) return 'mixed_content';
    if (isWebKit()) return 'safari';
  }
  await new Promise((done) => setTimeout(done, REPORT_MS));
  if (forbidden.has(url.origin)) return 'not_allowed_host';
  if (!own && !isPrivate(url.hostname)) return null;
  const state = await permission(own ? 'loopback-network' : 'local-network');
  if (state === 'denied') return 'permission_denied';
  // A page of this machine itself needs no permission to call it.
  return state === 'prompt' && !isLoopback(location.hostname) ? 'permission_needed' : null;
}

/** Whether the server is there and keeps the page from reading, or is not there. */
async function reasonOf(url: URL, to: Connection): Promise<FaultKind> {
  const local = to.vendor === 'ollama' || to.vendor === 'compatible';
  try {
    // No header and no key: who answers, whatever it is, is there.
    await fetch(url.origin, {
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return local ? 'origin_refused' : 'unreachable';
  } catch {
    return local && (isLoopback(url.hostname) || isPrivate(url.hostname))
      ? 'not_running'
      : 'unreachable';
  }
}

async function permission(name: string): Promise<PermissionState | null> {
  for (const known of [name, 'local-network-access']) {
    try {
      const { state } = await navigator.permissions.query({ name: known as PermissionName });
      return state;
    } catch {
      // A browser that does not know the name throws: the older one is tried, or there is none.
    }
  }
  return null;
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

const isPrivate = (host: string): boolean =>
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cde])|\.local$/.test(host);

/** Safari, and every browser of an iPhone or iPad. */
const isWebKit = (): boolean =>
  navigator.userAgent.includes('AppleWebKit') && !/Chrom|Edg|Android/.test(navigator.userAgent);
