import type { PreviewPage, Said, Sheet, Tailoring } from '../api/types';

const said = (path: string, text: string): Said[] => (text ? [{ path, text, href: '' }] : []);

/** What the pages of the invented nurse say: head, work with the lines that are kept, skills. */
export function sheetOf({ resume, plan, options }: Tailoring): Sheet {
  const { basics } = resume;
  const kept = new Set(plan.choices.filter((one) => one.kept).map((one) => one.highlightId));
  const titles = options.titles;
  const sections = [
    {
      name: 'work',
      title: titles['work'] ?? 'Experience',
      form: 'entries' as const,
      entries: resume.work.map((entry) => ({
        id: entry.id,
        title: said(`${entry.id}.position`, entry.position),
        line: said(`${entry.id}.name`, entry.name),
        notes: [],
        highlights: entry.highlights
          .filter(({ id }) => kept.has(id))
          .flatMap(({ id, text }) => said(id, text)),
      })),
    },
    {
      name: 'skills',
      title: titles['skills'] ?? 'Skills',
      form: 'rows' as const,
      entries: resume.skills.map((entry) => ({
        id: entry.id,
        title: said(entry.id, entry.name || entry.keywords.join(', ')),
        line: [],
        notes: [],
        highlights: [],
      })),
    },
  ];
  const at = (name: string) => {
    const found = options.sections.indexOf(name);
    return found < 0 ? options.sections.length : found;
  };
  return {
    language: 'en',
    direction: 'ltr',
    head: [...said('basics.name', basics.name), ...said('basics.label', basics.label)],
    contact: said('basics.email', basics.email),
    sections: sections.sort((a, b) => at(a.name) - at(b.name)),
  };
}

/** One place for each text of a sheet, one line below the other. */
export function placesOf(sheet: Sheet): PreviewPage['places'] {
  const all = [
    ...sheet.head,
    ...sheet.contact,
    ...sheet.sections.flatMap((section) => [
      ...said(`section:${section.name}`, section.title),
      ...section.entries.flatMap((e) => [...e.title, ...e.line, ...e.notes, ...e.highlights]),
    ]),
  ];
  return all.map(({ path }, n) => ({ path, boxes: [[54, 40 + n * 20, 400, 14]] }));
}
