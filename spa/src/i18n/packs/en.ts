import server from '@messages/en.json';
import type { Pack } from '../catalogue';
import shell from '../shell/en.json';

export const pack: Pack = { texts: shell, server };
