/** What notes are about, in the order that a reader meets it. */
export const KINDS = ['contact', 'links', 'dates', 'wording'] as const;
export type NoteKind = (typeof KINDS)[number];

const OF: Record<string, NoteKind> = {
  'check.no_name': 'contact',
  'check.no_email': 'contact',
  'check.bad_email': 'contact',
  'check.no_phone': 'contact',
  'check.bad_phone': 'contact',
  'check.no_place': 'contact',
  'check.bad_link': 'links',
  'check.private_link': 'links',
  'check.no_dates': 'dates',
  'check.ends_before_start': 'dates',
  'check.starts_later': 'dates',
  'check.gap': 'dates',
};

/** Return what a note is about; all that is no field of its own kind is about wording. */
export function kindOf(code: string): NoteKind {
  return OF[code] ?? 'wording';
}
