import { api } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { Attempt, Closing, Finding, Proposal } from '../../api/types';
import { ask, Fault, type Connection, type Usage, type Vendor } from '../../llm';
import { actual, estimateAt, noteSpend } from '../../state/catalogue.svelte';
import { notices } from '../../state/notices.svelte';
import { tab } from '../../state/tabs';
import { alone, freed, isBusy } from './alone';
import { Delivery } from './delivery';
import { answerOf, ListReader, type Item } from './edits';
import { find, forget, itemsOf, keep, type Left } from './left';
import { Meter } from './meter.svelte';
import type { Job, OneCall } from './job';
import {
  ended,
  endingOf,
  hostOf,
  MOST_ENTRIES,
  roomFor,
  worse,
  type Ending,
  type Phase,
  type Plan,
} from './plan';
import { endOf, statusOf } from './words';

/** The least time between two things that are said while a model writes. */
const SPEAK_MS = 10_000;

/** One job given to a model: asked, read while it comes, handed in piece by piece, and closed. */
export class Run {
  phase = $state<Phase>('idle');
  ending = $state<Ending | null>(null);
  /** Items that came whole. */
  came = $state(0);
  /** What was ruled on them so far, for as long as the page does not have it from the server. */
  arrived = $state.raw<readonly Proposal[]>([]);
  /** Which call of how many runs. */
  call = $state(0);
  calls = $state(1);
  repairs = $state(false);
  /** Whether each entry is asked about by itself. */
  byEntry = $state(false);
  /** Until when the vendor wants us to wait, in milliseconds of the wait; 0 while it does not. */
  waits = $state(0);
  fault = $state.raw<Fault | null>(null);
  /** What our server could not do. */
  error = $state.raw<unknown>(null);
  /** The words with which the model declined. */
  said = $state('');
  findings = $state.raw<readonly Finding[]>([]);
  model = $state('');
  host = $state('');
  vendor = $state<Vendor>('compatible');
  readonly meter: Meter;
  #items: Item[] = [];
  #seen = new Set<string>();
  #stop = new AbortController();
  #unsent: (() => Promise<void>) | null = null;
  #to: Connection | null = null;
  /** The attempt that calls about single entries share, and the entries that are done. */
  #attempt = '';
  #done: string[] = [];
  #spoke = 0;

  constructor(public job: Job) {
    this.meter = new Meter(
      (input, output) => this.#to && estimateAt(this.#to, input, output),
      (usage) => this.#to && actual(this.#to, usage),
    );
  }

  /** Whether a model is being asked, or its answer is on its way to the server. */
  get active(): boolean {
    return this.phase === 'asking' || this.phase === 'writing' || this.phase === 'checking';
  }

  /** See whether another tab is at it, or a reload cut a run off. */
  async restore(): Promise<void> {
    if (this.phase !== 'idle') return;
    if (await isBusy(this.job.id)) return this.follow();
    const left = await find(this.job.id);
    if (!left) return;
    this.#take(left);
    this.phase = 'left';
  }

  /** Wait for the tab that is at it; what it brings comes in meanwhile. */
  async follow(): Promise<void> {
    this.phase = 'elsewhere';
    await freed(this.job.id);
    if ((this.phase as Phase) !== 'elsewhere') return;
    this.phase = 'idle';
    await this.job.reload().catch(() => undefined);
    await this.restore();
  }

  /** Ask. With `on`, what came before is kept and what comes is added to it. */
  async start(plan: Plan, on = false): Promise<void> {
    this.#reset(plan, on);
    const free = await alone(this.job.id, async () => {
      try {
        await this.#begin(plan, on);
      } catch (error) {
        this.error = error;
        this.#end('dropped');
      }
    });
    if (!free) void this.follow();
  }

  /** Stop asking; what came is kept. */
  cancel(): void {
    this.#stop.abort();
  }

