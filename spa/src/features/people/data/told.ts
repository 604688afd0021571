import type { Resume } from '../../../api/types';

/** An entry of a résumé in plain words: what names it, and its lines. */
export interface Told {
  head: string;
  lines: readonly string[];
}

type Entry = Readonly<Record<string, unknown>>;
const HIDDEN = new Set(['id', 'summary', 'description', 'keywords', 'highlights', 'roles']);

/** Return what a résumé says, entry by entry, in the order of its sections. */
export function told(resume: Resume): Told[] {
  const { name, label, summary } = resume.basics;
  const head = { head: [name, label].filter(Boolean).join(' · '), lines: summary ? [summary] : [] };
  const sections = Object.values(resume).filter(Array.isArray) as Entry[][];
  return [head, ...sections.flat().map(tellEntry)].filter(
    (one) => one.head !== '' || one.lines.length > 0,
  );
}

function tellEntry(entry: Entry): Told {
  const names = Object.entries(entry).filter(([key]) => !HIDDEN.has(key));
  const listed = ['summary', 'description', 'highlights', 'keywords'].map((key) => entry[key]);
  return {
    head: names
      .map(([, value]) => words(value))
      .filter(Boolean)
      .join(' · '),
    lines: listed
      .flatMap((value) => (Array.isArray(value) ? value.map(words) : [words(value)]))
      .filter(Boolean),
  };
}

/** The words of a value: a text, or a thing that has one (a line, a date). */
function words(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('text' in value)) return '';
  return typeof value.text === 'string' ? value.text : '';
}
