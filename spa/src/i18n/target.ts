import type { PostingRecord } from '../api/types';
import { t } from './t.svelte';

/** What a document is for, in words: the posting's title and company, "" where it names neither. */
export function targetOf({ posting: { title, company } }: PostingRecord): string {
  return title && company ? t('shell.for_at', { title, company }) : title || company;
}
