import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../api/client';
import type { Letter } from '../../api/types';
import { FakeServer, problem } from '../../test/fakeServer';
import type { Kind } from './form';
import Page from './Page.svelte';

let server: FakeServer;
let id: string;

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  api.forget();
  ({ id } = server.tailor());
});

const letter = (): Letter => [...server.letters.kept.values()].at(-1) as Letter;

async function open(kind: Kind = 'letter', propose = false): Promise<void> {
  const form = { kind, tone: 'plain', length: 'medium', language: null } as const;
  const made = server.letters.begin(id, form);
  if (propose) server.letters.propose(made);
  render(Page, { id, kind });
  await screen.findByRole('heading', { level: 2, name: kind === 'letter' ? 'Letter' : 'Message' });
}

const field = (text: RegExp) => screen.getByDisplayValue(text);
const row = (text: RegExp) => field(text).closest('li') as HTMLElement;

test('the first letter is composed as it was chosen, in the posting’s language', async () => {
  render(Page, { id, kind: 'letter' });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('radio', { name: 'Warm' }));
  await user.click(screen.getByRole('radio', { name: 'Short' }));
  await user.click(screen.getByRole('button', { name: 'Write the letter' }));
  expect(await screen.findByRole('img', { name: /^Page 1 of 1/ })).toBeInTheDocument();
  expect(letter()).toMatchObject({ tone: 'warm', length: 'short', language: 'en' });
});

test('a letter that could not be composed says why, and the choices stay', async () => {
  render(Page, { id, kind: 'letter' });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('radio', { name: 'Formal' }));
  server.failures.push(...(['no answer', 'no answer', 'no answer'] as const));
  await user.click(screen.getByRole('button', { name: 'Write the letter' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/does not answer/);
  expect(screen.getByRole('radio', { name: 'Formal' })).toBeChecked();
});

test('a sentence that is looked at shows its lines, its requirement and the verdict', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(field(/precepted four/));
  const at = row(/precepted four/);
  expect(within(at).getByText('Your file supports it.')).toBeVisible();
  const says = within(at).getByRole('list', { name: 'Your file says' });
  expect(says).toHaveTextContent(/^Precepted four new-graduate nurses/);
  const serves = within(at).getByRole('list', { name: 'The posting asks for' });
  expect(serves).toHaveTextContent('precept new staff');
  await user.click(field(/^I am writing about/));
  expect(within(row(/^I am writing/)).getByText('It claims nothing about you.')).toBeVisible();
});

test('a sentence is left out, reworded and brought back', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(screen.getByRole('switch', { name: /^In the letter: There I precepted/ }));
  await waitFor(() => expect(letter().text).not.toContain('precepted'));
  const relief = field(/relief charge/);
  await user.clear(relief);
  await user.type(relief, 'I lead shifts.');
  await waitFor(() => expect(letter().text).toContain('I lead shifts.'));
  await user.click(screen.getByRole('button', { name: 'Back to what was proposed' }));
  await waitFor(() => expect(letter().text).toContain('relief charge'));
});

test('an own sentence is added by key, and one left empty is gone', async () => {
  await open();
  const user = userEvent.setup();
  const count = () => screen.getAllByRole('textbox', { name: 'Text of this sentence' }).length;
  const before = count();
  await user.keyboard('jn');
  await user.keyboard('We met in Leeds.');
  await waitFor(() => expect(letter().text).toContain('We met in Leeds.'));
  expect(field(/Leeds/)).toHaveFocus();
  expect(count()).toBe(before + 1);
  await user.click(screen.getByRole('button', { name: 'Add a sentence to paragraph 1' }));
  expect(count()).toBe(before + 2);
  await user.tab();
  await waitFor(() => expect(count()).toBe(before + 1));
});

test('keys move, leave out and take back', async () => {
  await open();
  const user = userEvent.setup();
  await user.keyboard('jjj');
  expect(document.activeElement).toBe(row(/relief charge/));
  await user.keyboard('x');
  expect(screen.getByText(/Left out: you switched it off/)).toBeVisible();
  await waitFor(() => expect(letter().text).not.toContain('relief charge'));
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(letter().text).toContain('relief charge'));
});

test('a question is answered, and a refused sentence is written anew', async () => {
  await open('letter', true);
  const user = userEvent.setup();
  expect(letter().text).not.toMatch(/telemetry|60%/);
  expect(screen.getByText(/adds something that your line does not say/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Yes, that is so' }));
  await waitFor(() => expect(letter().text).toContain('telemetry rhythms'));
  await user.click(screen.getByRole('button', { name: 'Write it myself' }));
  const refused = field(/60%/);
  expect(refused).toHaveFocus();
  await user.clear(refused);
  await user.type(refused, 'I take falls seriously.');
  await waitFor(() => expect(letter().text).toContain('I take falls seriously.'));
});

test('a model is asked through the dialog, and its sentences are ruled on', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Ask a language model' }));
  const reply = await screen.findByLabelText("2. The model's answer");
  await waitFor(() => expect(screen.getByLabelText('1. The brief')).not.toHaveValue(''));
  await user.type(reply, 'No.');
  await user.click(screen.getByRole('button', { name: 'Check the answer' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/No list of sentences/);
  await user.clear(reply);
  await user.type(reply, 'sentences');
  await user.click(screen.getByRole('button', { name: 'Check the answer' }));
  expect(await screen.findByText(/60% across/)).toBeVisible();
  expect(screen.getByRole('heading', { level: 2, name: 'Letter' })).toHaveFocus();
});

test('the recipient may have lines, and may be left off', async () => {
  await open();
  const user = userEvent.setup();
  const recipient = screen.getByRole('textbox', { name: 'Recipient' });
  await user.type(recipient, 'Halden Valley{Enter}Saint Paul');
  await waitFor(() => expect(letter().recipient).toBe('Halden Valley\nSaint Paul'));
  await user.clear(recipient);
  await waitFor(() => expect(letter().recipient).toBe(''));
});

test('a message is text to copy, and has no page', async () => {
  await open('message');
  const user = userEvent.setup();
  expect(screen.queryByRole('img')).toBeNull();
  expect(screen.queryByRole('group', { name: 'Length' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Copy as text' }));
  expect(await navigator.clipboard.readText()).toBe(letter().text);
});

test('starting over erases the letter after a question', async () => {
  await open();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Start over' }));
  expect(server.letters.kept.size).toBe(1);
  await user.click(screen.getByRole('button', { name: 'Erase and start over' }));
  expect(await screen.findByRole('button', { name: 'Write the letter' })).toBeVisible();
  expect(server.letters.kept.size).toBe(0);
});

test('a proof that is gone is said, with the way back', async () => {
  render(Page, { id: 'nothing', kind: 'letter' });
  expect(
    await screen.findByRole('heading', { name: 'This proof is not in your work' }),
  ).toBeVisible();
});

test('a change that the server refuses is said', async () => {
  await open();
  const user = userEvent.setup();
  server.failures.push(problem(422, 'letter.unknown_sentence', { id: 'x' }));
  await user.click(screen.getByRole('switch', { name: /^In the letter: There I precepted/ }));
  expect(await screen.findByText('Not saved')).toBeVisible();
});
