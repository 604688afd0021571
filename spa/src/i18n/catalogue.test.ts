import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ApiError, NetworkError } from '../api/errors';
import { english } from './catalogue';
import { explain } from './errors';
import { day, message, t, tn } from './t.svelte';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|ts)$/.test(name) && !name.includes('test'))
  .map((name) => readFileSync(`src/${name}`, 'utf8'))
  .join('\n');

test('every text of the catalogue is used somewhere', () => {
  // A key written out, or one that a template such as `review.tab.${name}` can make.
  const written = new Set([...sources.matchAll(/'([a-z]+\.[\w.-]+)'/g)].map((m) => m[1]));
  const made = [...sources.matchAll(/`([a-z]+\.[^`\s]*\$\{[^`]*)`/g)].map(
    (m) =>
      new RegExp(`^${(m[1] ?? '').replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w.-]+')}$`),
  );
  const unused = Object.keys(english)
    .map((key) => key.replace(/\.(one|other)$/, ''))
    .filter((key) => !written.has(key) && !made.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});

test('no text shouts, begs or praises', () => {
  for (const text of Object.values(english)) {
    expect(text).not.toMatch(/!|\b(please|simply|oops|sorry|AI-powered)\b/i);
  }
});

test('texts are filled, and an absent parameter leaves no brace', () => {
  expect(t('review.n_of_m', { n: 3, m: 5 })).toBe('3 of 5');
  expect(t('review.n_of_m')).not.toContain('{');
  expect(tn('review.pages_count', 1)).toBe('1 page');
  expect(tn('review.pages_count', 2)).toBe('2 pages');
  expect(day('2026-12-24T16:00:00Z')).toBe('24 December 2026');
});

test('refusals are told in the words of the shared catalogue', () => {
  expect(message('no.such.code')).toBeNull();
  expect(explain(new ApiError(422, 'file.encrypted', { name: 'cv.pdf' }))).toMatch(/^cv\.pdf asks/);
  expect(explain(new ApiError(413, 'file.too_large', { name: '', limit: 10485760 }))).toMatch(
    /larger than 10 MB/,
  );
  expect(explain(new ApiError(500, 'unheard.of', {}, 'A detail.'))).toBe('A detail.');
  expect(explain(new NetworkError())).toMatch(/does not answer/);
  expect(explain(new TypeError('x'))).toBe(t('error.unexpected'));
});
