import { expect, test } from 'vitest';
import type { Evidence, Requirement } from '../../api/types';
import { EVIDENCE, postingRecord, POSTING_TEXT, resumeRecord } from '../../test/sample';
import { asked, grouped, summarize } from './coverage';
import { doubtful } from './doubts';
import { outline, textAt } from './outline';
import { pieces, SpannedText } from './spans';

const { requirements } = postingRecord('p').posting;
const coverage = { evidence: EVIDENCE, relevance: {} };
const { resume } = resumeRecord('r').reading;

test('spans count characters, not UTF-16 units', () => {
  const text = new SpannedText('a😀b\nc');
  expect(text.cut([2, 3])).toBe('b');
  expect(text.line([4, 5])).toBe(2);
});

test('the posting is cut at its quotes and loses nothing', () => {
  const found = pieces(new SpannedText(POSTING_TEXT), requirements);
  expect(found.map((piece) => piece.text).join('')).toBe(POSTING_TEXT);
  expect(found.filter((piece) => piece.id)).toHaveLength(requirements.length);
});

test('a quote inside another is shown once', () => {
  const found = pieces(new SpannedText('abcdef'), [
    { id: 'inner', span: [2, 3] },
    { id: 'outer', span: [1, 5] },
  ]);
  expect(found.map(({ id, text }) => [id, text])).toEqual([
    [null, 'a'],
    ['outer', 'bcde'],
    [null, 'f'],
  ]);
});

test('what the page covers never exceeds what the file covers', () => {
  const all = summarize(asked(requirements, coverage, () => true));
  const none = summarize(asked(requirements, coverage, () => false));
  expect(all).toEqual({ all: 11, covered: 6, ceiling: 6 });
  // The degree is an entry, which always prints.
  expect(none).toEqual({ all: 11, covered: 1, ceiling: 6 });
});

test('adjacent never counts as covered, and a requirement without evidence is missing', () => {
  const one = requirements[0] as Requirement;
  const near = { ...EVIDENCE[0], status: 'adjacent' } as Evidence;
  const only = { evidence: [near], relevance: {} };
  expect(summarize(asked([one], only, () => true)).covered).toBe(0);
  expect(asked([one], { evidence: [], relevance: {} }, () => true)[0]?.status).toBe('missing');
});

test('groups stand strongest first', () => {
  const groups = grouped(asked(requirements, coverage, () => true));
  expect(groups.map(({ status, asked: own }) => [status, own.length])).toEqual([
    ['demonstrated', 5],
    ['listed', 1],
    ['adjacent', 1],
    ['missing', 4],
  ]);
});

test('every field of the outline can be read by its path', () => {
  expect(textAt(resume, 'basics.location')).toBe('Duluth, Minnesota');
  expect(textAt(resume, 'w1.startDate')).toBe('June 2021');
  expect(textAt(resume, 'w1.endDate')).toBe('present');
  expect(textAt(resume, 'w1h2')).toMatch(/^Relief charge/);
  expect(textAt(resume, 'nowhere.at_all')).toBe('');
  const sections = outline(resume);
  expect(sections.map((section) => section.id)).toEqual(['work', 'education', 'skills']);
  const [job] = sections[0]?.entries ?? [];
  expect(job?.heading.map((path) => textAt(resume, path))).toEqual([
    'Staff Nurse, 5 West Medical-Surgical',
    'Lakehead General Hospital',
  ]);
});

test('doubtful readings are named as edits name them', () => {
  expect(doubtful(resumeRecord('r'))).toEqual(['w2.startDate', 'basics.label']);
});
