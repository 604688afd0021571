import { SHARED_ROUTES } from '../../api/keptRoutes';
import { learnRoutes } from '../../api/routes';

learnRoutes(SHARED_ROUTES);

export { default } from './Page.svelte';
