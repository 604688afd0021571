import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACCOUNT_ROUTES } from './accountRoutes';
import { MODEL_ROUTES } from './modelRoutes';
import { address, API, isUnsafe, learnRoutes, ROUTES } from './routes';

type Document = { paths: Record<string, Record<string, { operationId: string }>> };
const document = JSON.parse(readFileSync('../openapi.json', 'utf8')) as Document;

test('every operation stands in openapi.json with this method and path', () => {
  const known = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => [
      operationId,
      `${method.toUpperCase()} ${path}`,
    ]),
  );
  const served = Object.fromEntries(known) as Record<string, string>;
  for (const [operation, [method, path]] of Object.entries({
    ...ROUTES,
    ...ACCOUNT_ROUTES,
    ...MODEL_ROUTES,
  })) {
    expect(served[operation]).toBe(`${method} ${API}${path}`);
  }
});

test('an id is escaped in its path', () => {
  expect(address('get_document', 'a/b', { format: 'pdf' })).toBe(
    '/api/v1/tailorings/a%2Fb/document?format=pdf',
  );
});

test('a route that comes later is known once it was learned', () => {
  expect(() => isUnsafe('sign_in')).toThrow(/not learned/);
  learnRoutes(ACCOUNT_ROUTES);
  expect(isUnsafe('sign_in')).toBe(true);
  expect(address('end_one_session', 'x')).toBe('/api/v1/account/sessions/x');
});
