import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../api/client';
import { withWords } from '../../i18n/parts';
import { FakeServer } from '../../test/fakeServer';
import Page from './Page.svelte';

const MAIL = {
  id: 'mail1',
  template: 'sign_in_code',
  to: 'ada@example.org',
  language: 'en',
  created_at: '2026-11-25T03:00:00Z',
  subject: '409 137 is your sign-in code',
  code: '409137',
  text: 'Type this code on the page.',
};
let answer: () => Response;

beforeEach(async () => {
  const server = new FakeServer();
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) =>
    input.endsWith('/outbox') ? Promise.resolve(answer()) : server.fetch(input, init),
  );
  api.forget();
  await withWords('outbox', Promise.resolve());
});

const mails = (...list: object[]) => Response.json({ mails: list });

test('a code is copied, and the mail shown as it looks and as text', async () => {
  answer = () => mails(MAIL);
  const user = userEvent.setup();
  render(Page);
  await screen.findByRole('heading', { name: MAIL.subject });
  await user.click(screen.getByRole('button', { name: 'Copy the code 409137' }));
  expect(await navigator.clipboard.readText()).toBe('409137');
  const frame = screen.getByTitle(`The mail ${MAIL.subject}`);
  expect(frame).toHaveAttribute('sandbox', '');
  expect(frame).toHaveAttribute('src', '/api/v1/outbox/mail1/html');
  await user.click(screen.getByRole('radio', { name: 'As plain text' }));
  expect(screen.getByText(MAIL.text)).toBeVisible();
});

test('a new mail appears by itself, above the others', async () => {
  answer = () => mails();
  render(Page);
  expect(await screen.findByText('No mail yet')).toBeVisible();
  answer = () => mails({ ...MAIL, id: 'mail2', subject: 'Your account is ready', code: '' }, MAIL);
  await waitFor(() => expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(2), {
    timeout: 10_000,
  });
  const [first] = screen.getAllByRole('heading', { level: 2 });
  expect(first).toHaveTextContent('Your account is ready');
  expect(screen.getAllByRole('button', { name: /^Copy/ })).toHaveLength(1);
});

test('where mail leaves, that is said', async () => {
  const problem = { code: 'request.not_found', status: 404, title: 'Not found', detail: 'None.' };
  answer = () => Response.json(problem, { status: 404 });
  render(Page);
  expect(await screen.findByText('Mail leaves this site')).toBeVisible();
});
