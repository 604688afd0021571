import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../api/client';
import { router } from '../../state/router.svelte';
import { session } from '../../state/session.svelte';
import { Vault, vault } from '../../state/vault';
import { FakeServer, problem } from '../../test/fakeServer';
import Page from './Page.svelte';

let server: FakeServer;

beforeEach(async () => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  api.forget();
  await vault.erase();
  await session.erase();
  server.requests.length = 0;
  router.go('/');
});

async function open() {
  render(Page);
  await screen.findByText(/Your work is kept until/);
  return userEvent.setup();
}

const posting = () => screen.getByRole('textbox', { name: 'Paste the posting' });

test('the date until which work is kept is shown', async () => {
  await open();
  expect(screen.getByText(/24 December 2026/)).toBeVisible();
});

test('a file and a posting become a proof', async () => {
  const user = await open();
  const file = new File(['Maren'], 'maren.txt', { type: 'text/plain' });
  await user.upload(
    document.querySelector<HTMLInputElement>('#resume-file') as HTMLInputElement,
    file,
  );
  expect(screen.getByText('maren.txt')).toBeVisible();
  await user.type(posting(), 'Charge nurse');
  await user.click(screen.getByRole('button', { name: 'Make my proof' }));
  await waitFor(() => expect(router.route.name).toBe('review'));
});

test('what is missing is named, and nothing is sent', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Make my proof' }));
  expect(screen.getByText(/There is no resume yet/)).toBeVisible();
  expect(screen.getByText(/There is no posting yet/)).toBeVisible();
  expect(server.requests).not.toContain('POST /tailorings');
});

test('a refused file is explained, the typed text stays, and only it is read again', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Paste the text instead' }));
  await user.type(screen.getByRole('textbox', { name: 'Paste your resume' }), 'Maren');
  await user.type(posting(), 'Charge nurse');
  const real = server.handle.bind(server);
  const refuse = vi
    .spyOn(server, 'handle')
    .mockImplementation(async (request) =>
      request.url.endsWith('/resumes') && request.method === 'POST'
        ? problem(422, 'file.empty', { name: 'pasted.txt' })
        : real(request),
    );
  await user.click(screen.getByRole('button', { name: 'Make my proof' }));
  expect(await screen.findByText(/pasted\.txt has no text in it/)).toBeVisible();
  expect(posting()).toHaveValue('Charge nurse');
  refuse.mockRestore();
  await user.click(screen.getByRole('button', { name: 'Make my proof' }));
  await waitFor(() => expect(router.route.name).toBe('review'));
  expect(server.requests.filter((request) => request === 'POST /postings')).toHaveLength(1);
});

test('a link is read as a page, and what could be got stays to go on from', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Paste the text instead' }));
  await user.type(screen.getByRole('textbox', { name: 'Paste your resume' }), 'Maren');
  await user.type(posting(), 'https://jobs.example/7');
  expect(screen.getByText(/The page at jobs\.example is read once/)).toBeVisible();
  const real = server.handle.bind(server);
  let sent: unknown;
  vi.spyOn(server, 'handle').mockImplementation(async (request) => {
    if (!request.url.endsWith('/postings') || request.method !== 'POST') return real(request);
    sent = await request.clone().json();
    const got = 'Charge nurse\nLeeds';
    return problem(422, 'posting.page_needs_browser', { got }, 'Only after signing in.');
  });
  await user.click(screen.getByRole('button', { name: 'Make my proof' }));
  expect(await screen.findByText('Only after signing in.')).toBeVisible();
  expect(sent).toEqual({ url: 'https://jobs.example/7' });
  expect(posting()).toHaveValue('Charge nurse\nLeeds');
  expect(screen.getByRole('link', { name: 'Open the page' })).toHaveAttribute(
    'href',
    'https://jobs.example/7',
  );
  await user.type(posting(), ', night shift');
  expect(screen.queryByRole('link', { name: 'Open the page' })).toBeNull();
});

test('a page that does not come leaves its address where it was', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Paste the text instead' }));
  await user.type(screen.getByRole('textbox', { name: 'Paste your resume' }), 'Maren');
  await user.type(posting(), 'www.jobs.example/7');
  const real = server.handle.bind(server);
  vi.spyOn(server, 'handle').mockImplementation(async (request) =>
    request.url.endsWith('/postings') && request.method === 'POST'
      ? problem(422, 'posting.page_unreachable', {}, 'No page came.')
      : real(request),
  );
  await user.click(screen.getByRole('button', { name: 'Make my proof' }));
  expect(await screen.findByText('No page came.')).toBeVisible();
  expect(posting()).toHaveValue('www.jobs.example/7');
});

test('what a phone shared stands in the field', async () => {
  history.replaceState(null, '', '/share?title=x&text=Nurse%20https%3A%2F%2Fjobs.example%2F7');
  await open();
  await waitFor(() => expect(posting()).toHaveValue('https://jobs.example/7'));
  expect(location.search).toBe('');
});

