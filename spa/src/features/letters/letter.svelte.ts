import { api } from '../../api/client';
import type { ApiError } from '../../api/errors';
import type { Letter, LetterChange, Says, Sentence } from '../../api/types';
import { explain } from '../../i18n/errors';
import { t } from '../../i18n/t.svelte';
import type { Changes } from '../../state/changes';
import { History } from '../../state/history.svelte';
import { notices } from '../../state/notices.svelte';
import { Outbox } from '../../state/outbox';
import { Sync } from '../../state/sync.svelte';
import { tab } from '../../state/tabs';
import { vault } from '../../state/vault';
import {
  isAdded,
  isReworded,
  sentenceOf,
  toRequest,
  valueAt,
  type Change,
  type FormPath,
} from './changes';

/** A text that another tab or device changed at the same time, with the words it wrote. */
export interface Crossing {
  path: string;
  theirs: string;
}

/** One letter under the person's hands: what the server knows, with unsent changes over it. */
export class LetterDesk {
  #server = $state.raw<Letter>() as Letter;
  crossings = $state.raw<readonly Crossing[]>([]);
  /** The sentence that the keyboard is at: it shows what it rests on. */
  current = $state<string | null>(null);
  /** The refused sentence that the person writes anew. */
  editing = $state<string | null>(null);
  /** A sentence of the person's own with nothing in it yet, or not any more: left, it is gone. */
  #blank = $state.raw<{ id: string; paragraph: number } | null>(null);
  readonly history: History<Change>;
  readonly sync: Sync<Letter, Change, LetterChange>;
  readonly #stopListening: () => void;
  readonly #leave = () => this.#outbox.leave(this.sync.unsent);
  readonly #outbox: Outbox<Change>;

