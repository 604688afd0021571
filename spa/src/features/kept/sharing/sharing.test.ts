import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/client';
import { withWords } from '../../../i18n/parts';
import { FakeServer } from '../../../test/fakeServer';
import { document as sample } from '../../../test/sampleKept';
import Page from '../index';
import { madeUp } from './password';

let server: FakeServer;

beforeEach(async () => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  api.forget();
  await withWords('kept', Promise.resolve());
});

test('a link is made, shown once, copied and ended', async () => {
  const user = userEvent.setup();
  server.kept.push(sample(1));
  render(Page, { id: '' });
  await user.click(await screen.findByRole('button', { name: 'Share: Maren Oyelaran 1.pdf' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByText('No link to this file is open.')).toBeVisible();
  await user.type(dialog.getByLabelText('For whom, or what for'), 'Halden Valley');
  await user.click(dialog.getByLabelText('Ask for a password'));
  await user.click(dialog.getByRole('button', { name: 'Make one up' }));
  expect(dialog.getByLabelText('Password of the link')).not.toHaveValue('');
  await user.click(dialog.getByLabelText('Count who opens it'));
  await user.click(dialog.getByRole('button', { name: 'Make the link' }));
  expect(await dialog.findByRole('heading', { name: 'The link is made' })).toHaveFocus();
  const link = `${location.origin}/shared#token-of-share0`;
  expect(dialog.getByLabelText('Link')).toHaveValue(link);
  await user.click(dialog.getByRole('button', { name: 'Copy the link' }));
  expect(await navigator.clipboard.readText()).toBe(link);
  const row = dialog.getByRole('listitem');
  expect(row).toHaveTextContent(/with a password · not opened yet/);
  await user.click(dialog.getByRole('button', { name: 'Copy the link: Halden Valley' }));
  await user.click(dialog.getByRole('button', { name: 'End: Halden Valley' }));
  await waitFor(() => expect(server.shares.open).toEqual([]));
  expect(await dialog.findByRole('heading', { name: 'Open links' })).toHaveFocus();
  expect(dialog.getByText(/^Ended: Halden Valley/)).toBeVisible();
});

test('a link of before is listed without its address, and ends with the file', async () => {
  const user = userEvent.setup();
  server.kept.push(sample(1), sample(2, { format: 'docx', name: 'Maren.docx' }));
  server.shares.make(sample(1).id, { hours: 24 });
  render(Page, { id: '' });
  expect(await screen.findByText('1 link open')).toBeVisible();
  expect(screen.getAllByRole('button', { name: /^Share/ })).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: /^Share/ }));
  const row = screen.getByText(/the link was shown once$/).closest('li');
  expect(row).toHaveTextContent('Link of 25 November 2026');
  expect(within(row as HTMLElement).getAllByRole('button')).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await user.click(screen.getByRole('button', { name: 'Delete: Maren Oyelaran 1.pdf' }));
  expect(screen.getByText(/1 link to it ends\./)).toBeVisible();
});

test('a password that is made up can be read out, and is never the same', () => {
  const made = Array.from({ length: 50 }, madeUp);
  expect(new Set(made).size).toBe(50);
  for (const one of made) expect(one).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$/);
});
