/** Why the browser could not call: each cause set up, and told from the others. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, diagnose, Fault, list, test, type Connection, type FaultKind } from '.';
import { asking, connection, failing, KEY } from '../test/llm';

const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';
const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const IPHONE_CHROME =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Mobile/15E148 Safari/604.1';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:155.0) Gecko/20100101 Firefox/155.0';

interface Browser {
  page: string;
  agent: string;
  /** What each permission is; a name that is not here is one the browser does not know. */
  permissions: Record<string, PermissionState>;
  /** Whether the probe, which may not be read, gets through. */
  there: boolean;
}

/** A browser in which every call fails that reads the answer. */
function browser(more: Partial<Browser> = {}): [string, RequestInit][] {
  const { page, agent, permissions, there } = {
    page: 'https://resume.example/review',
    agent: CHROME,
    permissions: {},
    there: false,
    ...more,
  };
  const calls: [string, RequestInit][] = [];
  vi.stubGlobal('location', new URL(page));
  vi.stubGlobal('navigator', {
    userAgent: agent,
    permissions: {
      query: async ({ name }: { name: string }) => {
        const state = permissions[name];
        if (!state) throw new TypeError(`${name} is not a permission`);
        return { state };
      },
    },
  });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push([url, init]);
    if (init.mode === 'no-cors' && there) return Response.error();
    throw new TypeError('Failed to fetch');
  });
  return calls;
}

const LOCAL = connection('ollama');
const REMOTE = connection('openai');
const LAN = connection('compatible', { base: 'http://192.168.1.20:1234/v1' });
const OWN = connection('compatible', { base: 'https://models.example/v1' });
const NAMED = { 'loopback-network': 'granted', 'local-network': 'granted' } as const;

beforeEach(() => browser());
afterEach(() => vi.unstubAllGlobals());

const CASES: [string, Partial<Browser>, Connection, FaultKind][] = [
  ['the server is not running', { permissions: NAMED }, LOCAL, 'not_running'],
  ['it runs and refuses the origin', { permissions: NAMED, there: true }, LOCAL, 'origin_refused'],
  ['a browser without that permission', { there: true, agent: FIREFOX }, LOCAL, 'origin_refused'],
  [
    'nobody answered the browser’s question',
    { permissions: { 'loopback-network': 'prompt' } },
    LOCAL,
    'permission_needed',
  ],
  [
    'the person said no',
    { permissions: { 'loopback-network': 'denied' } },
    LOCAL,
    'permission_denied',
  ],
  [
    'the permission by its older name',
    { permissions: { 'local-network-access': 'denied' } },
    LOCAL,
    'permission_denied',
  ],
  [
    'a page of this machine needs no permission',
    { page: 'http://localhost:8000/', permissions: { 'loopback-network': 'prompt' } },
    LOCAL,
    'not_running',
  ],
  ['Safari', { agent: SAFARI, there: true }, LOCAL, 'safari'],
  ['any browser of an iPhone', { agent: IPHONE_CHROME }, LOCAL, 'safari'],
  [
    'Safari on a page without https',
    { agent: SAFARI, page: 'http://localhost:8000/', there: true },
    LOCAL,
    'origin_refused',
  ],
  ['a page with https and a machine without', { permissions: NAMED }, LAN, 'mixed_content'],
  [
    'a machine of the house that is off',
    { page: 'http://resume.local/', permissions: NAMED },
    LAN,
    'not_running',
  ],
  [
    'a machine of the house that may not be called',
    { page: 'http://resume.local/', permissions: { 'local-network': 'denied' } },
    LAN,
    'permission_denied',
  ],
  ['no network', {}, REMOTE, 'unreachable'],
  ['a vendor whose edge keeps its answer from pages', { there: true }, REMOTE, 'unreachable'],
  ['an own server that refuses the origin', { there: true }, OWN, 'origin_refused'],
  ['an own server that is away', {}, OWN, 'unreachable'],
];

describe('a call that failed', () => {
  it.each(CASES)('is told: %s', async (_, set, to, kind) => {
    const calls = browser(set);
    const fault = await failing(ask(to, asking().what));
    expect([fault.kind, fault.host]).toEqual([kind, new URL(to.base).host]);
    const probes = calls.filter(([, init]) => init.mode === 'no-cors');
    for (const [url, init] of probes) {
      expect(url).toBe(new URL(to.base).origin);
      expect(JSON.stringify(init)).not.toContain(KEY);
    }
  });

  it('is told as ours when our policy forbade it', async () => {
    const base = 'https://elsewhere.example/v1';
    const calls = browser();
    const blocked = Object.assign(new Event('securitypolicyviolation'), {
      effectiveDirective: 'connect-src',
      blockedURI: `${base}/chat/completions`,
    });
    vi.stubGlobal('fetch', async () => {
      setTimeout(() => document.dispatchEvent(blocked));
      throw new TypeError('Failed to fetch');
    });
    const fault = await failing(ask(connection('compatible', { base }), asking().what));
    expect(fault.kind).toBe('not_allowed_host');
    expect(calls).toEqual([]);
  });

  it('is not ours when our policy forbade something else', async () => {
    const base = 'https://third.example/v1';
    for (const [effectiveDirective, blockedURI] of [
      ['img-src', `${base}/x.png`],
      ['connect-src', 'https://fourth.example'],
      ['connect-src', 'inline'],
    ]) {
      document.dispatchEvent(
        Object.assign(new Event('securitypolicyviolation'), { effectiveDirective, blockedURI }),
      );
    }
    const fault = await failing(ask(connection('compatible', { base }), asking().what));
    expect(fault.kind).toBe('unreachable');
  });

  it('keeps the fault that a server named', async () => {
    const fault = new Fault('no_credit', 'api.openai.com', 429);
    expect(await diagnose(REMOTE, fault)).toBe(fault);
  });

  it.each([
    ['my pc', 'unreachable'],
    ['/api/v1', 'unreachable'],
    ['localhost:1234/v1', 'unreachable'],
    ['https://resume.example/v1', 'not_allowed_host'],
  ])('never takes the key to our own server: %s is %s', async (base, kind) => {
    const calls = browser();
    const to = connection('compatible', { base });
    expect((await failing(list(to, signal()))).kind).toBe(kind);
    expect((await failing(ask(to, asking().what))).kind).toBe(kind);
    expect(calls).toEqual([]);
  });

  it('is diagnosed by a test as well', async () => {
    browser({ permissions: NAMED, there: true });
    expect(await test(LOCAL, signal())).toMatchObject({
      ok: false,
      fault: { kind: 'origin_refused' },
    });
  });

  it('by the person is told by the reason, not as a fault', async () => {
    const ending = new AbortController();
    ending.abort(new Error('enough'));
    expect((await failing(ask(LOCAL, asking(ending.signal).what))).message).toBe('enough');
    expect((await failing(test(LOCAL, ending.signal))).message).toBe('enough');
  });
});

const signal = (): AbortSignal => new AbortController().signal;
