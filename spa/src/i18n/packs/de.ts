import server from '@messages/de.json';
import type { Pack } from '../catalogue';
import shell from '../shell/de.json';

export const pack: Pack = { texts: shell, server };
