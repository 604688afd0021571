import { beforeEach, expect, test, vi } from 'vitest';
import { FakeServer, problem } from '../test/fakeServer';
import { ApiClient } from './client';
import { ApiError, NetworkError } from './errors';

let server: FakeServer;
let client: ApiClient;

beforeEach(() => {
  server = new FakeServer();
  client = new ApiClient(server.fetch, async () => undefined);
});

test('a reading call opens the session first and sends no token', async () => {
  await client.call('list_resumes');
  expect(server.requests).toEqual(['GET /session', 'GET /resumes']);
});

test('a changing call fetches a token, and the next one uses that of the answer', async () => {
  const { id } = server.tailor();
  const body = { switches: { w1h1: false } };
  await client.call('edit_tailoring', { id, body, ifMatch: 1 });
  await client.call('edit_tailoring', { id, body, ifMatch: 2 });
  expect(server.requests.filter((r) => r === 'POST /session/tokens')).toHaveLength(1);
  expect(server.tailorings.get(id)?.version).toBe(3);
});

test('calls side by side each spend a token of their own', async () => {
  await client.prepare(['import_resume', 'import_posting']);
  await Promise.all([
    client.call('import_resume', { body: { text: 'a' } }),
    client.call('import_posting', { body: { text: 'b' } }),
    client.call('import_posting', { body: { text: 'c' } }),
  ]);
  expect(server.requests.filter((r) => r === 'POST /postings')).toHaveLength(2);
});

test('a refused token is replaced once', async () => {
  await client.prepare(['import_resume']);
  server.failures.push(problem(403, 'handshake.token_spent'));
  const record = await client.call('import_resume', { body: { text: 'a' } });
  expect(record.id).toBe('resume1');
});

test('a session that ended is opened again', async () => {
  await client.prepare(['import_resume']);
  server.failures.push(problem(401, 'session.missing'));
  await client.call('import_resume', { body: { text: 'a' } });
  expect(server.requests.filter((r) => r === 'GET /session')).toHaveLength(2);
});

test('a session that ended is opened again when it is noticed by asking for tokens', async () => {
  await client.open();
  server.failures.push(problem(401, 'session.missing'));
  await client.prepare(['import_resume', 'import_posting']);
  await client.call('import_resume', { body: { text: 'a' } });
  expect(server.requests.filter((r) => r === 'GET /session')).toHaveLength(2);
});

test('calls wait for the person whose session was ended, then go on as they were', async () => {
  server.account = 'a1';
  await client.prepare(['import_resume']);
  client.member = 'a1';
  const ended = vi.fn();
  client.onended = ended;
  server.account = null;
  server.failures.push(problem(401, 'session.missing'), problem(401, 'session.missing'));
  const done: string[] = [];
  const changing = client.call('import_resume', { body: { text: 'a' } });
  const reading = client.call('list_resumes');
  const both = Promise.all([changing, reading]).then(() => done.push('both'));
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
  // The fake has no outbox: it was asked all the same.
  await expect(client.call('list_outbox')).rejects.toMatchObject({ status: 404 });
  expect(server.requests.filter((r) => r === 'POST /resumes')).toHaveLength(1);
  expect(done).toEqual([]);
  server.account = 'a1';
  client.forget();
  await client.open();
  client.back();
  await both;
  expect(server.requests.filter((r) => r === 'POST /resumes')).toHaveLength(2);
  expect(server.requests.filter((r) => r === 'GET /resumes')).toHaveLength(2);
  expect(ended).toHaveBeenCalledOnce();
});

test('a member whom another tab signed out changes nothing as a guest', async () => {
  await client.prepare(['import_resume']);
  client.member = 'a1';
  const ended = vi.fn();
  client.onended = ended;
  server.failures.push(problem(403, 'handshake.client_uuid_mismatch'));
  void client.call('import_resume', { body: { text: 'a' } });
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
  // The fake has no outbox: it was asked all the same.
  await expect(client.call('list_outbox')).rejects.toMatchObject({ status: 404 });
  expect(server.requests.filter((r) => r === 'POST /resumes')).toHaveLength(1);
});

test('what is refused for another reason is refused while somebody signs in again', async () => {
  await client.open();
  client.member = 'a1';
  server.failures.push(problem(404, 'record.not_found'));
  await expect(client.call('list_resumes')).rejects.toMatchObject({ status: 404 });
});

test('refusals are asked for in the language of the page, beside the headers of the handshake', async () => {
  const sent: Headers[] = [];
  const spy: typeof fetch = (input, init) => {
    sent.push(new Headers(init?.headers));
    return server.fetch(input, init);
  };
  const own = new ApiClient(spy, async () => undefined);
  document.documentElement.lang = 'de';
  await own.call('import_resume', { body: { text: 'a' } });
  document.documentElement.lang = '';
  await own.call('list_resumes');
  expect(sent.map((headers) => headers.get('Accept-Language'))).toEqual(['de', 'de', 'de', 'en']);
  expect(sent[2]?.get('X-CSRF-Token')).toBeTruthy();
});

test('an unanswered call is sent again with the same key', async () => {
  await client.prepare(['create_tailoring']);
  server.failures.push('no answer', 'no answer');
  await client.call('create_tailoring', { body: { resume_id: 'resume1', posting_id: 'posting1' } });
  expect(server.tailorings.size).toBe(1);
});

test('a server that stays silent is a NetworkError', async () => {
  await client.open();
  server.failures.push('no answer', 'no answer', 'no answer');
  await expect(client.call('list_resumes')).rejects.toBeInstanceOf(NetworkError);
});

test('a refusal carries its code and parameters', async () => {
  await client.open();
  server.failures.push(problem(409, 'work.quota', { limit: 5, kind: 'resumes' }));
  const error: unknown = await client.call('list_resumes').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: 'work.quota', params: { limit: 5 } });
});

test("an answer that is no problem+json, such as a proxy's page, gets a code of its own", async () => {
  await client.open();
  server.failures.push(new Response('<h1>Oh</h1>', { status: 418 }));
  await expect(client.call('list_resumes')).rejects.toMatchObject({ code: 'http.418' });
});
