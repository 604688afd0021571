import type { AccountRoutes } from './accountRoutes';
import type { KeptRoutes } from './keptRoutes';
import type { ModelRoutes } from './modelRoutes';
import type { operations } from './schema';
import type { WritingRoutes } from './writingRoutes';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The operations of the API that this client calls: method and path by operationId. */

export const ROUTES = {
  get_session: ['GET', '/session'],
  issue_tokens: ['POST', '/session/tokens'],
  end_session: ['DELETE', '/session'],
  export_work: ['GET', '/session/work'],
  restore_work: ['POST', '/session/work'],
  set_shared_computer: ['PUT', '/session/shared'],
  list_resumes: ['GET', '/resumes'],
  import_resume: ['POST', '/resumes'],
  get_resume: ['GET', '/resumes/{resume_id}'],
  edit_resume: ['PATCH', '/resumes/{resume_id}'],
  set_photo: ['PATCH', '/resumes/{resume_id}/photo'],
  list_facts: ['GET', '/resumes/{resume_id}/facts'],
  edit_facts: ['PATCH', '/resumes/{resume_id}/facts'],
  delete_resume: ['DELETE', '/resumes/{resume_id}'],
  list_postings: ['GET', '/postings'],
  import_posting: ['POST', '/postings'],
  get_posting: ['GET', '/postings/{posting_id}'],
  delete_posting: ['DELETE', '/postings/{posting_id}'],
  list_outbox: ['GET', '/outbox'],
  show_mail: ['GET', '/outbox/{mail_id}/html'],
  list_themes: ['GET', '/themes'],
  list_tailorings: ['GET', '/tailorings'],
  create_tailoring: ['POST', '/tailorings'],
  get_tailoring: ['GET', '/tailorings/{tailoring_id}'],
  edit_tailoring: ['PATCH', '/tailorings/{tailoring_id}'],
  delete_tailoring: ['DELETE', '/tailorings/{tailoring_id}'],
  check_tailoring: ['GET', '/tailorings/{tailoring_id}/check'],
  pin_document: ['POST', '/tailorings/{tailoring_id}/documents'],
  pin_letter: ['POST', '/letters/{letter_id}/documents'],
  list_documents: ['GET', '/documents'],
  export_documents: ['GET', '/session/documents'],
  get_document_file: ['GET', '/documents/{document_id}/file'],
  list_evidence: ['GET', '/tailorings/{tailoring_id}/evidence'],
  get_document: ['GET', '/tailorings/{tailoring_id}/document'],
  get_certificate: ['GET', '/tailorings/{tailoring_id}/certificate'],
  get_interview: ['GET', '/tailorings/{tailoring_id}/interview'],
  list_letters: ['GET', '/tailorings/{tailoring_id}/letters'],
  create_letter: ['POST', '/tailorings/{tailoring_id}/letters'],
  get_letter: ['GET', '/letters/{letter_id}'],
  edit_letter: ['PATCH', '/letters/{letter_id}'],
  delete_letter: ['DELETE', '/letters/{letter_id}'],
  get_letter_document: ['GET', '/letters/{letter_id}/document'],
} as const satisfies Partial<Record<keyof operations, readonly [Method, string]>>;

export type Operation =
  | keyof typeof ROUTES
  | keyof AccountRoutes
  | keyof KeptRoutes
  | keyof ModelRoutes
  | keyof WritingRoutes;
type Table = Readonly<Record<string, readonly [Method, string]>>;
export const API = '/api/v1';

let known: Table = ROUTES;

/** Know more operations from now on: those that only a lazy part calls come with it. */
export function learnRoutes(more: Table): void {
  known = { ...known, ...more };
}

/** Return the method and the path of an operation. Throws for one that was not learned. */
function routeOf(operation: Operation): readonly [Method, string] {
  const found = known[operation];
  if (!found) throw new Error(`the route of ${operation} was not learned`);
  return found;
}

/** Return the method of an operation. */
export function methodOf(operation: Operation): Method {
  return routeOf(operation)[0];
}

/** Return whether calls of this operation change something, and so need the handshake. */
export function isUnsafe(operation: Operation): boolean {
  return methodOf(operation) !== 'GET';
}

/** What a browser may ask while its person is asked to sign in again: the way in, and the mail. */
const OPEN_TO_ALL =
  /^\/(auth|outbox|session$|session\/tokens|terms|plans|catalogue|session\/model-host|shared\/)/;

/** Return whether an operation is there for those who are not signed in, whoever they were. */
export function isOpenToAll(operation: Operation): boolean {
  return OPEN_TO_ALL.test(routeOf(operation)[1]);
}

/** What stands in the places of a path, in their order. */
export type Id = string | readonly string[];

/** Return the address of an operation, with `id` in its path's places and `query` behind it. */
export function address(operation: Operation, id?: Id, query?: Record<string, string>): string {
  const ids = typeof id === 'string' ? [id] : [...(id ?? [])];
  const path = routeOf(operation)[1].replace(/\{\w+\}/g, () =>
    encodeURIComponent(ids.shift() ?? ''),
  );
  const search = query ? `?${new URLSearchParams(query).toString()}` : '';
  return `${API}${path}${search}`;
}

/** Return the address of a page's picture. It never changes, since its hash names it. */
export function pageAddress(
  of: 'tailorings' | 'letters' | 'documents',
  id: string,
  sha256: string,
): string {
  return `${API}/${of}/${encodeURIComponent(id)}/pages/${sha256}.svg`;
}
