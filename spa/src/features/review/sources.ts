import type { ResumeRecord, Span } from '../../api/types';
import { allEntries } from './outline';
import type { SpannedText } from './spans';

/** A range of a text in UTF-16 units, and what was read from it. */
export interface Range {
  path: string;
  start: number;
  end: number;
}

/** Where everything that was read stood in the file, by path; entries by their ids. */
export function sourcesOf(record: ResumeRecord, file: SpannedText): Map<string, Range> {
  const found = new Map<string, Range>();
  const add = (path: string, span: Span | null) => {
    const range = span && { path, start: file.at(span[0]), end: file.at(span[1]) };
    if (range && range.start < range.end && range.end <= file.text.length) found.set(path, range);
  };
  for (const entry of allEntries(record.reading.resume)) {
    add(entry.id, entry.span);
    for (const line of entry.highlights ?? []) add(line.id, line.span);
  }
  for (const [path, span] of Object.entries(record.reading.sources)) add(path, span);
  return found;
}
