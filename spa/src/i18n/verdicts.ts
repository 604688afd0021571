import type { Locale } from './locales';

type Part = Promise<{ default: Record<string, string> }>;

const PARTS: Record<Locale, () => Part> = {
  en: () => import('@messages/en.json?verdicts'),
  de: () => import('@messages/de.json?verdicts'),
  fr: () => import('@messages/fr.json?verdicts'),
  es: () => import('@messages/es.json?verdicts'),
};

/** What is said beside proposals: reasons, questions, and what an answer lacked. */
export async function verdicts(tag: Locale): Promise<Record<string, string>> {
  return (await PARTS[tag]()).default;
}
