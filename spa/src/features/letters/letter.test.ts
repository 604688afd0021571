import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../api/client';
import type { Letter, Sentence } from '../../api/types';
import { session } from '../../state/session.svelte';
import { FakeServer, problem } from '../../test/fakeServer';
import { toRequest, valueAt } from './changes';
import { LetterDesk } from './letter.svelte';

let server: FakeServer;
let desk: LetterDesk;

beforeEach(async () => {
  server = new FakeServer();
  vi.stubGlobal('fetch', server.fetch);
  api.forget();
  await session.load();
  const { id } = server.tailor();
  const form = { kind: 'letter', tone: 'plain', length: 'long', language: null } as const;
  desk = new LetterDesk(server.letters.begin(id, form));
});

const stored = (): Letter => server.letters.kept.get(desk.letter.id) as Letter;
const at = (part: string): Sentence => {
  const found = desk.sentences.find((one) => desk.text(one).includes(part));
  if (!found) throw new Error(`no sentence says: ${part}`);
  return found;
};

test('changes become one request, each by its path', () => {
  const changes = {
    'text/a': 'Mine.',
    'text/b': '',
    'kept/c': false,
    'added/d': { paragraph: 2, text: 'Ours.' },
    'answer/e': 'yes',
    tone: 'warm',
    recipient: '',
  };
  expect(toRequest(changes)).toEqual({
    sentences: [
      { id: 'a', text: 'Mine.' },
      { id: 'b', text: null },
      { id: 'c', kept: false },
    ],
    add: [{ id: 'd', paragraph: 2, text: 'Ours.' }],
    answers: [{ sentence: 'e', says: 'yes' }],
    tone: 'warm',
    recipient: '',
  });
  expect(valueAt(desk.letter, 'added/nowhere')).toEqual({ paragraph: 1, text: '' });
  expect(valueAt(desk.letter, 'text/nowhere')).toBe('');
});

test('a reworded sentence is the person’s at once, and undo brings the check back', async () => {
  const sentence = at('precepted four');
  expect(desk.verdict(sentence)).toBe('supported');
  desk.write(sentence, 'I like early shifts.');
  expect(desk.verdict(sentence)).toBe('own');
  await desk.flush();
  expect(stored().text).toContain('I like early shifts.');
  expect(desk.turn('undo')).toBe(`text/${sentence.id}`);
  await desk.flush();
  expect(stored().text).not.toContain('early shifts');
  expect(desk.verdict(at('precepted four'))).toBe('supported');
});

test('a sentence left out is not in the letter, and comes back', async () => {
  desk.keep(at('Epic super user'), false);
  await desk.flush();
  expect(stored().text).not.toContain('Epic');
  expect(desk.isKept(at('Epic super user'))).toBe(false);
  desk.keep(at('Epic super user'), true);
  await desk.flush();
  expect(stored().text).toContain('Epic');
});

test('an own sentence keeps its row from the first letter to the server’s answer', async () => {
  const id = desk.add(2);
  expect(desk.sentences.filter((one) => one.id === id)).toHaveLength(1);
  const blank = desk.sentences.find((one) => one.id === id) as Sentence;
  expect(desk.paragraphs[1]?.sentences.at(-1)).toBe(blank);
  desk.write(blank, 'We met in Leeds.');
  desk.leave(blank);
  expect(desk.text(at('Leeds'))).toBe('We met in Leeds.');
  await desk.flush();
  expect(stored().sentences.filter((one) => one.origin === 'person')).toHaveLength(1);
  expect(at('Leeds').id).toBe(id);
  desk.remove(at('Leeds'));
  await desk.flush();
  expect(stored().text).not.toContain('Leeds');
  expect(desk.sentences.some((one) => one.id === id)).toBe(false);
});

test('an emptied own sentence stays under the hands until it is left', async () => {
  const id = desk.add(1);
  const own = () => desk.sentences.find((one) => one.id === id) as Sentence;
  desk.write(own(), 'First.');
  await desk.flush();
  desk.write(own(), '');
  await desk.flush();
  expect(desk.text(own())).toBe('');
  desk.write(own(), 'Second.');
  desk.leave(own());
  await desk.flush();
  expect(stored().text).toContain('Second.');
});

test('an addition whose answer was lost is there once', async () => {
  const id = desk.add(1);
  desk.write(desk.sentences.find((one) => one.id === id) as Sentence, 'Once only.');
  const [unsent] = Object.values(toRequest(desk.sync.unsent).add ?? []);
  server.letters.change(stored(), { add: unsent ? [unsent] : [] });
  await desk.flush();
  expect(stored().sentences.filter((one) => one.text === 'Once only.')).toHaveLength(1);
  expect(desk.crossings).toEqual([]);
});

test('another tone keeps what the person wrote, and steps that it took away are passed over', async () => {
  desk.write(at('precepted four'), 'I like early shifts.');
  desk.keep(at('falls committee'), false);
  await desk.flush();
  desk.setForm('length', 'short');
  await desk.flush();
  expect(stored().text).toContain('early shifts');
  // The sentence that was left out is not in a short letter at all.
  server.letters.kept.set(stored().id, {
    ...stored(),
    sentences: stored().sentences.filter((one) => !one.text.includes('falls')),
  });
  await desk.sync.reload();
  expect(desk.turn('undo')).toBe('length');
  expect(desk.value('length')).toBe('long');
});

test('what another tab wrote over ours is told, and can be taken', async () => {
  const { id } = at('precepted four');
  server.letters.change(stored(), { sentences: [{ id, text: 'Theirs.' }] });
  desk.write(at('precepted four'), 'Ours.');
  await desk.flush();
  expect(desk.crossings).toEqual([{ path: `text/${id}`, theirs: 'Theirs.' }]);
  expect(desk.textAt(`text/${id}`)).toBe('Ours.');
  const [crossing] = desk.crossings;
  if (crossing) desk.settle(crossing, true);
  await desk.flush();
  expect(stored().text).toContain('Theirs.');
  expect(desk.crossings).toEqual([]);
});

test('held-back sentences are in no letter until they are answered or the person’s own', async () => {
  server.letters.propose(stored());
  await desk.sync.reload();
  const [asked, refused] = [at('telemetry rhythms'), at('60%')];
  expect([desk.isKept(asked), desk.isKept(refused)]).toEqual([false, false]);
  desk.answer(asked, 'yes');
  desk.write(refused, 'I take falls seriously.');
  await desk.flush();
  expect([desk.isKept(at('telemetry')), desk.isKept(at('falls seriously'))]).toEqual([true, true]);
  expect(stored().text).toContain('telemetry rhythms');
});

test('a refused sentence is put away, and undo brings it back', async () => {
  server.letters.propose(stored());
  await desk.sync.reload();
  const shown = () =>
    desk.paragraphs.flatMap(({ sentences }) => sentences.map((one) => desk.text(one)));
  const before = shown();
  expect(before.some((text) => text.includes('60%'))).toBe(true);
  desk.keep(at('60%'), false);
  await desk.flush();
  expect(shown().some((text) => text.includes('60%'))).toBe(false);
  desk.turn('undo');
  await desk.flush();
  expect(shown()).toEqual(before);
});

test('a refused change is dropped, and the letter is as the server has it', async () => {
  const sentence = at('precepted four');
  desk.write(sentence, 'Mine.');
  server.failures.push(problem(422, 'letter.too_many_sentences', { limit: 100 }));
  await desk.flush().catch(() => undefined);
  expect(desk.sync.state).toBe('refused');
  expect(desk.text(sentence)).toContain('precepted four');
});
