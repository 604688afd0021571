import type { Letter, LetterChange, LetterForm, Says, Sentence } from '../../api/types';
import type { Changes } from '../../state/changes';

/**
 * Changes of a letter by path: `text/<sentence>` is a wording ("" is what was proposed),
 * `kept/<sentence>` whether it is printed, `added/<sentence>` one of the person's own (with no text
 * it is gone), `answer/<sentence>` what is said to its question, and `tone`, `length`, `language`
 * and `recipient` as they are called.
 */
export type Change = string | boolean | Added;

/** A sentence that the person put in, last in its paragraph. */
export interface Added {
  paragraph: number;
  text: string;
}

/** What a letter is like; changing it composes the letter anew around the person's own words. */
export type FormPath = Exclude<keyof LetterForm, 'kind'>;

export function isAdded(value: Change | undefined): value is Added {
  return typeof value === 'object';
}

/** The sentence that a path is about, "" for one that is about the whole letter. */
export function sentenceOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Return changes as the API takes them. */
export function toRequest(changes: Changes<Change>): LetterChange {
  const request: LetterChange = {};
  for (const [path, value] of Object.entries(changes)) {
    const id = sentenceOf(path);
    if (isAdded(value)) (request.add ??= []).push({ id, ...value });
    else if (path.startsWith('text/'))
      (request.sentences ??= []).push({ id, text: (value as string) || null });
    else if (path.startsWith('kept/'))
      (request.sentences ??= []).push({ id, kept: value as boolean });
    else if (path.startsWith('answer/'))
      (request.answers ??= []).push({ sentence: id, says: value as Says });
    else Object.assign(request, { [path]: value });
  }
  return request;
}

/** The value of a path as the server has it. */
export function valueAt(letter: Letter, path: string): Change {
  const id = sentenceOf(path);
  if (!id) return letter[path as FormPath | 'recipient'];
  if (path.startsWith('answer/')) return '';
  const sentence = letter.sentences.find((one) => one.id === id);
  if (path.startsWith('added/'))
    return { paragraph: sentence?.paragraph ?? 1, text: sentence?.text ?? '' };
  if (path.startsWith('kept/')) return sentence?.kept ?? true;
  return sentence && isReworded(sentence) ? sentence.text : '';
}

/** Whether the person put their own words in the place of what was proposed. */
export function isReworded({ text, proposed }: Sentence): boolean {
  return proposed !== '' && text !== proposed;
}
