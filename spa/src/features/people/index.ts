import type { Component } from 'svelte';
import { ACCOUNT_ROUTES } from '../../api/accountRoutes';
import { learnRoutes } from '../../api/routes';
import { withWords } from '../../i18n/parts';

learnRoutes(ACCOUNT_ROUTES);

export { default } from './Page.svelte';

/** Fetch what asks to sign in again, over whichever page. */
export async function again(): Promise<Component> {
  return (await withWords('signin', import('./signin/Again.svelte'))).default;
}
