import type { Allowance, Plan } from '../../../api/types';
import { language, t, tn } from '../../../i18n/t.svelte';

/** The plans that the table shows: testers and administrators have what premium has. */
export const COLUMNS = ['guest', 'basic', 'premium'] as const satisfies Plan['role'][];
type Column = (typeof COLUMNS)[number];
/** What everybody has without a limit: no choice depends on it. */
const WITHOUT_LIMIT: readonly Allowance['action'][] = ['session', 'account'];

/** Return the plan that a role has. */
export function columnOf(role: Plan['role']): Column {
  return role === 'guest' || role === 'basic' ? role : 'premium';
}

/** Return the actions that the table shows, as the server has them. */
export function rows(plans: readonly Plan[]): Allowance['action'][] {
  const all = plans[0]?.allowances.map(({ action }) => action) ?? [];
  return all.filter((action) => !WITHOUT_LIMIT.includes(action));
}

/** Return a number as the chosen language groups it: 10,000. */
export function grouped(n: number): string {
  return new Intl.NumberFormat(language.dates).format(n);
}

/** Return how much of an action a plan has, in words. */
export function told(allowance: Allowance | undefined): string {
  if (!allowance || allowance.count === 0) return t('plans.not');
  const { count, per, days, reach } = allowance;
  if (reach) return t(`plans.reach.${reach}`);
  if (count === null) return t('plans.unlimited');
  if (per) return t(`plans.per.${per}`, { n: grouped(count) });
  if (days !== null) return tn('plans.for_days', days, { count: grouped(count) });
  return grouped(count);
}
