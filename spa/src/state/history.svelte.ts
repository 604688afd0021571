/** One thing the person did: the value of a path before and after. */
export interface Step<Value> {
  path: string;
  before: Value;
  after: Value;
}

/** Typing in one place within this time is one step. */
const JOIN_MS = 600;
const MOST_STEPS = 200;

/** What the person did and took back. Undo and redo are edits of their own, made by `apply`. */
export class History<Value> {
  #done = $state.raw<readonly Step<Value>[]>([]);
  #undone = $state.raw<readonly Step<Value>[]>([]);
  #last = -Infinity;

  constructor(
    private readonly apply: (path: string, value: Value) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Record and make a change. One that changes nothing is no step. */
  edit(path: string, before: Value, after: Value): void {
    if (Object.is(before, after)) return;
    const time = this.now();
    const previous = this.#done.at(-1);
    if (previous?.path === path && time - this.#last < JOIN_MS) {
      this.#done = [...this.#done.slice(0, -1), { path, before: previous.before, after }];
    } else {
      this.#done = [...this.#done, { path, before, after }].slice(-MOST_STEPS);
    }
    this.#undone = [];
    this.#last = time;
    this.apply(path, after);
  }

  /** Take the last step back and return its path. */
  undo(): string | null {
    return this.#move('undo');
  }

  /** Make the step taken back last once more and return its path. */
  redo(): string | null {
    return this.#move('redo');
  }

  #move(way: 'undo' | 'redo'): string | null {
    const step = (way === 'undo' ? this.#done : this.#undone).at(-1);
    if (!step) return null;
    if (way === 'undo') {
      this.#done = this.#done.slice(0, -1);
      this.#undone = [...this.#undone, step];
    } else {
      this.#undone = this.#undone.slice(0, -1);
      this.#done = [...this.#done, step];
    }
    this.#last = -Infinity;
    this.apply(step.path, way === 'undo' ? step.before : step.after);
    return step.path;
  }
}
