import { describe, expect, it } from 'vitest';
import { answerOf, ListReader, type Item } from './edits';

/** Numbers that look thrown, the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const WORDS = [
  '',
  'a',
  '"',
  '\\',
  '}',
  ']',
  '{"edits":[',
  '\n',
  '\u2028',
  '😀',
  'é',
  '```',
  '<think>',
];

function someText(roll: (sides: number) => number): string {
  return Array.from({ length: roll(6) }, () => WORDS[roll(WORDS.length)]).join('');
}

function someItem(roll: (sides: number) => number): Record<string, unknown> {
  return {
    op: 'rewrite',
    text: someText(roll),
    sources: Array.from({ length: roll(3) }, () => someText(roll)),
    place: roll(9),
    inner: { [someText(roll)]: [someText(roll), { deep: [] }, null, true] },
  };
}

/** Prose that holds no object with the list, though it may hold braces. */
const BEFORE = [
  '',
  'Here you are:\n```json\n',
  '<think>Maybe {"edits": [{"op":"draft"}]} would do.</think>\n',
  '<THINKING>it\'s {"edits":[{"op":"draft"}]</thinking>',
  'For {name}, "quoted {words}": ',
  '{"notes": {"edits": [{"op": "inner"}]}} and then ',
  '{',
  '{"a": 1, ',
];
const AFTER = ['', '\n```', '\nDone {"edits": [{"op":"late"}]}', ' }} ]'];

function inPieces(text: string, roll: (sides: number) => number): Item[] {
  const reader = new ListReader('edits');
  const found: Item[] = [];
  // Cut between code units too, as a piece of a stream may be.
  for (let at = 0; at < text.length;) {
    const end = at + 1 + roll(7);
    found.push(...reader.push(text.slice(at, end)));
    at = end;
  }
  return found;
}

describe('the reader of a list that still comes', () => {
  it('hands out every item, whatever stands around it and wherever it is cut', () => {
    for (let seed = 1; seed <= 600; seed += 1) {
      const roll = dice(seed);
      const items = Array.from({ length: roll(5) }, () => someItem(roll));
      const json = JSON.stringify({ note: someText(roll), edits: items }, null, roll(2) * 2);
      const text = `${BEFORE[roll(BEFORE.length)] ?? ''}${json}${AFTER[roll(AFTER.length)] ?? ''}`;
      expect(
        inPieces(text, roll).map(({ value }) => value),
        text,
      ).toEqual(items);
    }
  });

  it('hands out an item with its brace, not before', () => {
    const reader = new ListReader('edits');
    expect(reader.push('{"edits": [{"op": "keep", "text": "a } b"')).toEqual([]);
    expect(reader.push('}').map(({ value }) => value)).toEqual([{ op: 'keep', text: 'a } b' }]);
    expect(reader.done).toBe(false);
    expect(reader.push('  ]')).toEqual([]);
    expect(reader.done).toBe(true);
  });

  it('of an answer cut anywhere has exactly the items that were whole', () => {
    const roll = dice(7);
    const items = Array.from({ length: 4 }, () => someItem(roll));
    const text = `Sure.\n{"edits":[${items.map((item) => JSON.stringify(item)).join(', ')}]}`;
    const ends = items.map((_, n) => {
      const upTo = items.slice(0, n + 1).map((item) => JSON.stringify(item));
      return `Sure.\n{"edits":[${upTo.join(', ')}`.length;
    });
    for (let cut = 0; cut <= text.length; cut += 1) {
      const found = new ListReader('edits').push(text.slice(0, cut));
      expect(found.length).toBe(ends.filter((end) => end <= cut).length);
    }
  });

  it('goes by what is no object, and by an object that cannot be read', () => {
    const reader = new ListReader('edits');
    const text = '{"edits": ["{", 7, null, [{"op": 1}], {"op": "ok"}, {op: 2}, {"op": "last"}]}';
    expect(reader.push(text).map(({ value }) => value)).toEqual([{ op: 'ok' }, { op: 'last' }]);
  });

  it('reads the list of its name only', () => {
    expect(new ListReader('sentences').push('{"edits": [{"op": "x"}]}')).toEqual([]);
    const both = '{"edits": [{"op": "x"}], "sentences": [{"text": "y"}]}';
    expect(new ListReader('sentences').push(both).map(({ value }) => value)).toEqual([
      { text: 'y' },
    ]);
  });

  it('never throws, and never waits long, whatever comes', () => {
    const alphabet = [
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      ':',
      ',',
      'edits',
      '"edits":[',
      '<think>',
      ' ',
    ];
    for (let seed = 1; seed <= 300; seed += 1) {
      const roll = dice(seed);
      const text = Array.from({ length: 80 }, () => alphabet[roll(alphabet.length)]).join('');
      expect(inPieces(text, roll)).toEqual(new ListReader('edits').push(text));
    }
    expect(new ListReader('edits').push('{"a":'.repeat(40_000))).toEqual([]);
  });

  it('puts items together as one answer', () => {
    const items = new ListReader('edits').push('{"edits":[{"op":"a"},{"op":"b"}');
    expect(JSON.parse(answerOf('edits', items))).toEqual({ edits: [{ op: 'a' }, { op: 'b' }] });
  });
});
