import server from '@messages/fr.json';
import type { Pack } from '../catalogue';
import shell from '../shell/fr.json';

export const pack: Pack = { texts: shell, server };
