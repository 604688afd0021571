import { language } from '../i18n/t.svelte';

const CENTS = 2;
/** Less than a millionth of a dollar nobody counts. */
const MOST_DIGITS = 6;

/** Return USD in the chosen language: "$12.40", "$0.10", and "$0.0042" where cents say too little. */
export function money(usd: number): string {
  const counting = usd > 0 ? 1 - Math.floor(Math.log10(usd)) : CENTS;
  const digits = Math.min(Math.max(counting, CENTS), MOST_DIGITS);
  const form = new Intl.NumberFormat(language.dates, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return form.format(usd);
}
