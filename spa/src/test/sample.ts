import type {
  Evidence,
  PartialDate,
  PostingRecord,
  Requirement,
  Resume,
  ResumeRecord,
} from '../api/types';

/** An invented nurse's résumé, as its file's text. */
export const RESUME_TEXT = `Maren Oyelaran, RN, BSN
Medical-surgical nurse, relief charge
Duluth, Minnesota · maren.oyelaran@example.com · (218) 555-0142

EXPERIENCE
Staff Nurse, 5 West Medical-Surgical
Lakehead General Hospital, Duluth, June 2021 to present
- Care for five to six patients a shift on a 32-bed medical-surgical unit: post-operative, cardiac step-down, and diabetic care.
- Relief charge about two shifts a month since 2023, make assignments and handle bed flow.
- Epic super user for the 2022 upgrade; trained 18 colleagues on the new flowsheets.
- Precepted four new-graduate nurses through twelve-week orientations; all four still work on the unit.
- Helped write the hourly rounding checklist with the falls committee; unit falls went from 11 to 6 in a year.
- Start and manage peripheral and central lines, blood products, and PCA pumps.

Staff Nurse, Skilled Nursing and Rehabilitation
Harbor Pines Care Center, Two Harbors, August 2019 to May 2021
- Led wound care rounds for up to 22 residents, twice a week, with the wound physician.
- Gave medication to 26 residents a shift; no medication error reported in 21 months.
- Taught families to give insulin and change dressings before discharge home.

EDUCATION
Bachelor of Science in Nursing, Superior Shore University, 2019

SKILLS
Epic (Inpatient, Rover), Pyxis, wound vacuum therapy, isolation care

Reads music, bakes bread
`;

export const POSTING_TEXT = `Charge Nurse, Medical-Surgical and Telemetry
Halden Valley Medical Center, Saint Paul. Full time, days.

What you bring
You bring two or more years of acute medical-surgical nursing, and experience as a charge nurse or shift lead. ACLS is required. You are comfortable with telemetry and rhythm interpretation.

You will precept new staff, chart in Epic, and take part in our fall-prevention work. A BSN is expected.

CMSRN, Spanish or Hmong, and UKG scheduling are welcome.
`;

function span(text: string, part: string): [number, number] {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`not in the sample: ${part}`);
  return [start, start + part.length];
}

function date(year: number, month: number | null, text: string): PartialDate {
  return { text, year, month, day: null, present: false };
}

const LINES = RESUME_TEXT.split('\n')
  .filter((line) => line.startsWith('- '))
  .map((line) => line.slice(2));

function lines(entry: string, from: number, to: number) {
  return LINES.slice(from, to).map((text, i) => ({
    id: `${entry}h${i + 1}`,
    text,
    span: span(RESUME_TEXT, text),
  }));
}

const dated = { extra: {}, url: '', summary: '', description: '', location: '' };

