import type { Highlight, PartialDate, Resume, Span } from '../../api/types';
import type { Key } from '../../i18n/catalogue';
import { isKey } from '../../i18n/t.svelte';

/** A text of the résumé that the person can reword, by the path that the API knows it under. */
export interface Field {
  path: string;
  label: Key;
  long?: boolean;
}

/** An entry of a section: its fields, and its lines in the file's order. */
export interface OutlineEntry {
  id: string;
  fields: Field[];
  /** The paths whose texts name the entry. */
  heading: string[];
  /** Start and end, or the one date. */
  dates: string[];
  isJob: boolean;
  lines: readonly Highlight[];
  words: readonly string[];
}

export interface OutlineSection {
  id: string;
  /** A key of ours, or null where the person's own title stands. */
  key: Key | null;
  title: string;
  entries: OutlineEntry[];
}

type Names = [heading: string[], others: string[]];
const DATED = ['startDate', 'endDate'];
const SECTIONS: [keyof Resume, Key, Names][] = [
  [
    'work',
    'review.section.work',
    [
      ['position', 'name'],
      ['location', ...DATED, 'url', 'summary'],
    ],
  ],
  [
    'projects',
    'review.section.projects',
    [
      ['name', 'entity'],
      [...DATED, 'url', 'summary'],
    ],
  ],
  [
    'volunteer',
    'review.section.volunteer',
    [
      ['position', 'organization'],
      ['location', ...DATED, 'url', 'summary'],
    ],
  ],
  [
    'education',
    'review.section.education',
    [
      ['studyType', 'area', 'institution'],
      ['location', ...DATED, 'score', 'summary'],
    ],
  ],
  [
    'certificates',
    'review.section.certificates',
    [
      ['name', 'issuer'],
      ['date', 'url'],
    ],
  ],
  ['skills', 'review.section.skills', [['name'], ['level']]],
  ['languages', 'review.section.languages', [['language'], ['fluency']]],
  [
    'awards',
    'review.section.awards',
    [
      ['title', 'awarder'],
      ['date', 'summary'],
    ],
  ],
  [
    'publications',
    'review.section.publications',
    [
      ['name', 'publisher'],
      ['releaseDate', 'url', 'summary'],
    ],
  ],
  ['interests', 'review.section.interests', [['name'], []]],
  ['references', 'review.section.references', [['name'], ['reference']]],
];
const CUSTOM: Names = [
  ['name', 'subtitle'],
  [...DATED, 'summary'],
];
const BASICS = ['name', 'label', 'email', 'phone', 'url', 'location', 'summary'] as const;
const LONG = new Set(['summary', 'reference']);
const DATES = new Set([...DATED, 'date', 'releaseDate']);

/** The fields of the page's head: name, headline, contact, summary. */
export const BASICS_FIELDS: Field[] = BASICS.map((name) => ({
  path: `basics.${name}`,
  // Not looked up: this is made when the page loads, and its words may come after it.
  label: `review.field.basics.${name}`,
  long: LONG.has(name),
}));

interface AnyEntry {
  id: string;
  span: Span | null;
  highlights?: readonly Highlight[];
  keywords?: readonly string[];
}

/** Return what of a résumé can be switched and reworded, section by section as on the page. */
export function outline(resume: Resume): OutlineSection[] {
  const known = SECTIONS.map(([name, key, names]) => ({
    id: name,
    key,
    title: '',
    entries: (resume[name] as readonly AnyEntry[]).map((entry) => toEntry(entry, names, name)),
  }));
  const own = resume.sections.map((section) => ({
    id: section.id,
    key: null,
    title: section.title,
    entries: section.entries.map((entry) => toEntry(entry, CUSTOM, 'custom')),
  }));
  return [...known, ...own].filter((section) => section.entries.length > 0);
}

function toEntry(entry: AnyEntry, [heading, others]: Names, section: string): OutlineEntry {
  const fields = [...heading, ...others].map((name) => field(entry.id, name, section));
  return {
    id: entry.id,
    fields,
    heading: heading.map((name) => `${entry.id}.${name}`),
    dates: others.filter((name) => DATES.has(name)).map((name) => `${entry.id}.${name}`),
    isJob: section === 'work',
    lines: entry.highlights ?? [],
    words: entry.keywords ?? [],
  };
}

/** A field's label is the section's own word where it has one ("Employer"), else the common one. */
function field(owner: string, name: string, section: string): Field {
  const own = `review.field.${section}.${name}`;
  const label = isKey(own) ? own : (`review.field.${name}` as Key);
  return { path: `${owner}.${name}`, label, long: LONG.has(name) };
}

/** Return what of the head, the entries and the lines can be edited, as it stands on the page. */
export function fieldsOf(sections: readonly OutlineSection[]): Field[] {
  const below = sections.flatMap(({ entries }) =>
    entries.flatMap(({ fields, lines }) => [
      ...fields,
      ...lines.map(({ id }): Field => ({ path: id, label: 'review.line' })),
    ]),
  );
  return [...BASICS_FIELDS, ...below];
}

/** Return the entry that a path belongs to ("w1h3" and "w1.name" to "w1"), or "basics". */
export function ownerOf(path: string): string {
  return (path.split('.')[0] ?? '').replace(/h\d+$/, '');
}

/** Return the text that stands under a path ("w1h3", "basics.name", "w1.startDate"). */
export function textAt(resume: Resume, path: string): string {
  const [owner = '', name] = path.split('.');
  if (owner === 'basics') return basicsText(resume, name ?? '');
  for (const entry of allEntries(resume)) {
    if (name === undefined) {
      const line = entry.highlights?.find((h) => h.id === owner);
      if (line) return line.text;
    } else if (entry.id === owner) {
      return asText((entry as unknown as Record<string, unknown>)[name]);
    }
  }
  return '';
}

function basicsText({ basics }: Resume, name: string): string {
  if (name === 'location') {
    const place = basics.location;
    if (!place) return '';
    return place.text || [place.city, place.region, place.countryCode].filter(Boolean).join(', ');
  }
  return asText((basics as unknown as Record<string, unknown>)[name]);
}

export function* allEntries(resume: Resume): Generator<AnyEntry> {
  for (const [name] of SECTIONS) yield* resume[name] as readonly AnyEntry[];
  for (const section of resume.sections) yield* section.entries;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'text' in value) {
    return dateText(value as PartialDate);
  }
  return '';
}

/** Return a date as the person wrote it, else at its known precision. */
function dateText(date: PartialDate): string {
  if (date.text) return date.text;
  if (date.present) return 'present';
  const parts = [date.year, date.month, date.day].filter((part) => part !== null);
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
