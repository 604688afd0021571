import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../api/client';
import { withWords } from '../../i18n/parts';
import { CHECKING } from '../../test/sampleChecks';
import { FakeServer } from '../../test/fakeServer';
import type { Checked } from './checked';
import Check from './index';
import { kindOf } from './kinds';

let server: FakeServer;
let gone: string[];

function checked(over: Partial<Checked> = {}): Checked {
  return {
    id: server.tailor().id,
    version: 1,
    said: [],
    flush: async () => undefined,
    label: (path) => (path.includes('.') ? 'Phone' : 'Line'),
    title: (path) => (path.startsWith('w1') ? 'Staff Nurse, 5 West' : ''),
    text: (path) => (path === 'w1h1' ? 'Responsible for five patients' : ''),
    owner: (path) => (path.startsWith('w1') ? 'w1' : 'basics'),
    go: (path) => gone.push(path),
    ...over,
  };
}

beforeEach(async () => {
  server = new FakeServer();
  gone = [];
  vi.stubGlobal('fetch', server.fetch);
  api.forget();
  await withWords('checks', Promise.resolve());
});

test('notes stand by what they are about, and lead to their field', async () => {
  const user = userEvent.setup();
  render(Check, { of: checked({ said: ['It takes 2 pages.'] }) });
  const wording = await screen.findByRole('region', { name: /^Wording/ });
  expect(within(wording).getByText('Responsible for', { selector: 'mark' })).toBeVisible();
  expect(screen.getByText('It takes 2 pages.')).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('3 things to look at');
  await user.click(
    within(wording).getByRole('button', { name: 'Go to it: Staff Nurse, 5 West · Line' }),
  );
  expect(gone).toEqual(['w1h1']);
  const passed = screen.getByRole('region', { name: 'Nothing to say' });
  expect(within(passed).getAllByRole('listitem')).toHaveLength(2);
});

test('a language without rules is not called faultless', async () => {
  server.checking = { ...CHECKING, notes: [], wording: false };
  render(Check, { of: checked() });
  expect(await screen.findByText(/^The wording was not checked/)).toBeVisible();
  expect(screen.queryByText(/^No line in the first person/)).toBeNull();
});

test('what a machine read stands field by field, what differs first', async () => {
  const user = userEvent.setup();
  render(Check, { of: checked() });
  await user.click(await screen.findByRole('button', { name: 'What a machine sees' }));
  expect(screen.getByText('1 of 3 fields came back otherwise')).toBeVisible();
  const [first] = screen.getAllByRole('listitem');
  expect(first?.querySelector('del')).toHaveTextContent('five');
  expect(first?.querySelector('ins')).toHaveTextContent('six');
  await user.click(screen.getByRole('button', { name: /^Word/ }));
  expect(screen.getByText('All 3 fields came back as they were set')).toBeVisible();
});

test('it is made again once the lines changed, and not before', async () => {
  const of = checked();
  const { rerender } = render(Check, { of });
  await screen.findByRole('region', { name: /^Wording/ });
  const asked = () => server.requests.filter((one) => one.endsWith('/check')).length;
  expect(asked()).toBe(1);
  await rerender({ of: { ...of, version: 2 } });
  await waitFor(() => expect(asked()).toBe(2), { timeout: 5000 });
});

test('a failure is told, with a way to try again', async () => {
  const user = userEvent.setup();
  const of = checked();
  await api.open();
  server.failures.push(new Response('{}', { status: 500 }));
  render(Check, { of });
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('region', { name: /^Wording/ })).toBeVisible();
});

test('every code has a kind', () => {
  expect(['check.gap', 'check.no_email', 'check.bad_link', 'check.tense'].map(kindOf)).toEqual([
    'dates',
    'contact',
    'links',
    'wording',
  ]);
});
