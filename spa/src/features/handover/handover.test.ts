import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { readDraft, type Draft } from '../../state/draft';
import { router } from '../../state/router.svelte';
import { vault } from '../../state/vault';
import Bookmarklet from './Bookmarklet.svelte';
import { bookmarklet } from './bookmarklet';
import Receive from './Receive.svelte';

const NONCE = '0123456789abcdef0123456789abcdef';
const PAGE = {
  nonce: NONCE,
  title: 'Kiln/Operator',
  text: 'Kiln operator wanted',
  html: '<p>x</p>',
};
let opener: Window;

beforeEach(async () => {
  await vault.erase();
  opener = document.createElement('iframe') as unknown as Window;
  Object.assign(opener, { postMessage: vi.fn() });
  vi.stubGlobal('opener', opener);
  router.go(`/receive`);
  location.hash = NONCE;
});

function say(data: unknown, from: unknown = opener, origin = 'https://jobs.example') {
  const event = new MessageEvent('message', { data, origin });
  Object.defineProperty(event, 'source', { value: from });
  dispatchEvent(event);
}

const box = () => screen.findByRole('textbox', { name: 'Text of the page' });

test('a page is announced, shown, and used with its source', async () => {
  render(Receive);
  expect(opener.postMessage).toHaveBeenCalledWith(`ready ${NONCE}`, '*');
  say(PAGE);
  expect(await box()).toHaveValue('Kiln operator wanted');
  expect(screen.getByText('This came from jobs.example')).toBeVisible();
  const kept = vi.spyOn(vault, 'write');
  await userEvent.click(screen.getByRole('button', { name: 'Use this posting' }));
  await waitFor(() => expect(router.route.name).toBe('start'));
  const [, draft] = kept.mock.lastCall as [string, Draft];
  expect(draft.posting.file?.name).toBe('Kiln Operator.html');
  expect(await draft.posting.file?.text()).toBe('<p>x</p>');
});

test('a changed text is used as text, and the resume that was given stays', async () => {
  const resume = { file: null, text: 'Maren' };
  await vault.write('start', { resume, posting: { file: null, text: 'older' } });
  render(Receive);
  say(PAGE);
  const user = userEvent.setup();
  await user.type(await box(), '. Leeds');
  await user.click(screen.getByRole('button', { name: 'Use this posting' }));
  await waitFor(() => expect(router.route.name).toBe('start'));
  const text = 'Kiln operator wanted. Leeds';
  const own = { sample: false };
  const posting = { file: null, text, ...own };
  expect(await readDraft()).toEqual({ resume: { ...resume, ...own }, posting });
});

test.each([
  ['another window', PAGE, {}],
  ['another number', { ...PAGE, nonce: 'f'.repeat(32) }, null],
  ['no number', { text: 'x' }, null],
  ['no text', { nonce: NONCE, text: 7 }, null],
  ['words', 'hello', null],
])('a message is not taken: %s', async (_, data, from) => {
  render(Receive);
  say(data, from ?? opener);
  expect(screen.queryByText(/This came from/)).toBeNull();
  // The right one still is, and after it no other.
  say({ ...PAGE, text: 'First' });
  say({ ...PAGE, text: 'Second' });
  expect(await box()).toHaveValue('First');
});

test('markup that came is text and nothing else', async () => {
  render(Receive);
  say({ ...PAGE, text: '<img src=x onerror=alert(1)>', html: '' }, opener, 'null');
  expect(await box()).toHaveValue('<img src=x onerror=alert(1)>');
  expect(document.querySelector('img')).toBeNull();
});

test('without an opener, or without a page in it, pasting is what is left', async () => {
  vi.stubGlobal('opener', null);
  render(Receive);
  expect(await screen.findByText('No page came')).toBeVisible();
});

test('a window that never answers is given up', async () => {
  vi.useFakeTimers();
  render(Receive);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(screen.getByText('No page came')).toBeVisible();
  vi.useRealTimers();
});

test('the bookmark explains itself instead of running here', async () => {
  render(Bookmarklet);
  const link = screen.getByRole('link', { name: 'Send to Resume Builder' });
  expect(link).toHaveAttribute('href', bookmarklet(location.origin));
  await userEvent.click(link);
  expect(await screen.findByText(/This bookmark works on other pages/)).toBeVisible();
});

test('the bookmark is one line of code that talks to our origin alone', () => {
  const address = bookmarklet('https://resume.example');
  expect(address).toMatch(/^javascript:[\w%()!~*'.-]+$/);
  const code = decodeURIComponent(address.slice('javascript:'.length));
  expect(code).toContain('const origin = "https://resume.example"');
});