test('a full store is no fault of the file, and is not called one', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Paste the text instead' }));
  await user.type(screen.getByRole('textbox', { name: 'Paste your resume' }), 'Maren');
  await user.type(posting(), 'Charge nurse');
  const real = server.handle.bind(server);
  vi.spyOn(server, 'handle').mockImplementation(async (request) =>
    request.url.endsWith('/resumes') && request.method === 'POST'
      ? problem(409, 'work.quota', { kind: 'resumes', limit: 20 })
      : real(request),
  );
  await user.click(screen.getByRole('button', { name: 'Make my proof' }));
  expect(await screen.findByText('The proof could not be made')).toBeVisible();
  expect(screen.queryByText('Your resume could not be read')).toBeNull();
});

test('typed text survives a reload', async () => {
  const user = await open();
  await user.type(posting(), 'Charge nurse');
  document.body.innerHTML = '';
  await open();
  await waitFor(() => expect(posting()).toHaveValue('Charge nurse'));
});

test('on a shared computer typed text is not kept in the browser', async () => {
  const user = await open();
  await user.click(screen.getByRole('switch', { name: 'This is a shared computer' }));
  await waitFor(() => expect(server.shared).toBe(true));
  await waitFor(() => expect(screen.queryByText(/Your work is kept/)).toBeNull());
  await user.type(posting(), 'Charge nurse');
  expect(localStorage).toHaveLength(0);
  expect(await new Vault().keys('')).toEqual([]);
  await user.click(screen.getByRole('switch', { name: 'This is a shared computer' }));
});

test('earlier proofs are listed, and one is erased', async () => {
  server.tailor();
  const user = await open();
  expect(await screen.findByRole('heading', { name: 'Your proofs' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: /^Erase the proof/ }));
  await waitFor(() => expect(server.tailorings.size).toBe(0));
});

test('an erased proof takes along what only it needed', async () => {
  const [first, second] = [server.tailor(), server.tailor()];
  first.posting_id = 'posting7';
  first.resume_id = second.resume_id = 'resume7';
  const user = await open();
  const [button] = await screen.findAllByRole('button', { name: /^Erase the proof/ });
  await user.click(button as HTMLElement);
  await waitFor(() => expect(server.requests).toContain('DELETE /postings/posting7'));
  expect(server.requests).not.toContain('DELETE /resumes/resume7');
  await waitFor(() =>
    expect(screen.getAllByRole('button', { name: /^Erase the/ })).toHaveLength(1),
  );
  await user.click(screen.getByRole('button', { name: /^Erase the proof/ }));
  await waitFor(() => expect(server.requests).toContain('DELETE /resumes/resume7'));
});

const resumeName = () => screen.queryByText(/Maren Sample/);

test('one press fills in the sample, which says what it is, and one takes it away', async () => {
  const user = await open();
  await user.type(posting(), 'Charge nurse in Leeds');
  await user.click(screen.getByRole('button', { name: /^Maren, a nurse/ }));
  expect(await screen.findByText('Maren Sample.json')).toBeVisible();
  expect(screen.getByText('The sample: an invented person.')).toBeVisible();
  expect((posting() as HTMLTextAreaElement).value).toMatch(/^Charge Nurse, Medical-Surgical\n/);
  expect(screen.getByRole('button', { name: 'Make my proof' })).toHaveFocus();
  await user.click(await screen.findByRole('button', { name: 'Start with your own' }));
  await waitFor(() => expect(posting()).toHaveValue('Charge nurse in Leeds'));
  expect(resumeName()).toBeNull();
});

test('the sample becomes a proof as any other, and the next one begins without it', async () => {
  const user = await open();
  await user.type(posting(), 'Charge nurse in Leeds');
  await user.click(screen.getByRole('button', { name: /^Maren, a nurse/ }));
  await user.click(await screen.findByRole('button', { name: 'Make my proof' }));
  await waitFor(() => expect(router.route.name).toBe('review'));
  router.go('/');
  document.body.innerHTML = '';
  await open();
  await waitFor(() => expect(posting()).toHaveValue('Charge nurse in Leeds'));
  expect(resumeName()).toBeNull();
});

test('a sample that stays after a reload still says what it is', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: /^Maren, a nurse/ }));
  await screen.findByText('Maren Sample.json');
  document.body.innerHTML = '';
  await open();
  expect(await screen.findByText('The sample: an invented person.')).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Start with your own' })).toBeVisible();
});

test('a file of one’s own in the place of the sample is no sample', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: /^Maren, a nurse/ }));
  await user.click(await screen.findByRole('button', { name: 'Use another' }));
  await user.clear(posting());
  await user.type(posting(), 'Charge nurse');
  await waitFor(() =>
    expect(screen.queryByRole('button', { name: 'Start with your own' })).toBeNull(),
  );
});
