import server from '@messages/es.json';
import type { Pack } from '../catalogue';
import shell from '../shell/es.json';

export const pack: Pack = { texts: shell, server };
