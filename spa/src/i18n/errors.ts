import { ApiError, NetworkError } from '../api/errors';
import { message, t } from './t.svelte';

/** Return a failure in words: what happened, and what to do next. */
export function explain(error: unknown): string {
  if (error instanceof NetworkError) return t('error.network');
  if (!(error instanceof ApiError)) return t('error.unexpected');
  const params = { ...error.params };
  // Sizes are told in the unit that people see in their file manager.
  if (error.code === 'file.too_large' && typeof params['limit'] === 'number') {
    const { name } = params;
    return t('error.too_large', {
      name: typeof name === 'string' && name ? name : t('error.the_file'),
      limit: Math.round(params['limit'] / 1024 / 1024),
    });
  }
  return message(error.code, params) ?? (error.detail || t('error.unexpected'));
}
