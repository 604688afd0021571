import { ApiError } from '../../api/errors';
import { explain } from '../../i18n/errors';
import { tn } from '../../i18n/t.svelte';

/** Return why something typed was refused, and how many tries are left where that is told. */
export function explainTry(error: unknown): string {
  const said = explain(error);
  const left = error instanceof ApiError ? error.params['left'] : undefined;
  return typeof left === 'number' ? `${said} ${tn('person.tries_left', left)}` : said;
}
