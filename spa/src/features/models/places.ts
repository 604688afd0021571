import { HOSTS, type Vendor } from '../../llm';

export const VENDORS = [
  'openai',
  'anthropic',
  'gemini',
  'openrouter',
  'ollama',
  'compatible',
] as const satisfies readonly Vendor[];

/** Where a person makes a key, and sees what it has used. */
export const KEY_PAGES: Partial<Record<Vendor, string>> = {
  openai: 'https://platform.openai.com/api-keys',
  anthropic: 'https://platform.claude.com/settings/keys',
  gemini: 'https://aistudio.google.com/apikey',
  openrouter: 'https://openrouter.ai/settings/keys',
};
const LOOPBACK = /^(localhost|127(\.\d+){3})$/;

/** Whether a vendor's address is the person's to say. */
export function hasAddress(vendor: Vendor): boolean {
  return vendor === 'ollama' || vendor === 'compatible';
}

/** Whether an address is on this very computer. */
export function isHere(base: string): boolean {
  return URL.canParse(base) && LOOPBACK.test(new URL(base).hostname);
}

/** Return an address in the one way that drivers take it, null for one that no page may call. */
export function readBase(text: string): string | null {
  const given = text.trim();
  if (!URL.canParse(given)) return null;
  const url = new URL(given);
  // No browser's policy can name an IPv6 address; `localhost` is the same computer.
  if (url.hostname === '[::1]') url.hostname = 'localhost';
  const isPlain = url.protocol === 'http:' && LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !isPlain) return null;
  if (url.username || url.password || url.search || url.hash) return null;
  return url.href.replace(/\/+$/, '');
}

/** Return the origin that the person has to confirm before a page may call it, null for none. */
export function toConfirm(base: string, confirmed: string | null): string | null {
  const { origin } = new URL(base);
  const known = Object.values(HOSTS).some((host) => new URL(host).origin === origin);
  return known || isHere(base) || origin === confirmed ? null : origin;
}
