import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../api/client';
import type { Tailoring } from '../../api/types';
import { FakeServer, problem } from '../../test/fakeServer';
import Page from './Page.svelte';

let server: FakeServer;
let id: string;

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  api.forget();
  ({ id } = server.tailor());
});

async function open(): Promise<void> {
  render(Page, { id });
  await screen.findByRole('heading', { name: 'Your lines' });
  // What is read besides has come too, so that a failure to come is the one of the next request.
  await waitFor(() => expect(server.requests).toContain('GET /postings'));
}

const line = (part: string) =>
  screen.getByRole('switch', { name: new RegExp(`On the page: ${part}`) });

test('the review shows what is covered, and the ceiling', async () => {
  await open();
  expect(screen.getByRole('heading', { name: '6 of 11 requirements covered' })).toBeVisible();
  expect(screen.getByRole('img', { name: /^11 requirements: 5 demonstrated/ })).toBeInTheDocument();
  expect(await screen.findByRole('img', { name: /^Page 1 of 1/ })).toBeInTheDocument();
});

test('the head says what the page begins with, the summary too', async () => {
  const { resume } = server.tailorings.get(id) as Tailoring;
  resume.basics.summary = 'Nurse on a medical-surgical unit';
  await open();
  expect(screen.getByText('Nurse on a medical-surgical unit')).toBeVisible();
});

test('a line switched off is sent, told, and taken back by Ctrl Z', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(line('Relief charge'));
  await waitFor(() => expect(server.tailorings.get(id)?.switches).toEqual({ w1h2: false }));
  expect(screen.getByText('Left out: you switched it off.')).toBeVisible();
  expect(screen.getByRole('heading', { name: '5 of 11 requirements covered' })).toBeVisible();
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(server.tailorings.get(id)?.switches).toEqual({}));
  expect(line('Relief charge')).toBeChecked();
});

test('a line is reworded in place, and its original comes back', async () => {
  await open();
  const user = userEvent.setup();
  const field = screen.getByDisplayValue(/^Epic super user/);
  await user.clear(field);
  await user.type(field, 'Trained 18 colleagues on Epic.');
  await waitFor(() =>
    expect(server.tailorings.get(id)?.edits).toEqual([
      { path: 'w1h3', text: 'Trained 18 colleagues on Epic.' },
    ]),
  );
  await user.click(screen.getByRole('button', { name: 'Restore the original' }));
  expect(screen.getByDisplayValue(/^Epic super user/)).toBeVisible();
  await waitFor(() => expect(server.tailorings.get(id)?.edits).toEqual([]));
});

test('a reworded line can be emptied and written anew', async () => {
  await open();
  const user = userEvent.setup();
  const field = screen.getByDisplayValue(/^Epic super user/);
  await user.clear(field);
  await user.type(field, 'First words');
  await user.clear(field);
  await waitFor(() => expect(server.tailorings.get(id)?.edits).toEqual([]));
  expect(field).toHaveValue('');
  await user.type(field, 'Second words');
  expect(field).toHaveValue('Second words');
  await user.clear(field);
  await user.tab();
  expect((field as HTMLTextAreaElement).value).toMatch(/^Epic super user/);
});

test('a requirement shows the lines that prove it', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(
    await screen.findByRole('button', { name: /precept new staff/, expanded: false }),
  );
  expect(screen.getByText('Shows the chosen requirement.')).toBeVisible();
  expect(document.querySelector('#quote-r5')).toHaveClass('hot');
});

test('what was read with doubt is marked where it stands, and settled there', async () => {
  await open();
  const user = userEvent.setup();
  expect(await screen.findByText('2 to check.')).toBeVisible();
  const headline = screen.getByRole('group', { name: 'To check: Headline' });
  expect(headline).toHaveTextContent('Medical-surgical nurse, relief charge');
  await user.click(within(headline).getByRole('button', { name: 'It is right' }));
  expect(screen.getByText('1 to check.')).toBeVisible();
  await waitFor(() => expect(server.confirmed).toEqual(['basics.label']));
  const from = screen.getByRole('group', { name: 'To check: From' });
  expect(from).toHaveFocus();
  await user.click(within(from).getByRole('button', { name: 'Change it' }));
  const field = document.activeElement as HTMLTextAreaElement;
  expect(field).toHaveValue('August 2019');
  await user.type(field, '!');
  expect(screen.queryByText('1 to check.')).toBeNull();
  await waitFor(() =>
    expect(server.tailorings.get(id)?.edits).toEqual([
      { path: 'w2.startDate', text: 'August 2019!' },
    ]),
  );
});

test('a word that could not be sent leaves the mark where it was', async () => {
  await open();
  const user = userEvent.setup();
  const headline = screen.getByRole('group', { name: 'To check: Headline' });
  server.failures.push(problem(422, 'work.unknown_path', { path: 'basics.label' }));
  await user.click(within(headline).getByRole('button', { name: 'It is right' }));
  await waitFor(() => expect(screen.getByText('2 to check.')).toBeVisible());
  expect(server.confirmed).toEqual([]);
});

test('C goes round what is to be checked', async () => {
  await open();
  const user = userEvent.setup();
  const at = () => document.activeElement?.id;
  await user.keyboard('c');
  expect(at()).toBe('check-basics.label');
  await user.keyboard('c');
  expect(at()).toBe('check-w2.startDate');
  await user.keyboard('c');
  expect(at()).toBe('check-basics.label');
});

