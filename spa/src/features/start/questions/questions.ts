/** What is asked, in its order. What is typed is kept by question, row and field. */
export type QuestionId =
  'person' | 'wanted' | 'job' | 'did' | 'earlier' | 'school' | 'skills' | 'more';

/** `half` stands beside another; the browser may fill in what it knows as `known`. */
export interface Field {
  name: FieldName;
  kind: 'line' | 'email' | 'tel' | 'url' | 'lines' | 'check' | 'choice';
  half?: boolean;
  known?: 'name' | 'email' | 'tel' | 'url' | 'address-level2';
}

export type FieldName =
  | 'name'
  | 'email'
  | 'phone'
  | 'place'
  | 'link'
  | 'wanted'
  | 'position'
  | 'employer'
  | 'start'
  | 'end'
  | 'current'
  | 'lines'
  | 'study'
  | 'school'
  | 'skills'
  | 'languages'
  | 'kind'
  | 'what'
  | 'who'
  | 'when';

export interface Question {
  id: QuestionId;
  /** May be answered by more than one row. */
  many: boolean;
  fields: readonly Field[];
}

/** What else there may be to say. */
export const KINDS = ['certificate', 'volunteer', 'project', 'award'] as const;
export type Kind = (typeof KINDS)[number];

const PLACE: Field = { name: 'place', kind: 'line' };
const START: Field = { name: 'start', kind: 'line', half: true };
const END: Field = { name: 'end', kind: 'line', half: true };
const LINES: Field = { name: 'lines', kind: 'lines' };
const JOB: readonly Field[] = [
  { name: 'position', kind: 'line' },
  { name: 'employer', kind: 'line', half: true },
  { ...PLACE, half: true },
  START,
  END,
];

export const QUESTIONS: readonly Question[] = [
  {
    id: 'person',
    many: false,
    fields: [
      { name: 'name', kind: 'line', known: 'name' },
      { name: 'email', kind: 'email', half: true, known: 'email' },
      { name: 'phone', kind: 'tel', half: true, known: 'tel' },
      { ...PLACE, half: true, known: 'address-level2' },
      { name: 'link', kind: 'url', half: true, known: 'url' },
    ],
  },
  { id: 'wanted', many: false, fields: [{ name: 'wanted', kind: 'line' }] },
  { id: 'job', many: false, fields: [...JOB, { name: 'current', kind: 'check' }] },
  { id: 'did', many: false, fields: [LINES] },
  { id: 'earlier', many: true, fields: [...JOB, LINES] },
  {
    id: 'school',
    many: true,
    fields: [
      { name: 'study', kind: 'line' },
      { name: 'school', kind: 'line', half: true },
      { ...PLACE, half: true },
      START,
      END,
    ],
  },
  {
    id: 'skills',
    many: false,
    fields: [
      { name: 'skills', kind: 'lines' },
      { name: 'languages', kind: 'lines' },
    ],
  },
  {
    id: 'more',
    many: true,
    fields: [
      { name: 'kind', kind: 'choice' },
      { name: 'what', kind: 'line' },
      { name: 'who', kind: 'line', half: true },
      { name: 'when', kind: 'line', half: true },
      LINES,
    ],
  },
];

export type Row = Partial<Record<FieldName, string>>;
export type Answers = Record<QuestionId, Row[]>;

/** Return answers that say nothing yet: one empty row a question. */
export function blank(): Answers {
  return Object.fromEntries(QUESTIONS.map(({ id }) => [id, [{}]])) as unknown as Answers;
}

/** Whether a row says anything. A kind that was chosen says nothing alone. */
export function says(row: Row): boolean {
  return Object.entries(row).some(([name, value]) => name !== 'kind' && value.trim() !== '');
}

/** What a row of the last question is, before anything was chosen too. */
export function kindOf(row: Row): Kind {
  return (row.kind as Kind | undefined) ?? 'certificate';
}

/** Whether a field is asked for in a row: a certificate has no lines, a job that goes on no end. */
export function isAsked(question: QuestionId, { name }: Field, row: Row): boolean {
  if (name === 'end') return !row.current;
  return question !== 'more' || name !== 'lines' || ['volunteer', 'project'].includes(kindOf(row));
}
