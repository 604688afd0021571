import { expect, test } from 'vitest';
import { resumeRecord } from '../../test/sample';
import { blocks, leftovers, passages } from './passages';
import { scriptOf } from './script';
import { sourcesOf } from './sources';
import { SpannedText } from './spans';

const range = (path: string, start: number, end: number) => ({ path, start, end });
const cut = (text: string, fields: ReturnType<typeof range>[], left = leftovers(text, [])) =>
  passages(text, fields, left).map((piece) => [piece.text, piece.path ?? piece.left]);

test('the narrowest field names a piece, and nothing of the text is lost', () => {
  const text = 'BSc in Nursing, 2019';
  expect(cut(text, [range('e1.studyType', 0, 14), range('e1.area', 7, 14)])).toEqual([
    ['BSc in ', 'e1.studyType'],
    ['Nursing', 'e1.area'],
    [', 2019', null],
  ]);
});

test('fields that cross each other are cut where they cross', () => {
  expect(cut('abcdef', [range('a', 0, 4), range('b', 2, 6)])).toEqual([
    ['ab', 'a'],
    ['cd', 'a'],
    ['ef', 'b'],
  ]);
});

test('a line without a place keeps its mark around what was read of it, commas do not', () => {
  const text = 'Sails\nKnots, Ada, Byron';
  const left = leftovers(text, ['Knots, Ada, Byron']);
  expect(cut(text, [range('n', 13, 16), range('m', 18, 23)], left)).toEqual([
    ['Sails\n', null],
    ['Knots, ', 0],
    ['Ada', 'n'],
    [', ', null],
    ['Byron', 'm'],
  ]);
});

test('lines without a place are found whatever stands around them, and each time', () => {
  expect(leftovers('  Knots \nSails\nKnots', ['Knots'])).toEqual([
    range('0', 2, 7),
    range('0', 15, 20),
  ]);
});

test('sources count characters, the browser counts units; what is out of range is left out', () => {
  const record = resumeRecord('r');
  record.text = '😀 Ada';
  record.reading.sources = { 'basics.name': [2, 5], 'basics.label': [4, 99] };
  const found = sourcesOf(record, new SpannedText(record.text));
  expect(found.get('basics.name')).toEqual(range('basics.name', 3, 6));
  expect(found.has('basics.label')).toBe(false);
});

test('a long text becomes blocks that end at a line, in one pass', () => {
  const line = 'Kept six harbour cranes running through the storms of the year';
  const text = Array.from({ length: 6000 }, (_, i) => `${String(i)} ${line}`).join('\n');
  const fields = [...text.matchAll(/Kept.*year/g)].map((found, i) =>
    range(`w1h${String(i)}`, found.index, found.index + found[0].length),
  );
  const found = blocks(passages(text, fields, []));
  expect(found.length).toBeGreaterThan(100);
  const joined = found.map((block) => block.map((piece) => piece.text).join('')).join('\n');
  expect(joined).toBe(text);
  // Pieces are told apart by their start: two that begin at one place could not be drawn.
  const starts = found.flatMap((block) => block.map((piece) => piece.start));
  expect(new Set(starts).size).toBe(starts.length);
  expect(found.flat().filter((piece) => !piece.text)).toEqual([]);
});

test('a text in one piece stays one block', () => {
  expect(blocks(passages('', [], []))).toEqual([]);
  expect(blocks(passages('Ada', [], [])).map((block) => block.length)).toEqual([1]);
});

test('the script tells the language where it can', () => {
  expect(['陈晓雨', 'ひらがな', '한국어', 'سيرة', 'עברית', 'Ada'].map(scriptOf)).toEqual([
    'zh',
    'ja',
    'ko',
    'ar',
    'he',
    undefined,
  ]);
});
