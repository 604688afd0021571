import { vault } from '../../../state/vault';
import { blank, QUESTIONS, says, type Answers, type FieldName, type QuestionId } from './questions';

/** The key of what was answered so far. */
const KEY = 'questions';

interface Kept {
  step: number;
  answers: Answers;
}

/** The eight questions: how far the person is, and what they answered. Each letter is kept. */
export class Asking {
  answers = $state<Answers>(blank());
  /** The question that is shown; after the last one, the posting is asked for. */
  step = $state(0);
  /** Whether the person went to another question: the keyboard goes along. */
  moved = false;

  /** Bring back what was answered before the page was left or loaded again. */
  async restore(): Promise<void> {
    const left = vault.arrive(KEY).get(KEY) as Kept | undefined;
    const kept = left ?? (await vault.read<Kept>(KEY));
    if (!kept) return;
    this.answers = { ...blank(), ...kept.answers };
    this.step = kept.step;
    if (left) this.#keep();
  }

  get question(): (typeof QUESTIONS)[number] | undefined {
    return QUESTIONS[this.step];
  }

  isAnswered(id: QuestionId): boolean {
    return this.answers[id].some(says);
  }

  get isEmpty(): boolean {
    return !QUESTIONS.some(({ id }) => this.isAnswered(id));
  }

  write(id: QuestionId, row: number, name: FieldName, value: string): void {
    const at = this.answers[id][row];
    if (!at) return;
    at[name] = value;
    this.#keep();
  }

  /** Ask for one more of the same. */
  add(id: QuestionId): void {
    this.answers[id].push({});
    this.#keep();
  }

  remove(id: QuestionId, row: number): void {
    this.answers[id].splice(row, 1);
    if (this.answers[id].length === 0) this.answers[id].push({});
    this.#keep();
  }

  go(step: number): void {
    this.moved = true;
    this.step = Math.min(Math.max(step, 0), QUESTIONS.length);
    this.#keep();
  }

  /** Forget everything; returns what brings it back. */
  clear(): () => void {
    const before = this.#kept;
    this.answers = blank();
    this.step = 0;
    void vault.delete(KEY);
    return () => {
      ({ answers: this.answers, step: this.step } = before);
      this.#keep();
    };
  }

  /** Keep what was typed while the page is being left. */
  leave(): void {
    if (!this.isEmpty) vault.leave(KEY, this.#kept);
  }

  get #kept(): Kept {
    return { step: this.step, answers: $state.snapshot(this.answers) };
  }

  #keep(): void {
    void vault.write(KEY, this.#kept);
  }
}
