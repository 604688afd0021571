import type { operations } from './schema';

/** The operations of kept files, which only the pages of kept files call. */
export const KEPT_ROUTES = {
  get_document_record: ['GET', '/documents/{document_id}'],
  delete_document: ['DELETE', '/documents/{document_id}'],
  compare_document: ['GET', '/documents/{document_id}/comparison'],
  renew_document: ['POST', '/documents/{document_id}/renewal'],
} as const satisfies Partial<
  Record<keyof operations, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>
>;

export type KeptRoutes = typeof KEPT_ROUTES;
