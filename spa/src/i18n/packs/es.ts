import server from '@messages/es.json';
import type { Pack } from '../catalogue';
import review from '../review/es.json';
import shell from '../shell/es.json';
import start from '../start/es.json';

export const pack: Pack = { texts: { ...shell, ...start, ...review }, server };
