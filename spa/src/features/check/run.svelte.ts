import { api } from '../../api/client';
import type { CheckNote, Checking } from '../../api/types';
import type { Checked } from './checked';
import { KINDS, kindOf, type NoteKind } from './kinds';

/** Pauses in typing shorter than this are no reason to set the files anew. */
const PAUSE_MS = 900;

/** Notes of one kind, in the order of the page. */
export interface Group {
  kind: NoteKind;
  notes: readonly CheckNote[];
}

/** The check of one tailoring: made when it is asked for, and again when the lines changed. */
export class Run {
  #answer = $state.raw<Checking | null>(null);
  failure = $state.raw<unknown>(null);
  busy = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(private readonly of: () => Checked) {}

  get answer(): Checking | null {
    return this.#answer;
  }

  readonly groups = $derived.by((): Group[] => {
    const notes = this.#answer?.notes ?? [];
    return KINDS.map((kind) => ({ kind, notes: notes.filter((n) => kindOf(n.code) === kind) }));
  });
  readonly found = $derived(this.groups.filter(({ notes }) => notes.length > 0));
  readonly passed = $derived(
    this.groups.filter(
      ({ kind, notes }) => notes.length === 0 && (kind !== 'wording' || this.#answer?.wording),
    ),
  );

  /** Check now. An answer that a newer one overtook is dropped. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    this.busy = true;
    this.failure = null;
    try {
      await this.of().flush();
      const answer = await api.call('check_tailoring', { id: this.of().id });
      if (asked === this.#asked) this.#answer = answer;
    } catch (error) {
      if (asked === this.#asked) this.failure = error;
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }

  /** Check again once the person pauses, where what was checked is of an older version. */
  soon(version: number): void {
    if (this.#answer === null || this.#answer.version === version) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked++;
  }
}
