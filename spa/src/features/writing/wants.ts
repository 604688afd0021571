import { vault } from '../../state/vault';
import type { Wants } from './job';

/** What a model is asked for when the person says nothing else. */
export const USUAL: Wants = {
  ...{ strength: 'full', tone: 'plain', language: '', length: 'same', instructions: '' },
};
export const CHOICES = {
  strength: ['light', 'keywords', 'full'],
  length: ['short', 'same', 'full'],
  tone: ['plain', 'warm', 'formal'],
} as const satisfies Partial<Record<keyof Wants, readonly string[]>>;

const KEY = 'wants';

/** What was chosen the last time in this browser. */
export async function recall(): Promise<Wants> {
  return { ...USUAL, ...(await vault.read<Partial<Wants>>(KEY)) };
}

/** Keep what is chosen for the next time. */
export async function remember(wants: Wants): Promise<void> {
  await vault.write(KEY, { ...wants });
}
