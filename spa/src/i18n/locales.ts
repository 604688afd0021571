/** The languages that the client speaks, by the name that each gives itself. */
export const LOCALES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
} as const;
export type Locale = keyof typeof LOCALES;

export function isLocale(tag: unknown): tag is Locale {
  return typeof tag === 'string' && Object.hasOwn(LOCALES, tag);
}

/** Return the first of the wanted languages that we speak ("de-AT" is German), else English. */
export function firstSpoken(wanted: readonly string[]): Locale {
  const bare = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return bare.find(isLocale) ?? 'en';
}
