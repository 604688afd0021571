import { KEPT_ROUTES } from '../../api/keptRoutes';
import { learnRoutes } from '../../api/routes';

learnRoutes(KEPT_ROUTES);

export { default } from './Page.svelte';