  /** Hand in what a run of before has brought, and be done with it. */
  async settle(): Promise<void> {
    const left = await find(this.job.id);
    if (!left) return;
    this.phase = 'checking';
    const text = answerOf(this.job.list, itemsOf(left));
    if (await this.#handIn(left, text, 'whole')) this.#end('whole');
  }

  /** Go back to choosing. */
  dismiss(): void {
    this.phase = 'idle';
  }

  /** Try again to hand in an answer that is here still. */
  async resend(): Promise<void> {
    await this.#unsent?.();
  }

  #take(left: Left): void {
    this.#items = itemsOf(left);
    this.#seen = new Set(left.raw);
    this.came = this.#items.length;
    [this.model, this.host] = [left.model, left.host];
    [this.#attempt, this.#done] = [left.attempt, left.done];
    this.byEntry = left.entry !== '';
  }

  async #begin(plan: Plan, on: boolean): Promise<void> {
    const { job } = this;
    const entries = await this.#entries(plan, on);
    this.calls = entries.length;
    let ending: Ending | null = 'whole';
    for (const entry of entries) {
      // Calls about one entry each are one attempt together.
      const joined = entry && this.#attempt ? { entry, attempt: this.#attempt } : { entry };
      const brief = await job.begin({ ...plan.wants, ...joined });
      this.#attempt = brief.attempt;
      if (this.call === 0) this.#starts();
      this.call += 1;
      const how = await this.#one(plan, brief, { attempt: brief.attempt, entry });
      ending = how && worse(ending ?? how, how);
      if (how !== 'whole' && how !== 'cut') break;
      this.#done = [...this.#done, entry];
      if (entries.length > this.call) this.#items = [];
    }
    if (ending) this.#end(ending);
  }

  /** The entries to ask about one by one, those that were done before left out; or all at once. */
  async #entries({ wants, byEntry }: Plan, on: boolean): Promise<readonly string[]> {
    if (!on || !byEntry) [this.#attempt, this.#done] = ['', []];
    if (!byEntry) return [''];
    const { entries } = await this.job.begin({ ...wants, preview: true });
    const left = entries.slice(0, MOST_ENTRIES).filter((entry) => !this.#done.includes(entry));
    return left.length > 0 ? left : [''];
  }

  #starts(): void {
    // What the attempt before had proposed is gone from the server now.
    void this.job.reload().catch(() => undefined);
    // So that the first item does not wait for leave to be handed in.
    if (this.job.take) void api.prepare(['propose_edit']).catch(() => undefined);
    this.meter.start();
  }

