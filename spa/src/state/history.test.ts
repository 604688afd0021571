import { expect, test } from 'vitest';
import { History } from './history.svelte';

function make() {
  let time = 0;
  const values: Record<string, string> = {};
  const history = new History<string>(
    (path, value) => (values[path] = value),
    () => time,
  );
  return { history, values, pass: (ms: number) => (time += ms) };
}

test('typing in one place is one step', () => {
  const { history, values, pass } = make();
  history.edit('a', '', 'x');
  pass(100);
  history.edit('a', 'x', 'xy');
  expect(history.undo()).toBe('a');
  expect(values).toEqual({ a: '' });
  expect(history.canUndo).toBe(false);
});

test('a pause or another place begins a new step', () => {
  const { history, values, pass } = make();
  history.edit('a', '', 'x');
  history.edit('b', '', 'z');
  pass(1000);
  history.edit('b', 'z', 'zz');
  history.undo();
  history.undo();
  expect(values).toEqual({ a: 'x', b: '' });
  history.redo();
  expect(values).toEqual({ a: 'x', b: 'z' });
});

test('a new edit forgets what was taken back', () => {
  const { history } = make();
  history.edit('a', '', 'x');
  history.undo();
  expect(history.canRedo).toBe(true);
  history.edit('a', '', 'y');
  expect(history.canRedo).toBe(false);
});

test('an edit that changes nothing is no step', () => {
  const { history } = make();
  history.edit('a', 'x', 'x');
  expect(history.canUndo).toBe(false);
});
