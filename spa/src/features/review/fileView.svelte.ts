import { tick } from 'svelte';
import { reveal } from '../../ui/reveal';
import type { Review } from './review.svelte';
import type { TabName } from './tabNames';

/** The file's text beside the lines: whether it shows, and the passage that was asked for. */
export class FileView {
  /** It stands beside the lines, where else the page does. */
  open = $state(false);
  /** The field, line or leftover text ("left/2") whose passage is marked. */
  path = $state<string | null>(null);
  /** Grows with each wish to see a passage, so that the same one is gone to twice. */
  asked = $state(0);
  #from: HTMLElement | null = null;

  constructor(
    private readonly review: () => Review,
    private readonly show: (tab: TabName) => void,
  ) {}

  /** Whether Back leads anywhere. */
  get hasBack(): boolean {
    return this.#from !== null;
  }

  /** Show where a field, a line or a text without a place stands in the file. */
  see(path: string | null): void {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && !activeElement.closest('#p-file')) {
      this.#from = activeElement;
    }
    this.path = path;
    this.open = true;
    this.show('file');
    this.asked++;
  }

  /** Mark a passage where the file already shows, without leaving the field. */
  follow(path: string): void {
    if (this.open && this.review().sources.has(path)) this.path = path;
  }

  /** Put the page back, and the keyboard where it came from. */
  async close(): Promise<void> {
    const from = this.#from;
    this.#from = null;
    this.open = false;
    this.path = null;
    this.show('lines');
    await tick();
    from?.focus({ preventScroll: true });
    reveal(from);
  }
}
