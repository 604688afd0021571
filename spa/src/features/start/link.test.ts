import { expect, test } from 'vitest';
import { linkIn, openable, sharedIn, siteOf } from './link';

test('one web address is told from a text', () => {
  expect(linkIn(' https://jobs.example.org/7?a=b#c \n')).toBe('https://jobs.example.org/7?a=b#c');
  expect(linkIn('www.example.org/jobs')).toBe('www.example.org/jobs');
  for (const text of ['', 'Nurse', 'See https://example.org', 'https://a.example\nNurse wanted']) {
    expect(linkIn(text)).toBeNull();
  }
  expect(linkIn('javascript:alert(1)')).toBeNull();
  expect(linkIn(`https://example.org/${'a'.repeat(2000)}`)).toBeNull();
});

test('the site of an address is shown, and the address can be opened', () => {
  expect(siteOf('https://jobs.example.org:8443/7?a')).toBe('jobs.example.org:8443');
  expect(siteOf('www.example.org')).toBe('www.example.org');
  expect(openable('www.example.org/7')).toBe('https://www.example.org/7');
  expect(openable('HTTP://example.org')).toBe('HTTP://example.org');
});

test('what a phone shared is an address where there is one', () => {
  const query = (given: Record<string, string>) => `?${new URLSearchParams(given)}`;
  expect(sharedIn(query({ url: 'https://a.example/1', text: 'x' }))).toBe('https://a.example/1');
  expect(sharedIn(query({ text: 'Nurse, Leeds https://a.example/1' }))).toBe('https://a.example/1');
  expect(sharedIn(query({ text: 'Nurse wanted in Leeds' }))).toBe('Nurse wanted in Leeds');
  expect(sharedIn(query({ title: 'Nurse' }))).toBeNull();
  expect(sharedIn('')).toBeNull();
});
