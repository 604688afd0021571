import type { operations } from './schema';

/** The operations of kept files, which only the pages of kept files call. */
export const KEPT_ROUTES = {
  get_document_record: ['GET', '/documents/{document_id}'],
  delete_document: ['DELETE', '/documents/{document_id}'],
  compare_document: ['GET', '/documents/{document_id}/comparison'],
  create_share: ['POST', '/documents/{document_id}/shares'],
  list_shares: ['GET', '/shares'],
  end_share: ['DELETE', '/shares/{share_id}'],
  renew_document: ['POST', '/documents/{document_id}/renewal'],
} as const satisfies Partial<
  Record<keyof operations, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>
>;

/** What somebody with a link asks, who keeps nothing here. */
export const SHARED_ROUTES = {
  view_shared: ['POST', '/shared/view'],
  get_shared_file: ['POST', '/shared/file'],
} as const satisfies Partial<Record<keyof operations, readonly ['POST', string]>>;

export type KeptRoutes = typeof KEPT_ROUTES & typeof SHARED_ROUTES;
