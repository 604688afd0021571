import type { Plugin } from 'vite';
import { FakeServer } from '../src/test/fakeServer.ts';

/** Answers the API's calls in the development server itself. */
export function fakeApi(): Plugin {
  const server = new FakeServer();
  server.tailor();
  return {
    name: 'fake-api',
    configureServer: ({ middlewares }) => {
      middlewares.use('/api/v1', (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const method = request.method ?? 'GET';
          const body = Buffer.concat(chunks);
          const asked = new Request(new URL(`/api/v1${request.url ?? ''}`, 'http://localhost'), {
            method,
            headers: Object.entries(request.headers).map(
              ([k, v]) => [k, String(v)] as [string, string],
            ),
            ...(method === 'GET' ? {} : { body }),
          });
          void server.handle(asked).then(async (answer) => {
            response.statusCode = answer.status;
            answer.headers.forEach((value, name) => response.setHeader(name, value));
            response.end(Buffer.from(await answer.arrayBuffer()));
          });
        });
      });
    },
  };
}
