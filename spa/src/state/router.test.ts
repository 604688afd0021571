import { expect, test } from 'vitest';
import { fileName } from './download';
import { isOpenToAll, parse, Router } from './router.svelte';

test('paths become routes', () => {
  expect(parse('/')).toEqual({ name: 'start' });
  expect(parse('/review/Ab_-9')).toEqual({ name: 'review', id: 'Ab_-9' });
  expect(parse('/review/Ab_-9/known')).toEqual({ name: 'known', id: 'Ab_-9' });
  expect(parse('/letters/Ab_-9')).toEqual({ name: 'letters', id: 'Ab_-9', kind: 'letter' });
  expect(parse('/letters/a/message')).toEqual({ name: 'letters', id: 'a', kind: 'message' });
  expect(parse('/kept')).toEqual({ name: 'kept', id: '' });
  expect(parse(`/kept/${'0f'.repeat(32)}`)).toEqual({ name: 'kept', id: '0f'.repeat(32) });
  expect(parse('/kept/short')).toEqual({ name: 'unknown' });
  expect(parse('/sign-up')).toEqual({ name: 'people', page: 'sign-up' });
  expect(parse('/sign-up/x')).toEqual({ name: 'unknown' });
  expect(parse('/share')).toEqual({ name: 'start' });
  expect(parse('/questions')).toEqual({ name: 'questions' });
  expect(parse('/bookmarklet')).toEqual({ name: 'bookmarklet' });
  expect(parse('/receive')).toEqual({ name: 'receive' });
  expect(parse('/shared')).toEqual({ name: 'shared' });
  expect(parse('/review/')).toEqual({ name: 'unknown' });
  expect(parse('/review/a/b')).toEqual({ name: 'unknown' });
  expect(parse('/review/a/message')).toEqual({ name: 'unknown' });
  expect(parse('/letters/a/b')).toEqual({ name: 'unknown' });
});

test('after signing in one goes back to where one was', () => {
  const router = new Router();
  router.go('/review/a');
  router.go('/sign-in');
  router.go('/forgot');
  expect(router.from).toBe('/review/a');
  router.go(router.from, true);
  expect(location.pathname).toBe('/review/a');
  expect(router.from).toBe('/');
});

test('the way in, the texts and the mail are open to all, the account and the work are not', () => {
  const open = (path: string) => isOpenToAll(parse(path));
  expect(['/sign-in', '/terms', '/outbox', '/bookmarklet', '/shared'].filter(open)).toHaveLength(5);
  expect(
    ['/', '/account', '/admin', '/review/a', '/letters/a', '/kept', '/receive'].filter(open),
  ).toEqual([]);
});

test('a file keeps the name that the server gave it', () => {
  const header = 'attachment; filename="Zo_.pdf"; filename*=UTF-8\'\'Zo%C3%AB.pdf';
  expect(fileName(header)).toBe('Zoë.pdf');
  expect(fileName('attachment; filename="a.pdf"')).toBe('a.pdf');
  expect(fileName("attachment; filename*=UTF-8''%E0%A4%A")).toBeNull();
  expect(fileName(null)).toBeNull();
});
