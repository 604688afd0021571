import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../api/client';
import { withWords } from '../../i18n/parts';
import { notices } from '../../state/notices.svelte';
import { FakeServer } from '../../test/fakeServer';
import Page from './Page.svelte';

let server: FakeServer;

beforeEach(async () => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  api.forget();
  await withWords('known', Promise.resolve());
  render(Page, { id: server.tailor().id });
  await screen.findByRole('heading', { name: 'Facts' });
});

const row = (text: RegExp) => screen.getByText(text).closest('li') as HTMLLIElement;
const stateOf = (id: string) => server.known.facts.find((fact) => fact.id === id)?.state;

test('facts stand by entry, with their state and what can be done', () => {
  expect(
    screen.getByRole('heading', { name: 'What is known of Maren Oyelaran, RN, BSN' }),
  ).toBeVisible();
  expect(row(/^Care for five/)).toHaveTextContent('In your file, line 7');
  expect(row(/^Rounded with/)).toHaveTextContent('Your words since 24 November 2026');
  const heading = screen.getByRole('heading', { name: /^Staff Nurse, 5 West/ });
  const card = heading.closest('.card') as HTMLElement;
  expect(within(card).getAllByRole('button', { name: 'Set aside' })).toHaveLength(7);
});

test('a fact is set aside and put back by the toast, whatever another tab did meanwhile', async () => {
  const user = userEvent.setup();
  server.known.version = 5;
  await user.click(within(row(/^Care for five/)).getByRole('button', { name: 'Set aside' }));
  await waitFor(() => expect(stateOf('w1h1')).toBe('retired'));
  await waitFor(() => expect(row(/^Care for five/)).toHaveTextContent('Set aside on 24 November'));
  expect(screen.getByText('1 fact is set aside.')).toBeVisible();
  expect(within(row(/^Care for five/)).getByRole('button', { name: 'Put back' })).toHaveFocus();
  notices.toasts.at(-1)?.action?.run();
  await waitFor(() => expect(stateOf('w1h1')).toBe('stated'));
});

test('changes that meet go out one after the other', async () => {
  const user = userEvent.setup();
  const first = within(row(/^Care for five/)).getByRole('button', { name: 'Set aside' });
  const second = within(row(/^Relief charge/)).getByRole('button', { name: 'Set aside' });
  await user.click(first);
  await user.click(second);
  await waitFor(() => expect([stateOf('w1h1'), stateOf('w1h2')]).toEqual(['retired', 'retired']));
  expect(server.known.version).toBe(3);
});

test('an answer is changed, then forgotten', async () => {
  const user = userEvent.setup();
  const group = screen.getByRole('group', { name: /pressure/ });
  expect(within(group).getByRole('radio', { name: "I don't know" })).toBeChecked();
  await user.click(within(group).getByRole('radio', { name: 'No' }));
  await waitFor(() => expect(server.known.answers[0]?.says).toBe('no'));
  await user.click(within(group).getByRole('button', { name: 'Forget this answer' }));
  await waitFor(() => expect(group).not.toBeInTheDocument());
  expect(server.known.answers).toEqual([]);
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Your answers' })).toHaveFocus());
});