  constructor(server: Letter) {
    this.#server = server;
    this.#outbox = new Outbox<Change>(vault, tab, server.id);
    this.history = new History<Change>((path, value) => this.#apply(path, value));
    this.sync = new Sync<Letter, Change, LetterChange>(
      {
        remote: {
          get: () => api.call('get_letter', { id: server.id }),
          edit: (body, ifMatch) => api.call('edit_letter', { id: server.id, body, ifMatch }),
        },
        outbox: this.#outbox,
        toRequest,
        received: (letter) => (this.#server = letter),
        saved: () => tab.tell(server.id),
        refused: (error) => this.#refuse(error),
        crossed: (path, theirs) => this.#cross(path, theirs),
        valueAt,
      },
      server,
    );
    addEventListener('pagehide', this.#leave);
    this.#stopListening = tab.listen((subject) => {
      if (subject === server.id) void this.sync.reload().catch(() => undefined);
    });
  }

  /** Take up what this browser could not send before. */
  async resume(): Promise<void> {
    await this.sync.resume(await this.#outbox.adopt()).catch(() => undefined);
  }

  close(): void {
    this.drop();
    this.sync.stop();
  }

  /** Let go of a letter that is erased: nothing of it is sent any more. */
  drop(): void {
    removeEventListener('pagehide', this.#leave);
    this.#stopListening();
  }

  get letter(): Letter {
    return this.#server;
  }

  get #unsent(): Changes<Change> {
    return this.sync.unsent;
  }

  /** All sentences in the order that they print, those that are not sent yet with them. */
  readonly sentences = $derived.by(() => {
    const known = this.#server.sentences.filter(({ id }) => this.#addedText(id) !== '');
    const added = Object.entries(this.#unsent).flatMap(([path, value]) =>
      isAdded(value) && value.text ? [own(sentenceOf(path), value.paragraph, value.text)] : [],
    );
    const blank = this.#blank ? [own(this.#blank.id, this.#blank.paragraph, '')] : [];
    // The first of an id counts, so that its row stays the same one while it is typed and sent.
    const byId = new Map([...blank, ...added, ...known].map((one) => [one.id, one]));
    return [...byId.values()].sort((a, b) => this.#place(a) - this.#place(b));
  });

  /** The sentences by paragraph; a letter with none at all has an empty one to write in. */
  readonly paragraphs = $derived.by(() => {
    const numbers = new Set(this.sentences.map(({ paragraph }) => paragraph));
    return [...(numbers.size > 0 ? numbers : [1])]
      .sort((a, b) => a - b)
      .map((number) => ({
        number,
        sentences: this.sentences.filter((one) => one.paragraph === number && !this.isAway(one)),
      }));
  });

  value<Path extends FormPath | 'recipient'>(path: Path): Letter[Path] {
    return this.#value(path) as Letter[Path];
  }

  text(sentence: Sentence): string {
    const unsent = this.#unsent[`text/${sentence.id}`];
    if (typeof unsent === 'string') return unsent || sentence.proposed;
    return this.#addedText(sentence.id) ?? sentence.text;
  }

  isReworded(sentence: Sentence): boolean {
    return isReworded({ ...sentence, text: this.text(sentence) });
  }

  /** Whether it is on the page. What is refused or waits for an answer is not. */
  isKept(sentence: Sentence): boolean {
    return !this.isHeldBack(sentence) && (this.#value(`kept/${sentence.id}`) as boolean);
  }

  /** Whether the check keeps it off the page: it is refused, or waits for an answer. */
  isHeldBack(sentence: Sentence): boolean {
    const verdict = this.verdict(sentence);
    return verdict === 'ask' || verdict === 'unsupported';
  }

  /** Whether it is held back and the person put it away: it is not shown any more. */
  isAway(sentence: Sentence): boolean {
    return this.isHeldBack(sentence) && !this.#value(`kept/${sentence.id}`);
  }

  /** What the check says of it; the person's own words, once typed, are theirs. */
  verdict(sentence: Sentence): Sentence['verdict'] {
    return this.isReworded(sentence) ? 'own' : sentence.verdict;
  }

  /** How the letter is written. It is composed anew, around what the person wrote. */
  setForm(path: FormPath, value: string): void {
    this.#edit(path, value);
  }

  setRecipient(text: string): void {
    this.#edit('recipient', text);
  }

  keep(sentence: Sentence, on: boolean): void {
    this.#edit(`kept/${sentence.id}`, on);
  }

  /** Reword; what was proposed, or nothing at all, brings that back. An own one is gone then. */
  write(sentence: Sentence, text: string): void {
    const { id, paragraph, proposed } = sentence;
    const words = text.trim() ? text : '';
    if (proposed) {
      this.#edit(`text/${id}`, words === proposed ? '' : words);
    } else {
      if (!words) this.#blank = { id, paragraph };
      this.#edit(`added/${id}`, { paragraph, text: words });
    }
  }

  /** Make room for a sentence of the person's own at the end of a paragraph; returns its id. */
  add(paragraph: number): string {
    const id = newId();
    this.#blank = { id, paragraph };
    return id;
  }

  /** The keyboard left an own sentence: with nothing in it, it is gone. */
  leave(sentence: Sentence): void {
    if (this.#blank?.id === sentence.id) this.#blank = null;
  }

  /** Take an own sentence out. */
  remove(sentence: Sentence): void {
    this.write(sentence, '');
    this.leave(sentence);
  }

  /** Answer the question of a sentence. A "yes" makes its words a fact, so there is no undo. */
  answer(sentence: Sentence, says: Says): void {
    this.sync.change(`answer/${sentence.id}`, says);
  }

  /** Take back or do again; returns the path that was changed. */
  turn(way: 'undo' | 'redo'): string | null {
    const turn = () => (way === 'undo' ? this.history.undo() : this.history.redo());
    let path = turn();
    while (path && this.#isGone(path)) path = turn();
    if (path) notices.say(t(way === 'undo' ? 'shell.undone' : 'shell.redone'));
    return path;
  }

  /** The server has everything that was changed here; what it answers is the newest letter. */
  async flush(): Promise<Letter> {
    await this.sync.flush();
    return this.#server;
  }

  /** The text of a path as it stands here. */
  textAt(path: string): string {
    const value = this.#value(path);
    return isAdded(value) ? value.text : String(value);
  }

  /** Settle a crossing: take their words, or keep ours, which are on the page. */
  settle(crossing: Crossing, take: boolean): void {
    this.crossings = this.crossings.filter((c) => c !== crossing);
    if (!take) return;
    const ours = this.#value(crossing.path);
    this.#edit(crossing.path, isAdded(ours) ? { ...ours, text: crossing.theirs } : crossing.theirs);
  }

  /** The unsent text of an own sentence, "" for one that was taken out. */
  #addedText(id: string): string | undefined {
    const unsent = this.#unsent[`added/${id}`];
    return isAdded(unsent) ? unsent.text : undefined;
  }

  #value(path: string): Change {
    return this.#unsent[path] ?? valueAt(this.#server, path);
  }

  /** Where a sentence prints: as the server has it, new ones last in their paragraph. */
  #place({ id, paragraph }: Sentence): number {
    const at = this.#server.sentences.findIndex((one) => one.id === id);
    return paragraph * 1000 + (at < 0 ? 999 : at);
  }

  /** Whether a wording is of a sentence that another tone or length has taken away. */
  #isGone(path: string): boolean {
    const known = () => this.#server.sentences.some(({ id }) => id === sentenceOf(path));
    return /^(text|kept)\//.test(path) && !known();
  }

  #apply(path: string, value: Change): void {
    if (!this.#isGone(path)) this.sync.change(path, value);
  }

  #edit(path: string, value: Change): void {
    this.history.edit(path, this.#value(path), value);
  }

  #refuse(error: ApiError): void {
    notices.fail(explain(error));
    void this.sync.reload().catch(() => undefined);
  }

  #cross(path: string, theirs: Change): void {
    const text = isAdded(theirs) ? theirs.text : theirs;
    if (!/^(text|added)\/|^recipient$/.test(path) || typeof text !== 'string') return;
    const sentence = this.#server.sentences.find(({ id }) => id === sentenceOf(path));
    const others = this.crossings.filter((c) => c.path !== path);
    this.crossings = [...others, { path, theirs: text || (sentence?.proposed ?? '') }];
  }
}

/** The person's own sentence, before the server knows it. */
function own(id: string, paragraph: number, text: string): Sentence {
  return {
    ...{ id, paragraph, text, proposed: '', sources: [], serves: [], reasons: [], question: null },
    ...{ origin: 'person', verdict: 'own', kept: true },
  };
}

/** Eighteen hexadecimal digits, as the server names things. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
