import { language } from '../../../i18n/t.svelte';

/** Return when a link ends as people read it, to the minute: a day is not exact enough for one. */
export function moment(iso: string): string {
  const form = new Intl.DateTimeFormat(language.dates, { dateStyle: 'long', timeStyle: 'short' });
  return form.format(Date.parse(iso));
}
