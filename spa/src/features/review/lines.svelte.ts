import { tick } from 'svelte';
import { t, tn } from '../../i18n/t.svelte';
import { notices } from '../../state/notices.svelte';
import { reveal } from '../../ui/reveal';
import type { Choice, Highlight } from '../../api/types';
import { FileView } from './fileView.svelte';
import { ownerOf, type OutlineEntry } from './outline';
import type { Review } from './review.svelte';
import type { TabName } from './tabNames';

/** A line with the plan's word on it. */
export interface Line {
  highlight: Highlight;
  choice: Choice | null;
}

/** Moving among the lines: by key, and from a requirement to the lines that prove it. */
export class Lines {
  /** The order of the entry that the keyboard is in: it waits, so that no row moves under the hands. */
  #held = $state.raw<{ entry: string; order: readonly string[] } | null>(null);

  readonly file: FileView;
  /** The list of the file's texts that found no place is open, and the one to go to. */
  showsLeft = $state(false);
  left = $state<number | null>(null);

  /** The doubtful field that was gone to last. */
  #check: string | null = null;

  constructor(
    private readonly review: () => Review,
    private readonly show: (tab: TabName) => void,
  ) {
    this.file = new FileView(review, show);
  }

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
    } else if (key === 'd' && current) {
      review.trace(current);
    } else if (key === 'c' && review.doubts.length > 0) {
      void this.next();
    } else if (key === 'f') {
      this.file.see(current);
    } else {
      return false;
    }
    return true;
  }

  /** Bring a line into view and put the keyboard there. */
  async go(id: string): Promise<void> {
    this.review().current = id;
    this.show('lines');
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
    this.show('lines');
    this.review().toggle(owner, true);
    await tick();
    const field = document.getElementById(`text-${path}`);
    field?.focus();
    reveal(field);
  }

  /** Go to the next field that the reading was unsure of, after the last at the end. */
  async next(): Promise<void> {
    const { doubts, fields } = this.review();
    const order = fields.map(({ path }) => path);
    const at = this.#check ? order.indexOf(this.#check) : -1;
    const next = doubts.find(({ path }) => order.indexOf(path) > at) ?? doubts[0];
    if (!next) return;
    const { path } = next;
    this.#check = path;
    this.show('lines');
    await tick();
    const place = document.getElementById(`check-${path}`);
    place?.focus({ preventScroll: true });
    reveal(place);
  }

  /** Say that a doubtful field is right, and go on where there is something left to check. */
  async confirm(path: string): Promise<void> {
    const review = this.review();
    const inFile = document.activeElement?.closest('#p-file') != null;
    review.checks.confirm(path);
    const { length } = review.doubts;
    notices.say(length > 0 ? tn('review.check', length) : t('review.checked'));
    await tick();
    if (inFile) document.querySelector<HTMLElement>('#p-file .back')?.focus();
    else if (length > 0) await this.next();
    else document.getElementById('h-lines')?.focus();
  }

  /** Go to a text of the file that found no place; the list takes the keyboard once it is there. */
  leftover(number: number): void {
    this.show('lines');
    this.showsLeft = true;
    this.left = number;
  }

  /** Go to what a passage of the file was read into. */
  async back(path: string): Promise<void> {
    const review = this.review();
    const field = review.fields.find((one) => one.path === path);
    if (field) return path.includes('.') ? this.open(path) : this.go(path);
    this.show('lines');
    await tick();
    const card = document.getElementById(`card-${ownerOf(path)}`);
    card?.focus({ preventScroll: true });
    reveal(card);
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
