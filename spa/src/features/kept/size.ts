import { language } from '../../i18n/t.svelte';

/** Return a file's size as people read it: "84 kB", "1.2 MB". */
export function size(bytes: number): string {
  const mega = bytes >= 1_000_000;
  const form = new Intl.NumberFormat(language.tag, {
    style: 'unit',
    unit: mega ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: mega ? 1 : 0,
  });
  return form.format(bytes / (mega ? 1_000_000 : 1000));
}
