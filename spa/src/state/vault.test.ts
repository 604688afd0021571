import { expect, test } from 'vitest';
import { Vault } from './vault';

test('on a shared computer nothing is kept in the browser', async () => {
  const vault = new Vault('shared-test');
  await vault.write('a', 1);
  await vault.close();
  await vault.write('b', 2);
  expect(await vault.read('a')).toBe(1);
  expect(await vault.keys('')).toEqual(['a', 'b']);

  const later = new Vault('shared-test');
  expect(await later.keys('')).toEqual([]);
});

test('what is held in memory is kept again when the computer is no longer shared', async () => {
  const vault = new Vault('reopened-test');
  await vault.close();
  await vault.write('a', 1);
  await vault.open();
  expect(await new Vault('reopened-test').read('a')).toBe(1);
});

test('what was being typed when the page was left is there, once', () => {
  const vault = new Vault('leaving-test');
  vault.leave('outbox/t1/a', { x: 1 });
  vault.leave('start', 'text');
  expect([...new Vault('leaving-test').arrive('outbox/t1/')]).toEqual([['outbox/t1/a', { x: 1 }]]);
  expect(vault.arrive('outbox/').size).toBe(0);
  expect(vault.arrive('').get('start')).toBe('text');
});

test('erasing leaves nothing', async () => {
  const vault = new Vault('erased-test');
  await vault.write('a', 1);
  await vault.erase();
  expect(await vault.keys('')).toEqual([]);
});
