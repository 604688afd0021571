import type { Checking } from '../api/types';

const READ = [
  { path: 'basics.name', expected: 'Maren Oyelaran', read: 'Maren Oyelaran' },
  { path: 'basics.phone', expected: '(218) 555-0142', read: '(218) 555-0142' },
];
const LINE = { path: 'w1h1', expected: 'Care for five patients', read: 'Care for six patients' };

/** A check with a note on a contact field and one on a line, and a PDF that read back otherwise. */
export const CHECKING: Checking = {
  version: 1,
  wording: true,
  notes: [
    { code: 'check.no_phone', path: 'basics.phone', params: {}, span: [0, 0] },
    {
      code: 'check.weak_opening',
      path: 'w1h1',
      params: { text: 'Responsible for' },
      span: [0, 15],
    },
  ],
  machine: [
    {
      format: 'pdf',
      text: 'Maren Oyelaran\n(218) 555-0142\nCare for six patients',
      readBack: { fields: 3, differences: [LINE], alike: READ },
      findings: [],
    },
    {
      format: 'docx',
      text: 'Maren Oyelaran\n(218) 555-0142\nCare for five patients',
      readBack: {
        fields: 3,
        differences: [],
        alike: [...READ, { ...LINE, read: LINE.expected }],
      },
      findings: [],
    },
  ],
};