const RESUME: Resume = {
  basics: {
    name: 'Maren Oyelaran, RN, BSN',
    label: 'Medical-surgical nurse, relief charge',
    image: '',
    email: 'maren.oyelaran@example.com',
    phone: '(218) 555-0142',
    url: '',
    summary: '',
    location: {
      text: 'Duluth, Minnesota',
      address: '',
      postalCode: '',
      city: 'Duluth',
      region: 'Minnesota',
      countryCode: '',
    },
    profiles: [],
    extra: {},
  },
  work: [
    {
      ...dated,
      id: 'w1',
      span: span(RESUME_TEXT, 'Staff Nurse, 5 West Medical-Surgical'),
      name: 'Lakehead General Hospital',
      position: 'Staff Nurse, 5 West Medical-Surgical',
      location: 'Duluth',
      startDate: date(2021, 6, 'June 2021'),
      endDate: { text: 'present', year: null, month: null, day: null, present: true },
      highlights: lines('w1', 0, 6),
    },
    {
      ...dated,
      id: 'w2',
      span: span(RESUME_TEXT, 'Staff Nurse, Skilled Nursing and Rehabilitation'),
      name: 'Harbor Pines Care Center',
      position: 'Staff Nurse, Skilled Nursing and Rehabilitation',
      location: 'Two Harbors',
      startDate: date(2019, 8, 'August 2019'),
      endDate: date(2021, 5, 'May 2021'),
      highlights: lines('w2', 6, 9),
    },
  ],
  volunteer: [],
  education: [
    {
      id: 'e1',
      span: span(RESUME_TEXT, 'Bachelor of Science in Nursing'),
      extra: {},
      url: '',
      summary: '',
      institution: 'Superior Shore University',
      area: 'Nursing',
      studyType: 'Bachelor of Science',
      score: '',
      location: '',
      courses: [],
      startDate: null,
      endDate: date(2019, null, '2019'),
      highlights: [],
    },
  ],
  awards: [],
  certificates: [],
  publications: [],
  skills: [
    {
      id: 's1',
      span: span(RESUME_TEXT, 'Epic (Inpatient, Rover)'),
      extra: {},
      name: '',
      level: '',
      keywords: ['Epic', 'Pyxis', 'wound vacuum therapy', 'isolation care'],
    },
  ],
  languages: [],
  interests: [],
  references: [],
  projects: [],
  sections: [],
  language: 'en',
  extra: {},
};

export const resumeRecord = (id: string): ResumeRecord => ({
  id,
  version: 1,
  created_at: '2026-11-24T16:00:00Z',
  name: 'maren.pdf',
  text: RESUME_TEXT,
  reading: {
    resume: structuredClone(RESUME),
    unmatched: ['Reads music, bakes bread'],
    confidence: { 'w2.startDate': 0.5, 'basics.label': 0.6 },
    sources: { 'w2.startDate': span(RESUME_TEXT, 'August 2019') },
    sureFrom: 0.8,
    findings: [],
  },
  source: 'rules',
  model: '',
  read_from: null,
});

const ASKED: [string, Requirement['importance'], Evidence['status'], string[]][] = [
  ['two or more years of acute medical-surgical nursing', 'must', 'demonstrated', ['w1h1']],
  ['experience as a charge nurse or shift lead', 'must', 'demonstrated', ['w1h2']],
  ['ACLS', 'must', 'missing', []],
  ['telemetry and rhythm interpretation', 'must', 'adjacent', ['w1h1']],
  ['precept new staff', 'must', 'demonstrated', ['w1h4']],
  ['chart in Epic', 'must', 'demonstrated', ['w1h3']],
  ['fall-prevention work', 'must', 'demonstrated', ['w1h5']],
  ['A BSN', 'must', 'listed', []],
  ['CMSRN', 'nice', 'missing', []],
  ['Spanish or Hmong', 'nice', 'missing', []],
  ['UKG scheduling', 'nice', 'missing', []],
];

export const postingRecord = (id: string): PostingRecord => ({
  id,
  version: 1,
  created_at: '2026-11-24T16:00:00Z',
  posting: {
    text: POSTING_TEXT,
    title: 'Charge Nurse',
    company: 'Halden Valley Medical Center',
    locations: ['Saint Paul'],
    remote: null,
    employmentTypes: [],
    salary: null,
    minYears: 2,
    degree: null,
    language: 'en',
    skillsRequired: [],
    skillsPreferred: [],
    requirements: ASKED.map(([text, importance], i) => ({
      id: `r${i + 1}`,
      text,
      span: span(POSTING_TEXT, text),
      importance,
      kind: 'skill',
      skills: [],
      years: null,
    })),
    duties: [],
    instructions: [],
    contact: null,
    hidden: [],
    findings: [],
  },
  url: '',
  source: 'rules',
  model: '',
  read_from: null,
});

export const EVIDENCE: Evidence[] = ASKED.map(([, importance, status, highlights], i) => ({
  requirementId: `r${i + 1}`,
  status,
  importance,
  highlights,
  entries: status === 'listed' ? ['e1'] : [],
  terms: [],
}));
