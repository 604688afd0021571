import { vault } from '../../state/vault';
import type { Item } from './edits';

/** What a run has brought so far, kept in this browser until its answer is handed in. */
export interface Left {
  attempt: string;
  /** The entry that was asked about, "" for all at once, and those that were done before it. */
  entry: string;
  done: string[];
  model: string;
  host: string;
  /** The items that were whole, as the model wrote them. */
  raw: string[];
}

const key = (job: string): string => `run/${job}`;

/** Keep what has come, so that a reload loses none of it. */
export async function keep(job: string, left: Left): Promise<void> {
  await vault.write(key(job), left);
}

/** Return what a run left that was never ended, null where there is none. */
export async function find(job: string): Promise<Left | null> {
  const left = await vault.read<Left>(key(job));
  return left && left.raw.length > 0 ? left : null;
}

/** The answer is with the server: nothing needs to be kept. */
export async function forget(job: string): Promise<void> {
  await vault.delete(key(job));
}

/** Items from how they were written. */
export function itemsOf(left: Left): Item[] {
  return left.raw.map((raw) => ({ raw, value: JSON.parse(raw) as Item['value'] }));
}
