import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../api/client';
import { withWords } from '../../i18n/parts';
import { FakeServer } from '../../test/fakeServer';
import Page from './index';

let server: FakeServer;

beforeEach(async () => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }),
  );
  api.forget();
  await withWords('shared', Promise.resolve());
});

function visit(token: string): void {
  history.replaceState(null, '', `#${token}`);
  render(Page);
}

/** Make a link, and return its token. */
function link(password: string | null = null): string {
  return server.shares.make('d', { hours: 24, password }).path.split('#')[1] ?? '';
}

test('a link shows the pages, the same words as text, and gives the file', async () => {
  const user = userEvent.setup();
  const token = link();
  visit(token);
  expect(await screen.findByRole('heading', { name: 'Maren Oyelaran.pdf' })).toHaveFocus();
  expect(screen.getByRole('img', { name: /^Page 1 of 1/ })).toBeInTheDocument();
  expect(screen.getByText(/You see it until 3 December 2026/)).toHaveTextContent(/counts how many/);
  await user.click(screen.getByRole('button', { name: 'Text' }));
  expect(screen.getByText('Charge Nurse')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Download PDF' }));
  await waitFor(() => expect(server.requests).toContain('POST /shared/file'));
  expect(server.requests.join()).not.toContain(token);
  expect(document.querySelector('meta[name=robots]')).toHaveAttribute(
    'content',
    'noindex, nofollow',
  );
});

test('a password is asked for, and a wrong one may be typed again', async () => {
  const user = userEvent.setup();
  visit(link('quiet orange ferry'));
  const field = await screen.findByLabelText('Password of the link');
  expect(field).toHaveFocus();
  await user.type(field, 'another one{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('not the password of this link');
  expect(field).toHaveFocus();
  await user.clear(field);
  await user.type(field, 'quiet orange ferry{Enter}');
  expect(await screen.findByRole('heading', { name: 'Maren Oyelaran.pdf' })).toHaveFocus();
});

test('a link that shows nothing says so, and so does one without its end', async () => {
  visit('never');
  expect(await screen.findByRole('heading', { name: 'This link shows nothing' })).toBeVisible();
  location.hash = '';
  expect(await screen.findByText(/The end of the link is missing/)).toBeVisible();
  location.hash = link();
  expect(await screen.findByRole('heading', { name: 'Maren Oyelaran.pdf' })).toBeVisible();
});

test('what failed on the way is tried again', async () => {
  const user = userEvent.setup();
  const token = link();
  vi.spyOn(server.shares, 'view').mockReturnValueOnce(new Response('{}', { status: 500 }));
  visit(token);
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Maren Oyelaran.pdf' })).toBeVisible();
});
