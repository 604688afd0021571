import type { Answers, Kind, Row } from './questions';
import { kindOf, says } from './questions';

/** An entry of JSON Resume, as far as answers fill one. */
export type Entry = Record<string, unknown>;

/** A résumé as JSON Resume: the person's words as they are, dates as they were written. */
export interface Made {
  basics: Record<string, string>;
  work: Entry[];
  education: Entry[];
  volunteer: Entry[];
  projects: Entry[];
  certificates: Entry[];
  awards: Entry[];
  skills: string[];
  languages: Entry[];
  'x-language': string;
}

/**
 * Return the résumé that answers make. Nothing is added and nothing reworded; the server reads the
 * dates and keeps their words. `now` is the word for a job that goes on.
 */
export function resumeOf(answers: Answers, language: string, now: string): Made {
  const rows = (id: keyof Answers): Row[] => answers[id].filter(says);
  const [person = {}] = answers.person;
  const [skills = {}] = answers.skills;
  const last = { ...answers.job[0], ...answers.did[0] };
  const others = (kind: Kind): Row[] => rows('more').filter((row) => kindOf(row) === kind);
  return {
    basics: filled({
      name: person.name,
      label: answers.wanted[0]?.wanted,
      email: person.email,
      phone: person.phone,
      url: person.link,
      location: person.place,
    }),
    work: [...(says(last) ? [last] : []), ...rows('earlier')].map((row) => job(row, now)),
    education: rows('school').map((row) => ({
      ...filled({ studyType: row.study, institution: row.school, location: row.place }),
      ...period(row, now),
    })),
    volunteer: others('volunteer').map((row) => ({
      ...filled({ position: row.what, organization: row.who, startDate: row.when }),
      ...highlights(row),
    })),
    projects: others('project').map((row) => ({
      ...filled({ name: row.what, entity: row.who, startDate: row.when }),
      ...highlights(row),
    })),
    certificates: others('certificate').map((row) =>
      filled({ name: row.what, issuer: row.who, date: row.when }),
    ),
    awards: others('award').map((row) =>
      filled({ title: row.what, awarder: row.who, date: row.when }),
    ),
    skills: listed(skills.skills ?? ''),
    languages: lined(skills.languages ?? '').map(spoken),
    'x-language': language,
  };
}

function job(row: Row, now: string): Entry {
  const { position, employer, place } = row;
  const said = filled({ position, name: employer, location: place });
  return { ...said, ...period(row, now), ...highlights(row) };
}

function period(row: Row, now: string): Entry {
  const { start, end, current } = row;
  if (!current) return filled({ startDate: start, endDate: end });
  return { ...filled({ startDate: start }), 'x-dates': { endDate: now } };
}

function highlights(row: Row): Entry {
  const lines = lined(row.lines ?? '');
  return lines.length > 0 ? { highlights: lines } : {};
}

function filled(fields: Record<string, string | undefined>): Record<string, string> {
  const said = Object.entries(fields).map(([key, value]) => [key, value?.trim() ?? '']);
  return Object.fromEntries(said.filter(([, value]) => value)) as Record<string, string>;
}

/** The lines of a text; the marks that people put before points of a list are not their words. */
export function lined(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/^\s*[•·*‣–—-]+\s+/, '').trim());
  return lines.filter(Boolean);
}

/** What a list names: on lines of their own, or parted by commas that stand in no brackets. */
export function listed(text: string): string[] {
  return lined(text)
    .flatMap((line) => line.split(/[,;](?![^(]*\))/))
    .map((one) => one.trim())
    .filter(Boolean);
}

/** A language and how well: "Spanish, fluent", "Spanish: fluent", "Spanish (fluent)". */
function spoken(line: string): Entry {
  const [, language = line, fluency = ''] =
    /^([^,:(–—]+?)\s*(?:[,:–—]|\s-\s|\()\s*(.*?)\)?$/.exec(line) ?? [];
  return filled({ language, fluency });
}
