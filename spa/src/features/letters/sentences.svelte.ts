import { tick } from 'svelte';
import type { Sentence } from '../../api/types';
import { reveal } from '../../ui/reveal';
import { sentenceOf } from './changes';
import type { LetterDesk } from './letter.svelte';

export type TabName = 'form' | 'letter' | 'page';

/** Moving among the sentences by key, and to where something was changed. */
export class Sentences {
  constructor(
    private readonly desk: LetterDesk,
    private readonly show: (tab: TabName) => void,
  ) {}

  /** Do what a key stands for; returns false for one that stands for nothing here. */
  press(key: string): boolean {
    const sentence = this.#current;
    if (key === 'j' || key === 'k') this.#step(key === 'j' ? 1 : -1);
    else if (key === 'n') void this.add(sentence?.paragraph ?? this.desk.paragraphs.at(-1)?.number);
    else if (key === 'x' && sentence && !this.desk.isHeldBack(sentence))
      this.desk.keep(sentence, !this.desk.isKept(sentence));
    else if (key === 'e' && sentence) void this.edit(sentence);
    else return false;
    return true;
  }

  /** Put the keyboard into a sentence's text; one that was refused is opened for it. */
  async edit({ id }: Sentence): Promise<void> {
    this.desk.current = this.desk.editing = id;
    await tick();
    document.getElementById(`text-${id}`)?.focus();
  }

  /** Make room for a sentence at the end of a paragraph, and put the keyboard there. */
  async add(paragraph = 1): Promise<void> {
    this.show('letter');
    const id = this.desk.add(paragraph);
    this.desk.current = id;
    await tick();
    const field = document.getElementById(`text-${id}`);
    field?.focus();
    reveal(field);
  }

  /** Undo or redo, and show where. */
  async turn(way: 'undo' | 'redo'): Promise<void> {
    const path = this.desk.turn(way);
    if (!path) return;
    await tick();
    reveal(document.getElementById(`sentence-${sentenceOf(path)}`));
  }

  get #current(): Sentence | undefined {
    return this.desk.sentences.find(({ id }) => id === this.desk.current);
  }

  #step(by: number): void {
    const all = this.desk.paragraphs.flatMap(({ sentences }) => sentences);
    const at = all.findIndex(({ id }) => id === this.desk.current);
    const from = at < 0 && by < 0 ? all.length : at;
    const next = all[Math.min(Math.max(from + by, 0), all.length - 1)];
    if (next) void this.#go(next.id);
  }

  async #go(id: string): Promise<void> {
    this.show('letter');
    this.desk.current = id;
    await tick();
    const row = document.getElementById(`sentence-${id}`);
    row?.focus({ preventScroll: true });
    reveal(row);
  }
}
