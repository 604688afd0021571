import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/client';
import { router } from '../../../state/router.svelte';
import { session } from '../../../state/session.svelte';
import { vault } from '../../../state/vault';
import { FakeServer } from '../../../test/fakeServer';
import Page from './Page.svelte';
import { blank } from './questions';
import { lined, listed, resumeOf } from './resume';

let server: FakeServer;

beforeEach(async () => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  api.forget();
  await vault.erase();
  await session.erase();
  server.requests.length = 0;
  router.go('/questions');
});

async function open(): Promise<UserEvent> {
  render(Page);
  await screen.findByText(/Question \d of 8|Your resume is ready/);
  return userEvent.setup();
}

const field = (name: string | RegExp) => screen.getByRole('textbox', { name });

test('answers are the person’s words, and nothing else', () => {
  const answers = blank();
  answers.person = [{ name: ' Rosa Klee ', place: 'Köln', email: 'rosa@example.com' }];
  answers.wanted = [{ wanted: 'Köchin' }];
  answers.job = [
    { position: 'Aushilfe', employer: 'Gasthof Linde', start: 'Sommer 2021', current: 'yes' },
  ];
  answers.did = [{ lines: '- Am Wochenende gekocht\n\n• Bestellt' }];
  answers.earlier = [{}, { position: 'Kasse', end: '2020' }];
  answers.school = [{ study: 'Hauptschule', school: 'Am Ring', end: '2019' }];
  answers.skills = [
    { skills: 'Excel (auch Pivot, etwas), Kasse', languages: 'Deutsch\nPolnisch, gut' },
  ];
  answers.more = [
    { what: 'Ersthelferin', who: 'Rotes Kreuz', when: '2022' },
    { kind: 'volunteer', what: 'Tafel', when: '2020 bis 2021', lines: 'Verteilt' },
    { kind: 'project' },
  ];
  expect(resumeOf(answers, 'de', 'heute')).toEqual({
    basics: {
      name: 'Rosa Klee',
      label: 'Köchin',
      email: 'rosa@example.com',
      location: 'Köln',
    },
    work: [
      {
        position: 'Aushilfe',
        name: 'Gasthof Linde',
        startDate: 'Sommer 2021',
        'x-dates': { endDate: 'heute' },
        highlights: ['Am Wochenende gekocht', 'Bestellt'],
      },
      { position: 'Kasse', endDate: '2020' },
    ],
    education: [{ studyType: 'Hauptschule', institution: 'Am Ring', endDate: '2019' }],
    volunteer: [{ position: 'Tafel', startDate: '2020 bis 2021', highlights: ['Verteilt'] }],
    projects: [],
    certificates: [{ name: 'Ersthelferin', issuer: 'Rotes Kreuz', date: '2022' }],
    awards: [],
    skills: ['Excel (auch Pivot, etwas)', 'Kasse'],
    languages: [{ language: 'Deutsch' }, { language: 'Polnisch', fluency: 'gut' }],
    'x-language': 'de',
  });
});

test('a word or a number that begins with a mark stays whole', () => {
  expect(lined('-5 °C freezer room\n– Packed boxes\n*nix servers')).toEqual([
    '-5 °C freezer room',
    'Packed boxes',
    '*nix servers',
  ]);
  expect(listed('C, C++; Go\nExcel (pivot, macros)')).toEqual([
    'C',
    'C++',
    'Go',
    'Excel (pivot, macros)',
  ]);
});

test('the keyboard alone answers, skips, goes back and ends at the posting', async () => {
  const user = await open();
  await user.click(field('Name'));
  await user.keyboard('Rosa Klee{Enter}');
  expect(await screen.findByText('Question 2 of 8')).toBeVisible();
  await waitFor(() => expect(field('Work you want')).toHaveFocus());
  await user.keyboard('{Enter}');
  await waitFor(() => expect(field('What you are or were there')).toHaveFocus());
  await user.keyboard('{Enter}');
  await waitFor(() => expect(field('What you did')).toHaveFocus());
  await user.keyboard('Cooked{Enter}Ordered{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Question 5 of 8')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Back' }));
  expect(field('What you did')).toHaveValue('Cooked\nOrdered');
  for (const n of [5, 6, 7, 8]) {
    await user.click(screen.getByRole('button', { name: /^(Next|Skip this)/ }));
    expect(await screen.findByText(`Question ${n} of 8`)).toBeVisible();
  }
  await user.click(screen.getByRole('button', { name: 'Skip this' }));
  expect(await screen.findByText('Rosa Klee.json')).toBeVisible();
  await user.type(field('Paste the posting'), 'Cook wanted');
  await user.click(screen.getByRole('button', { name: 'Make my proof' }));
  await waitFor(() => expect(router.route.name).toBe('review'));
  expect(await vault.keys('questions')).toEqual([]);
});

test('answers survive a reload, and stand on the page beside', async () => {
  const user = await open();
  await user.type(field('Name'), 'Rosa Klee');
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await user.type(field('Work you want'), 'Cook');
  document.body.innerHTML = '';
  await open();
  expect(screen.getByText('Question 2 of 8')).toBeVisible();
  expect(field('Work you want')).toHaveValue('Cook');
  const sheet = screen.getByRole('region', { name: 'Your page so far' });
  expect(sheet).toHaveTextContent('Rosa Klee');
  expect(sheet).toHaveTextContent('Cook');
});

test('rows are added and removed, and what a certificate has no room for is not asked', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: '8: Anything else' }));
  expect(screen.queryByRole('textbox', { name: 'What you did' })).toBeNull();
  await user.selectOptions(screen.getByRole('combobox', { name: 'What it is' }), 'Volunteering');
  expect(field('What you did')).toBeVisible();
  await user.type(field('Name or task'), 'Food bank');
  await user.click(screen.getByRole('button', { name: 'Add another' }));
  expect(screen.getAllByRole('textbox', { name: 'Name or task' })).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: 'Remove number 1' }));
  expect(field('Name or task')).toHaveValue('');
});

test('without a posting the page is made of what the person wants', async () => {
  const user = await open();
  await user.type(field('Name'), 'Rosa Klee');
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await user.type(field('Work you want'), 'Cook');
  await user.click(screen.getByRole('button', { name: '8: Anything else' }));
  await user.click(screen.getByRole('button', { name: 'Skip this' }));
  const real = server.handle.bind(server);
  let sent: unknown;
  vi.spyOn(server, 'handle').mockImplementation(async (request) => {
    if (request.url.endsWith('/postings') && request.method === 'POST')
      sent = await request.clone().json();
    return real(request);
  });
  await user.click(await screen.findByRole('button', { name: 'I have no posting yet' }));
  await waitFor(() => expect(router.route.name).toBe('review'));
  expect(sent).toEqual({ text: 'Cook' });
});

test('nothing answered is said, with the way to the first question', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: '8: Anything else' }));
  await user.click(screen.getByRole('button', { name: 'Skip this' }));
  expect(await screen.findByText('Nothing is answered yet')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Go to the first question' }));
  expect(screen.getByText('Question 1 of 8')).toBeVisible();
});

test('erased answers come back by the toast', async () => {
  const { notices } = await import('../../../state/notices.svelte');
  const user = await open();
  await user.type(field('Name'), 'Rosa Klee');
  await user.click(screen.getByRole('button', { name: 'Erase my answers' }));
  expect(field('Name')).toHaveValue('');
  expect(await vault.keys('questions')).toEqual([]);
  notices.toasts.at(-1)?.action?.run();
  await waitFor(() => expect(field('Name')).toHaveValue('Rosa Klee'));
});
