import type { Usage } from '../../llm';

/** Letters of a token, about, as far as vendors have not counted yet. */
const LETTERS_A_TOKEN = 4;
const TICK_MS = 500;

/** What a run takes: time, tokens, money. Counted as it goes, and as the vendor tells it at the end. */
export class Meter {
  /** Since when it runs, in seconds. */
  seconds = $state(0);
  /** Tokens written so far; about, until the vendor tells. */
  output = $state(0);
  /** Tokens read so far. */
  input = $state(0);
  /** USD, null where nobody knows the price. */
  cost = $state<number | null>(null);
  /** Whether the vendor counted, and not we. */
  counted = $state(false);
  #since = 0;
  #letters = 0;
  #told: Usage = { input: 0, output: 0, cached: 0, cost: null };
  /** Tokens of the call that is under way, as far as we can tell. */
  #asked = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    /** What so many tokens will cost, and what a call did; null where nobody knows. */
    private readonly estimate: (input: number, output: number) => number | null,
    private readonly actual: (usage: Usage) => number | null,
    private readonly now = () => performance.now(),
  ) {}

  start(): void {
    [this.seconds, this.input, this.output, this.cost] = [0, 0, 0, null];
    this.counted = false;
    this.#told = { input: 0, output: 0, cached: 0, cost: null };
    this.#since = this.now();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** A call begins that reads about so many tokens. */
  call(input: number): void {
    [this.#asked, this.#letters] = [input, 0];
    this.#tick();
  }

  /** A piece came. It is counted now, and shown with the next tick. */
  hear(piece: string): void {
    this.#letters += piece.length;
  }

  /** A call ended. Returns what it took: the vendor's figures, or ours where it told none. */
  end(usage: Usage | null): Usage {
    const used = usage ?? {
      ...{ input: this.#asked, output: this.#written, cached: 0, cost: null },
    };
    const before = this.#told;
    const cost = this.actual(used);
    this.#told = {
      input: before.input + used.input,
      output: before.output + used.output,
      cached: before.cached + used.cached,
      cost: cost === null ? before.cost : (before.cost ?? 0) + cost,
    };
    [this.#asked, this.#letters] = [0, 0];
    this.counted = usage !== null;
    this.#tick();
    return used;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#tick();
  }

  get #written(): number {
    return Math.ceil(this.#letters / LETTERS_A_TOKEN);
  }

  #tick(): void {
    this.seconds = Math.round((this.now() - this.#since) / 1000);
    this.input = this.#told.input + this.#asked;
    this.output = this.#told.output + this.#written;
    const more = this.#asked ? this.estimate(this.#asked, this.#written) : 0;
    const { cost } = this.#told;
    this.cost = cost === null ? (this.#asked ? more : null) : cost + (more ?? 0);
  }
}
