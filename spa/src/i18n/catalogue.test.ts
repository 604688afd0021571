import server from '@messages/en.json';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { ApiError, NetworkError } from '../api/errors';
import { english } from './catalogue';
import { explain } from './errors';
import { firstSpoken, isLocale, LOCALES } from './locales';
import { withWords } from './parts';
import { pack as de } from './packs/de';
import { pack as es } from './packs/es';
import { pack as fr } from './packs/fr';
import { day, language, message, month, t, tn } from './t.svelte';

const PACKS = Object.entries({ de, es, fr });
/** The words of lazy parts, by path: `./proposals/de.json`. */
const FILES = import.meta.glob<Record<string, string>>(['./*/*.json', '!./shell/*.json'], {
  import: 'default',
  eager: true,
});
const lazy = (tag: string) =>
  Object.assign(
    {},
    ...Object.entries(FILES).flatMap(([path, texts]) =>
      path.endsWith(`/${tag}.json`) ? [texts] : [],
    ),
  ) as Record<string, string>;
const every = { ...english, ...lazy('en') };
const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

afterEach(() => language.use('en'));

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
  const unused = Object.keys(every)
    .map((key) => key.replace(/\.(one|other)$/, ''))
    .filter((key) => !written.has(key) && !made.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});

test('no text shouts, begs or praises', () => {
  for (const text of Object.values(every)) {
    expect(text).not.toMatch(/!|\b(please|simply|oops|sorry|AI-powered)\b/i);
  }
});

test('texts are filled, and an absent parameter leaves no brace', () => {
  expect(t('review.n_of_m', { n: 3, m: 5 })).toBe('3 of 5');
  expect(t('review.n_of_m')).not.toContain('{');
  expect(tn('shell.pages_count', 1)).toBe('1 page');
  expect(tn('shell.pages_count', 2)).toBe('2 pages');
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

test.each(PACKS)('%s has every text of English, with the same places to fill', (tag, pack) => {
  for (const [own, ours] of [
    [pack.texts, english],
    [pack.server, server],
    [lazy(tag), lazy('en')],
  ] as Record<string, string>[][]) {
    expect(Object.keys(own ?? {}).sort()).toEqual(Object.keys(ours ?? {}).sort());
    for (const [key, text] of Object.entries(own ?? {})) {
      expect(text.trim(), key).not.toBe('');
      expect(places(text), key).toEqual(places(ours?.[key] ?? ''));
    }
  }
});

test.each(PACKS)('%s does not shout, beg or praise', (tag, pack) => {
  for (const text of Object.values({ ...pack.texts, ...lazy(tag) })) {
    expect(text).not.toMatch(/[!¡]|\b(bitte|veuillez|désolé|por favor|einfach|leider)\b/i);
  }
});

test('a chosen language is spoken, with its dates, its plurals and the name of the page', async () => {
  await language.use('de');
  expect(document.documentElement.lang).toBe('de');
  expect(t('shell.close')).toBe('Schließen');
  expect(tn('shell.pages_count', 2)).toBe('2 Seiten');
  expect(day('2026-12-24T16:00:00Z')).toBe('24. Dezember 2026');
  expect(month('2021-03')).toBe('März 2021');
  expect(message('file.encrypted', { name: 'cv.pdf' })).toMatch(/^cv\.pdf verlangt ein Kennwort/);
  await language.use('fr');
  // French counts none as one.
  expect(tn('shell.pages_count', 0)).toBe('0 page');
  expect(month('2021-03')).toBe('mars 2021');
  await language.use('en');
  expect(document.documentElement.lang).toBe('en');
  expect(t('shell.close')).toBe('Close');
});

test('whoever chooses twice gets the later choice', async () => {
  await Promise.all([language.use('de'), language.use('en')]);
  expect(language.tag).toBe('en');
});

test('a part brings its words, in whichever language is chosen then and later', async () => {
  const [module] = await Promise.all([
    withWords('proposals', Promise.resolve('the part')),
    language.use('de'),
  ]);
  expect(module).toBe('the part');
  expect(t('review.accept')).toBe('Annehmen');
  expect(message('truth.added.words')).not.toBeNull();
  await language.use('es');
  expect(t('review.accept')).toBe('Aceptar');
});

test('the first language that we speak is taken', () => {
  expect(firstSpoken(['de-AT', 'en'])).toBe('de');
  expect(firstSpoken(['pt-BR', 'FR', 'en'])).toBe('fr');
  expect(firstSpoken(['ja'])).toBe('en');
  expect(firstSpoken([])).toBe('en');
  expect(isLocale('constructor')).toBe(false);
  expect(Object.keys(LOCALES)).toHaveLength(4);
});
