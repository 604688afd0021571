import { tick } from 'svelte';
import { reveal } from '../../ui/reveal';
import type { Choice, Highlight } from '../../api/types';
import type { OutlineEntry } from './outline';
import type { Review } from './review.svelte';

export type TabName = 'coverage' | 'lines' | 'page';

/** A line with the plan's word on it. */
export interface Line {
  highlight: Highlight;
  choice: Choice | null;
}

/** Moving among the lines: by key, and from a requirement to the lines that prove it. */
export class Lines {
  /** The order of the entry that the keyboard is in: it waits, so that no row moves under the hands. */
  #held = $state.raw<{ entry: string; order: readonly string[] } | null>(null);

  constructor(
    private readonly review: () => Review,
    private readonly show: () => void,
  ) {}

  /** Return an entry's lines in the order that they print, those left out where they would stand. */
  of(entry: OutlineEntry): Line[] {
    const { choices } = this.review();
    const order = this.#held?.entry === entry.id ? this.#held.order : [...choices.keys()];
    const place = (id: string) => {
      const found = order.indexOf(id);
      return found < 0 ? order.length : found;
    };
    return entry.lines
      .map((highlight) => ({ highlight, choice: choices.get(highlight.id) ?? null }))
      .sort((a, b) => place(a.highlight.id) - place(b.highlight.id));
  }

  /** The keyboard came into an entry's lines. */
  hold(entry: OutlineEntry): void {
    if (this.#held?.entry === entry.id) return;
    const order = this.of(entry).map((line) => line.highlight.id);
    this.#held = { entry: entry.id, order };
  }

  /** The keyboard left an entry's lines: they stand as they print again. */
  release(entry: OutlineEntry): void {
    if (this.#held?.entry === entry.id) this.#held = null;
  }

  get #ids(): string[] {
    const { sections } = this.review();
    return sections.flatMap((section) =>
      section.entries.flatMap((entry) => this.of(entry).map((line) => line.highlight.id)),
    );
  }

  /** Do what a key stands for; returns false for one that stands for nothing. */
  press(key: string): boolean {
    const review = this.review();
    const { current } = review;
    if (key === 'j' || key === 'k') {
      this.#step(key === 'j' ? 1 : -1);
    } else if (key === 'x' && current) {
      review.switchLine(current, !review.isKept(current));
    } else if (key === 'e' && current) {
      document.getElementById(`text-${current}`)?.focus();
    } else {
      return false;
    }
    return true;
  }

  /** Bring a line into view and put the keyboard there. */
  async go(id: string): Promise<void> {
    this.review().current = id;
    this.show();
    await tick();
    const row = document.getElementById(`line-${id}`);
    row?.focus({ preventScroll: true });
    reveal(row);
  }

  /** Undo or redo, and show where. */
  async turn(way: 'undo' | 'redo'): Promise<void> {
    const path = way === 'undo' ? this.review().undo() : this.review().redo();
    const place = path?.slice(path.indexOf('/') + 1);
    if (!place) return;
    await tick();
    reveal(document.getElementById(`line-${place}`) ?? document.getElementById(`text-${place}`));
  }

  /** Open the field of a path and put the keyboard there. */
  async open(path: string): Promise<void> {
    const [owner = ''] = path.split('.');
    this.show();
    this.review().toggle(owner, true);
    await tick();
    const field = document.getElementById(`text-${path}`);
    field?.focus();
    reveal(field);
  }

  /** Mark a requirement's quote in the posting and the lines that prove it. */
  async select(requirement: string | null): Promise<void> {
    const review = this.review();
    review.selected = requirement;
    await tick();
    if (!requirement) return;
    const [first] = review.proving;
    if (first) reveal(document.getElementById(`line-${first}`));
  }

  /** Bring the requirement's quote in the posting into view. */
  quote(requirement: string): void {
    const quote = document.getElementById(`quote-${requirement}`);
    reveal(quote);
    quote?.focus({ preventScroll: true });
  }

  #step(by: number): void {
    const ids = this.#ids;
    const { current } = this.review();
    const at = current ? ids.indexOf(current) : by > 0 ? -1 : ids.length;
    const next = ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
    if (next) void this.go(next);
  }
}
