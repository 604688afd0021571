import { language } from '../../i18n/t.svelte';

/** Return the time of day as the chosen language writes it: "14:12". */
export function clock(iso: string): string {
  const form = new Intl.DateTimeFormat(language.dates, { hour: '2-digit', minute: '2-digit' });
  return form.format(Date.parse(iso));
}
