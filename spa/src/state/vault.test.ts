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

test('erasing leaves nothing', async () => {
  const vault = new Vault('erased-test');
  await vault.write('a', 1);
  await vault.erase();
  expect(await vault.keys('')).toEqual([]);
});
