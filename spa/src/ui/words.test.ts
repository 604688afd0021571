import { expect, test } from 'vitest';
import { changes } from './words';

const sides = (before: string, after: string) => {
  const runs = changes(before, after);
  const side = (other: string) =>
    runs
      .filter((run) => run.kind !== other)
      .map((run) => run.text)
      .join(' ');
  return [side('new'), side('gone')];
};

test('what stays is marked once, what goes and comes beside it', () => {
  expect(changes('Taught 4 new nurses wound care', 'Trained 4 new nurses in wound care')).toEqual([
    { kind: 'gone', text: 'Taught' },
    { kind: 'new', text: 'Trained' },
    { kind: 'same', text: '4 new nurses' },
    { kind: 'new', text: 'in' },
    { kind: 'same', text: 'wound care' },
  ]);
});

test.each([
  ['', ''],
  ['', 'all new'],
  ['all gone', ''],
  ['a b a b a', 'b a b'],
  [Array(500).fill('x').join(' '), 'x'],
])('both wordings can be read off the runs', (before, after) => {
  expect(sides(before, after)).toEqual([before, after]);
});
