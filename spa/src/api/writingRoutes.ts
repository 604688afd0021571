import type { operations } from './schema';

/** The operations that only a model's part needs; they come with it. */
export const WRITING_ROUTES = {
  start_attempt: ['POST', '/tailorings/{tailoring_id}/brief'],
  propose_edit: ['POST', '/tailorings/{tailoring_id}/edits'],
  close_attempt: ['POST', '/tailorings/{tailoring_id}/reply'],
  start_letter_attempt: ['POST', '/letters/{letter_id}/brief'],
  close_letter_attempt: ['POST', '/letters/{letter_id}/reply'],
} as const satisfies Partial<
  Record<keyof operations, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>
>;

export type WritingRoutes = typeof WRITING_ROUTES;
