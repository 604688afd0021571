import type { Format } from '../../ui/formats';

/** The papers that go with a tailored résumé, and what each can be had as. */
export const PAPERS = [
  { paper: 'certificate', formats: ['pdf', 'json'] },
  { paper: 'interview', formats: ['pdf', 'docx'] },
] as const satisfies readonly { paper: string; formats: readonly Format[] }[];

export type Paper = (typeof PAPERS)[number]['paper'];
export type PaperFormat = (typeof PAPERS)[number]['formats'][number];
