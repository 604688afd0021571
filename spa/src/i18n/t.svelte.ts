import serverMessages from '@messages/en.json';
import { untrack } from 'svelte';
import { english, type CountKey, type Key, type Pack } from './catalogue';
import type { Locale } from './locales';

export type Params = Record<string, string | number>;

const ENGLISH: Pack = { texts: english, server: serverMessages };
// English is part of the first load; the others are fetched when they are chosen.
const PACKS: Record<Exclude<Locale, 'en'>, () => Promise<{ pack: Pack }>> = {
  de: () => import('./packs/de'),
  fr: () => import('./packs/fr'),
  es: () => import('./packs/es'),
};

/** Fetches words that come with a lazy part of the client: its own, or messages of the server. */
export type Loader = (tag: Locale) => Promise<Record<string, string>>;

class Language {
  #tag = $state<Locale>('en');
  #pack = $state.raw(ENGLISH);
  #wanted: Locale = 'en';
  /** Words that came later, and where they come from. */
  #later = $state.raw<Record<string, string>>({});
  #loaders: readonly Loader[] = [];

  get tag(): Locale {
    return this.#tag;
  }

  /** Speak a language from now on, and tell the page. Rejects when its words cannot be fetched. */
  async use(tag: Locale): Promise<void> {
    this.#wanted = tag;
    const pack = tag === 'en' ? ENGLISH : (await PACKS[tag]()).pack;
    const later = await this.#loadLater(tag);
    // Whoever chose again meanwhile gets the later choice.
    if (this.#wanted !== tag) return;
    this.#pack = pack;
    this.#later = later;
    this.#tag = tag;
    document.documentElement.lang = tag;
  }

  /** Know more words from now on, in whichever language. Rejects when they cannot be fetched. */
  async learn(load: Loader): Promise<void> {
    if (this.#loaders.includes(load)) return;
    // Whoever shows a part waits for its words; another language later must not load the part anew.
    const tag = untrack(() => this.#tag);
    const words = await load(tag);
    // Another language came meanwhile, so the words are wanted in that one.
    if (this.#tag !== tag) return this.learn(load);
    this.#loaders = [...this.#loaders, load];
    this.#later = { ...this.#later, ...words };
  }

  /** Whatever is learned while this waits is fetched too. */
  async #loadLater(tag: Locale): Promise<Record<string, string>> {
    const loaders = this.#loaders;
    const parts = await Promise.all(loaders.map((load) => load(tag)));
    if (loaders !== this.#loaders) return this.#loadLater(tag);
    return Object.assign({}, ...parts) as Record<string, string>;
  }

  text(key: string): string {
    return (this.#pack.texts as Record<string, string>)[key] ?? this.#later[key] ?? key;
  }

  said(code: string): string | undefined {
    return this.#pack.server[code] ?? this.#later[code] ?? ENGLISH.server[code];
  }

  /** The tag that dates are written by: English ones with the day first, which nobody misreads. */
  get dates(): string {
    return this.#tag === 'en' ? 'en-GB' : this.#tag;
  }
}

export const language = new Language();

/** Return the words for a key, `{name}` filled from `params`. */
export function t(key: Key, params: Params = {}): string {
  return fill(language.text(key), params);
}

/** Whether there are words for a key that was put together. */
export function isKey(key: string): key is Key {
  return language.text(key) !== key;
}

/** Return the words for a number of things; `{n}` is the number. */
export function tn(key: CountKey, n: number, params: Params = {}): string {
  // Forms beside one and other ("many" of a million) are worded as other here.
  const form = new Intl.PluralRules(language.tag).select(n) === 'one' ? 'one' : 'other';
  return fill(language.text(`${key as string}.${form}`), { n, ...params });
}

/** Return the server's words for a code, or null when the catalogue has none. */
export function message(code: string, params: Record<string, unknown> = {}): string | null {
  const text = language.said(code);
  if (text === undefined) return null;
  return fill(text, Object.fromEntries(Object.entries(params).map(([k, v]) => [k, String(v)])));
}

/** Return a date as the chosen language writes it: "24 December 2026". */
export function day(iso: string): string {
  const form = new Intl.DateTimeFormat(language.dates, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return form.format(Date.parse(iso));
}

/** A date as a résumé file writes it, in words where it is a month: "2021-03" is March 2021. */
export function month(text: string): string {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return text;
  const form = new Intl.DateTimeFormat(language.dates, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const time = Date.parse(text.slice(0, 7));
  return Number.isNaN(time) ? text : form.format(time);
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
