import type { Finding, PostingRecord } from '../../api/types';

/** What came of one reading by a model: the record, and what of the answer was left out. */
export interface Reading {
  record: PostingRecord;
  findings: readonly Finding[];
}

/** The readings of this tab that no page has shown yet, by the id of what was read. */
export const readings = new Map<string, Reading>();

/** Take what came of a reading, null where nothing did or it was taken before. */
export function takeReading(id: string): Reading | null {
  const found = readings.get(id) ?? null;
  readings.delete(id);
  return found;
}
