import server from '@messages/de.json';
import type { Pack } from '../catalogue';
import review from '../review/de.json';
import shell from '../shell/de.json';
import start from '../start/de.json';

export const pack: Pack = { texts: { ...shell, ...start, ...review }, server };
