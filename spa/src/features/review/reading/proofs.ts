import { api } from '../../../api/client';
import type { Tailoring, TailoringChange } from '../../../api/types';
import { chosen, isEmpty } from '../../../state/changes';
import { router } from '../../../state/router.svelte';
import { vault } from '../../../state/vault';
import type { Review } from '../review.svelte';
import { arriveAt } from './arrival';
import type { Reread } from './changes';

const key = (posting: string): string => `read/${posting}`;

/** Keep what changed by a reading, to be shown beside it. */
export async function keepChanges(posting: string, changes: Reread): Promise<void> {
  await vault.write(key(posting), changes);
}

/** What changed by a reading, null where that was not kept. */
export async function changesKept(posting: string): Promise<Reread | null> {
  return (await vault.read<Reread>(key(posting))) ?? null;
}

/** What the person said of lines, which holds whatever the posting is read to ask. */
export function ownOf({ switches, edits }: Tailoring): TailoringChange {
  const own: TailoringChange = {};
  if (!isEmpty(switches)) own.switches = switches;
  if (edits.length > 0) own.edits = edits;
  return own;
}

/**
 * Go to the proof of the same résumé for another reading of the posting; where there is none yet,
 * one is made, and what the person said of lines comes along. Throws ApiError, NetworkError.
 */
export async function goToReading(review: Review, posting: string): Promise<void> {
  await review.sync.flush();
  const { resume_id } = review.tailoring;
  const { tailorings } = await api.call('list_tailorings');
  const known = tailorings.find((t) => t.posting_id === posting && t.resume_id === resume_id);
  const id = known?.id ?? (await make(review.tailoring, posting));
  arriveAt(posting);
  router.go(`/review/${id}`);
}

async function make(from: Tailoring, posting_id: string): Promise<string> {
  const { resume_id } = from;
  const options = chosen(from.options);
  const made = await api.call('create_tailoring', { body: { resume_id, posting_id, options } });
  const body = ownOf(from);
  if (!isEmpty(body)) {
    await api.call('edit_tailoring', { id: made.id, body, ifMatch: made.version });
  }
  return made.id;
}