  /** One call: ask, bring what comes, hand in the whole. Null where that waits for our server. */
  async #one(plan: Plan, brief: Attempt, call: OneCall): Promise<Ending | null> {
    const { job } = this;
    const carried = this.#items.length;
    const delivery = new Delivery(
      async (number, value) => (await job.take?.(call, number, value)) ?? null,
      (proposal) => this.#show(proposal),
      () => this.#stop.abort(),
    );
    const bring = (number: number, item: Item): void => {
      if (job.take) delivery.add(number, item);
    };
    this.#items.forEach((item, number) => bring(number, item));
    const { text, ending } = await this.#ask(plan, brief, (item) => {
      if (this.#add(item, call)) bring(this.#items.length - 1, item);
    });
    if (this.#stop.signal.aborted) delivery.stop();
    await delivery.settled();
    if (delivery.over?.code === 'tailoring.attempt_over') throw delivery.over;
    const answer = carried > 0 ? answerOf(job.list, this.#items) : text;
    return this.#close(plan, brief, call, answer, ending);
  }

  #reset({ to, byEntry }: Plan, on: boolean): void {
    if (!on) {
      this.#items = [];
      this.#seen = new Set();
      this.came = 0;
    }
    this.#stop = new AbortController();
    this.#unsent = null;
    this.#to = to;
    this.phase = 'asking';
    [this.ending, this.fault, this.error, this.said] = [null, null, null, ''];
    [this.call, this.calls, this.repairs, this.waits] = [0, 1, false, 0];
    this.arrived = [];
    this.findings = [];
    this.model = to.model;
    this.host = hostOf(to);
    this.vendor = to.vendor;
    this.byEntry = byEntry;
  }

  async #ask(
    { to, maxOutput }: Plan,
    brief: Attempt,
    found: (item: Item) => void,
  ): Promise<{ text: string; ending: Ending }> {
    const reader = new ListReader(this.job.list);
    let text = '';
    let ending: Ending = 'dropped';
    let usage: Usage | null = null;
    this.meter.call(brief.input_tokens);
    try {
      const outcome = await ask(to, {
        brief: { system: brief.system, user: brief.user, answer_schema: brief.answer_schema },
        maxOutput: roomFor(brief, to, maxOutput),
        signal: this.#stop.signal,
        onText: (piece) => {
          if (this.phase === 'asking') this.phase = 'writing';
          this.waits = 0;
          text += piece;
          this.meter.hear(piece);
          for (const item of reader.push(piece)) found(item);
        },
        onWait: (ms) => (this.waits = ms),
      });
      text = outcome.text || text;
      usage = outcome.usage;
      this.said = outcome.said;
      ending = endingOf(outcome);
    } catch (error) {
      if (this.#stop.signal.aborted) ending = 'stopped';
      else if (error instanceof Fault) this.fault = error;
      else throw error;
    }
    this.waits = 0;
    const used = this.meter.end(usage);
    // The person's sum is not worth an interruption when it cannot be told.
    if (usage || text) noteSpend(to, used, this.job.purpose).catch(() => undefined);
    return { text, ending };
  }

  /** Keep an item that came; false for one that came before. */
  #add(item: Item, call: OneCall): boolean {
    if (this.job.joins && this.#seen.has(item.raw)) return false;
    this.#seen.add(item.raw);
    this.#items.push(item);
    this.came += 1;
    const raw = this.#items.map((one) => one.raw);
    const left = { ...call, done: this.#done, model: this.model, host: this.host, raw };
    void keep(this.job.id, left).catch(() => undefined);
    return true;
  }

  /** Said now and then, not with each word: who listens is not to be talked over. */
  #tell(): void {
    if (Date.now() - this.#spoke < SPEAK_MS) return;
    this.#spoke = Date.now();
    notices.say(statusOf(this));
  }

  #show(proposal: Proposal): void {
    const others = this.arrived.filter(({ id }) => id !== proposal.id);
    this.arrived = [...others, proposal];
    this.#tell();
    tab.tell(this.job.id);
  }

  /** Hand in what came. Where nothing can be read in a whole answer, the model is asked once more. */
  async #close(
    plan: Plan,
    brief: Attempt,
    call: OneCall,
    text: string,
    ending: Ending,
  ): Promise<Ending | null> {
    const usable = this.#items.length > 0 || (ending === 'whole' && text.trim() !== '');
    if (!usable) return ending === 'whole' ? 'unreadable' : ending;
    this.phase = 'checking';
    const closing = await this.#handIn(call, text, ending);
    if (!closing?.again) return closing && ended(closing, ending);
    this.repairs = true;
    this.phase = 'asking';
    const anew = { ...brief, user: `${brief.user}\n\n${closing.repair}` };
    const second = await this.#ask(plan, anew, (item) => this.#add(item, call));
    if (second.ending !== 'whole' && this.#items.length === 0) return second.ending;
    this.phase = 'checking';
    const last = await this.#handIn(call, second.text, second.ending);
    return last && ended(last, second.ending);
  }

  /** Hand in an answer; what the server could not be told is kept, and can be told again. */
  async #handIn(call: OneCall, text: string, ending: Ending): Promise<Closing | null> {
    try {
      const closing = await this.job.finish(call, text, this.model);
      this.findings = closing.findings;
      this.#unsent = null;
      await forget(this.job.id);
      return closing;
    } catch (error) {
      if (error instanceof ApiError && error.status < 429) throw error;
      this.error = error;
      this.#unsent = async () => {
        this.phase = 'checking';
        this.error = null;
        const closing = await this.#handIn(call, text, ending);
        if (closing) this.#end(ended(closing, ending));
      };
      this.meter.stop();
      this.phase = 'unsent';
      return null;
    }
  }

  #end(ending: Ending): void {
    this.meter.stop();
    this.ending = ending;
    this.phase = 'ended';
    notices.say(endOf(this));
    tab.tell(this.job.id);
    void this.job
      .reload()
      .then(() => (this.arrived = []))
      .catch(() => undefined);
  }
}
