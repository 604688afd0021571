import type { operations } from './schema';

/** The operations that only a model's part needs; they come with it. */
export const WRITING_ROUTES = {
  start_attempt: ['POST', '/tailorings/{tailoring_id}/brief'],
  propose_edit: ['POST', '/tailorings/{tailoring_id}/edits'],
  close_attempt: ['POST', '/tailorings/{tailoring_id}/reply'],
  start_letter_attempt: ['POST', '/letters/{letter_id}/brief'],
  close_letter_attempt: ['POST', '/letters/{letter_id}/reply'],
  get_posting_brief: ['GET', '/postings/{posting_id}/reading/brief'],
  read_posting_by_model: ['POST', '/postings/{posting_id}/reading'],
  get_instructions: ['GET', '/prompting/instructions'],
  keep_instructions: ['PUT', '/prompting/instructions'],
} as const satisfies Partial<
  Record<keyof operations, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>
>;

export type WritingRoutes = typeof WRITING_ROUTES;
