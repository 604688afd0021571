import server from '@messages/fr.json';
import type { Pack } from '../catalogue';
import review from '../review/fr.json';
import shell from '../shell/fr.json';
import start from '../start/fr.json';

export const pack: Pack = { texts: { ...shell, ...start, ...review }, server };
