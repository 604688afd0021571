import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../api/client';
import { withWords } from '../../i18n/parts';
import { notices } from '../../state/notices.svelte';
import { FakeServer } from '../../test/fakeServer';
import { document as sample } from '../../test/sampleKept';
import { bring } from '../../ui/bringing';
import { Downloading } from '../../ui/downloading.svelte';
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
  await withWords('kept', Promise.resolve());
});

test('files are listed with what they are for, and only those that came out otherwise are offered anew', async () => {
  server.kept.push(
    sample(1, { changed: ['theme'] }),
    sample(2, { changed: ['product'] }),
    sample(3),
  );
  render(Page, { id: '' });
  expect(await screen.findByText('3 of 100 files, 145 kB')).toBeVisible();
  await waitFor(() =>
    expect(server.requests.filter((one) => one.endsWith('/comparison'))).toHaveLength(2),
  );
  expect(await screen.findByRole('link', { name: 'Compare: Maren Oyelaran 1.pdf' })).toBeVisible();
  expect(screen.getAllByRole('link', { name: /^Compare/ })).toHaveLength(1);
  expect(screen.getAllByText('for Charge Nurse, Halden Valley')).toHaveLength(3);
});

test('a file is deleted after one question, and the keyboard stays on the page', async () => {
  const user = userEvent.setup();
  server.kept.push(sample(1), sample(2));
  render(Page, { id: '' });
  await user.click(await screen.findByRole('button', { name: 'Delete: Maren Oyelaran 1.pdf' }));
  await user.click(screen.getByRole('button', { name: 'Delete it' }));
  await waitFor(() => expect(server.kept.map(({ id }) => id)).toEqual([sample(2).id]));
  await waitFor(() => expect(screen.getByText('1 of 100 files, 48 kB')).toHaveFocus());
});

test('a Word file is compared by its words, and the new one kept beside it', async () => {
  const user = userEvent.setup();
  server.kept.push(sample(7, { format: 'docx', changed: ['theme'] }));
  render(Page, { id: sample(7).id });
  const words = await screen.findByRole('region', { name: /^What a machine reads/ });
  expect(words.querySelector('del')).toHaveTextContent('June');
  expect(words.querySelector('ins')).toHaveTextContent('Jun');
  await user.click(screen.getByRole('button', { name: 'Keep the new one too' }));
  await waitFor(() => expect(server.kept).toHaveLength(2));
});

test('a download is kept, and without room it comes all the same', async () => {
  const { id } = server.tailor();
  const downloading = new Downloading();
  await downloading.run(() => bring('pin_document', id, 'pdf'), 'a.pdf');
  expect(notices.toasts.at(-1)?.text).toBe('Downloaded, and kept as it was sent: a.pdf');
  expect(server.requests.at(-1)).toMatch(/^GET \/documents\/0+\/file$/);
  server.hasRoom = false;
  await downloading.run(() => bring('pin_document', id, 'pdf'), 'a.pdf');
  expect(server.requests.at(-1)).toBe(`GET /tailorings/${id}/document`);
  expect(notices.toasts.slice(-2).map(({ kind }) => kind)).toEqual(['done', 'error']);
  expect(server.kept).toHaveLength(1);
});
