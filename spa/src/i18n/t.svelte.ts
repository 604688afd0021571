import serverMessages from '@messages/en.json';
import { english, type CountKey, type Key } from './catalogue';

export type Params = Record<string, string | number>;

class Language {
  tag = $state('en');
  #texts = $state.raw<Record<string, string>>(english);

  text(key: string): string {
    return this.#texts[key] ?? key;
  }
}

export const language = new Language();

/** Return the words for a key, `{name}` filled from `params`. */
export function t(key: Key, params: Params = {}): string {
  return fill(language.text(key), params);
}

/** Return the words for a number of things; `{n}` is the number. */
export function tn(key: CountKey, n: number, params: Params = {}): string {
  const form = new Intl.PluralRules(language.tag).select(n) === 'one' ? 'one' : 'other';
  return fill(language.text(`${key as string}.${form}`), { n, ...params });
}

/** Return the server's words for a code, or null when the catalogue has none. */
export function message(code: string, params: Record<string, unknown> = {}): string | null {
  const text = (serverMessages as Record<string, string>)[code];
  if (text === undefined) return null;
  return fill(text, Object.fromEntries(Object.entries(params).map(([k, v]) => [k, String(v)])));
}

/** Return a date as the person writes it: "24 December 2026". */
export function day(iso: string): string {
  const form = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return form.format(Date.parse(iso));
}

/** A date as a résumé file writes it, in words where it is a month: "2021-03" is March 2021. */
export function month(text: string): string {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return text;
  const form = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const time = Date.parse(text.slice(0, 7));
  return Number.isNaN(time) ? text : form.format(time);
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
