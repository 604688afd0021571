import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { address, API, ROUTES } from './routes';

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
  for (const [operation, [method, path]] of Object.entries(ROUTES)) {
    expect(served[operation]).toBe(`${method} ${API}${path}`);
  }
});

test('an id is escaped in its path', () => {
  expect(address('get_document', 'a/b', { format: 'pdf' })).toBe(
    '/api/v1/tailorings/a%2Fb/document?format=pdf',
  );
});