test('one press shows where a field stood in the file, Escape leads back', async () => {
  await open();
  const user = userEvent.setup();
  const from = screen.getByRole('group', { name: 'To check: From' });
  const see = within(from).getByRole('button', { name: 'See it in your file' });
  await user.click(see);
  const passage = await screen.findByRole('link', { current: true });
  expect(passage).toHaveTextContent('August 2019');
  await waitFor(() => expect(passage).toHaveFocus());
  expect(passage).toHaveAccessibleDescription('to check');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(see).toHaveFocus());
  expect(screen.queryByRole('link', { current: true })).toBeNull();
});

test('a passage leads to the line that was read from it', async () => {
  await open();
  const user = userEvent.setup();
  await user.keyboard('jf');
  const passage = await screen.findByRole('link', { current: true });
  expect(passage).toHaveTextContent(/^Care for five to six patients/);
  await user.click(screen.getByRole('link', { name: /^Relief charge about two shifts/ }));
  await waitFor(() => expect(document.activeElement?.id).toBe('line-w1h2'));
});

test('text that found no place is shown, and can be put into the summary', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(await screen.findByText('1 passage found no place'));
  await user.click(await screen.findByRole('button', { name: /^See in your file: Reads music/ }));
  const passage = await screen.findByRole('link', { current: true });
  expect(passage).toHaveTextContent('Reads music, bakes bread');
  await user.click(passage);
  await waitFor(() => expect(document.activeElement?.id).toBe('left-0'));
  await user.click(screen.getByRole('button', { name: /^Add to the summary: Reads music/ }));
  expect(screen.getByText('In your resume now')).toBeVisible();
  await waitFor(() =>
    expect(server.tailorings.get(id)?.edits).toEqual([
      { path: 'basics.summary', text: 'Reads music, bakes bread' },
    ]),
  );
});

test('paper and length are chosen', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'US Letter, 1 page' }));
  await user.click(screen.getByRole('radio', { name: 'A4' }));
  await waitFor(() => expect(server.tailorings.get(id)?.options.paper).toBe('a4'));
});

test('what was set tighter to fit is told where the pages are chosen, and there alone', async () => {
  const made = server.tailorings.get(id) as Tailoring;
  made.findings = [{ code: 'render.tightened', text: '9.9', where: '10.5' }];
  await open();
  expect(screen.queryByText(/9\.9 points/)).toBeNull();
  await userEvent.setup().click(screen.getByRole('button', { name: 'US Letter, 1 page' }));
  expect(screen.getByText(/9\.9 points instead of 10\.5/)).toBeVisible();
});

test('a theme, its color and its sizes are chosen', async () => {
  await open();
  const user = userEvent.setup();
  const set = () => server.tailorings.get(id)?.options;
  await user.click(screen.getByRole('button', { name: 'US Letter, 1 page' }));
  await user.click(await screen.findByRole('radio', { name: 'Color #1f3a5f' }));
  await waitFor(() => expect(set()?.accent).toBe('#1f3a5f'));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Text size' }), '11 pt');
  await waitFor(() => expect(set()?.size).toBe(11));
  await user.click(screen.getByRole('radio', { name: 'Broadside' }));
  await waitFor(() =>
    expect(set()).toMatchObject({ theme: 'broadside', accent: null, font: null, size: 11 }),
  );
});

test('letters are commands beside the fields, not in them', async () => {
  await open();
  const user = userEvent.setup();
  await user.keyboard('j');
  expect(document.activeElement?.id).toBe('line-w1h1');
  await user.keyboard('x');
  expect(line('Care for five')).not.toBeChecked();
  await user.keyboard('e');
  await user.keyboard('x');
  expect(line('Care for five')).not.toBeChecked();
  expect(screen.getByDisplayValue(/diabetic care\.x$|^x/)).toBeVisible();
});

test('a proof that is gone is said, with the way back', async () => {
  render(Page, { id: 'nothing' });
  expect(
    await screen.findByRole('heading', { name: 'This proof is not in your work' }),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'Go to the start page' })).toHaveAttribute('href', '/');
});

test('a refused change is said and the page goes back to what is kept', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(line('Relief charge'));
  server.failures.push(problem(422, 'work.unknown_path', { path: 'w1h2' }));
  await waitFor(() => expect(screen.getByText('Not saved')).toBeVisible());
  await waitFor(() => expect(line('Relief charge')).toBeChecked());
});

test('one key opens the evidence of a line, and closes it', async () => {
  await open();
  const user = userEvent.setup();
  await user.keyboard('jd');
  const panel = await screen.findByRole('group', { name: 'Evidence' });
  await within(panel).findByText('Word for word as in your résumé.');
  expect(within(panel).getByRole('button', { name: /^Your file, line/ })).toBeVisible();
  await user.keyboard('d');
  await waitFor(() => expect(panel).not.toBeInTheDocument());
});

test('words typed for another posting are typed here too once they are taken', async () => {
  const text = 'Ran bed flow as relief charge';
  const edit = { op: 'rewrite', target: 'w1h2', text, sources: ['t1'], serves: [], place: 0 };
  const offered = { id: 'own', edit, verdict: 'supported', reasons: [], question: null, own: true };
  Object.assign(server.tailorings.get(id) as Tailoring, { proposals: [offered] });
  await open();
  const card = (await screen.findByText('Your own words from another proof')).closest('li');
  await userEvent.click(within(card as HTMLLIElement).getByRole('button', { name: 'Accept' }));
  await waitFor(() => expect(server.tailorings.get(id)?.edits).toEqual([{ path: 'w1h2', text }]));
  expect(screen.getByDisplayValue(text)).toBeVisible();
});
