import { api } from '../../api/client';
import type { ApiError } from '../../api/errors';
import type {
  PostingRecord,
  Proposal,
  ResumeRecord,
  Says,
  Tailoring,
  TailoringChange,
} from '../../api/types';
import { explain } from '../../i18n/errors';
import { t } from '../../i18n/t.svelte';
import { chosen, toRequest, type Change, type Changes, type Options } from '../../state/changes';
import { History } from '../../state/history.svelte';
import { notices } from '../../state/notices.svelte';
import { Outbox } from '../../state/outbox';
import { session } from '../../state/session.svelte';
import { Sync } from '../../state/sync.svelte';
import { tab } from '../../state/tabs';
import { vault } from '../../state/vault';
import { asked, summarize } from './coverage';
import { Checks } from './checks.svelte';
import { fieldsOf, outline, ownerOf, textAt, type Field } from './outline';
import { sourcesOf, type Range } from './sources';
import { SpannedText } from './spans';

/** A field that another tab or device changed at the same time, with the words it wrote. */
export interface Crossing {
  path: string;
  theirs: string;
}

/** One tailoring under the person's hands: what the server knows, with unsent changes over it. */
export class Review {
  #server = $state.raw<Tailoring>() as Tailoring;
  crossings = $state.raw<readonly Crossing[]>([]);
  /** The requirement whose quote and lines are shown. */
  selected = $state<string | null>(null);
  /** The line that the keyboard is at. */
  current = $state<string | null>(null);
  /** The line, field or group of skills whose evidence is open. */
  traced = $state<string | null>(null);
  /** The entries whose fields are open: "basics", or an entry's id. */
  opened = $state.raw<ReadonlySet<string>>(new Set());
  readonly history: History<Change>;
  readonly sync: Sync<Tailoring, Change, TailoringChange>;
  readonly file: SpannedText;
  readonly checks: Checks;
  readonly #stopListening: () => void;
  readonly #leave = () => this.outbox.leave(this.sync.unsent);

  private constructor(
    server: Tailoring,
    readonly record: ResumeRecord,
    readonly posting: PostingRecord,
    readonly outbox: Outbox<Change>,
  ) {
    this.#server = server;
    this.file = new SpannedText(record.text);
    this.checks = new Checks(record);
    this.history = new History((path, value) => this.sync.change(path, value));
    this.sync = new Sync(
      {
        remote: {
          get: () => api.call('get_tailoring', { id: server.id }),
          edit: (body, ifMatch) => api.call('edit_tailoring', { id: server.id, body, ifMatch }),
        },
        outbox,
        toRequest,
        received: (tailoring) => this.#receive(tailoring),
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

  /** Open a tailoring with what this browser could not send before. Throws ApiError, NetworkError. */
  static async open(id: string): Promise<Review> {
    await Promise.all([session.load(), Sync.leaving]);
    const tailoring = await api.call('get_tailoring', { id });
    const [record, posting] = await Promise.all([
      api.call('get_resume', { id: tailoring.resume_id }),
      api.call('get_posting', { id: tailoring.posting_id }),
    ]);
    const review = new Review(tailoring, record, posting, new Outbox(vault, tab, id));
    // An answer may take its time; the page shows at once.
    void review.sync.resume(await review.outbox.adopt()).catch(() => undefined);
    return review;
  }

  close(): void {
    removeEventListener('pagehide', this.#leave);
    this.#stopListening();
    this.sync.stop();
  }

  get tailoring(): Tailoring {
    return this.#server;
  }

  readonly sections = $derived.by(() => outline(this.#server.resume));
  readonly choices = $derived(
    new Map(this.#server.plan.choices.map((choice) => [choice.highlightId, choice])),
  );
  readonly asked = $derived.by(() =>
    asked(this.posting.posting.requirements, this.#server.coverage, (id) => this.isKept(id)),
  );
  readonly summary = $derived(summarize(this.asked));
  readonly proving = $derived(
    new Set(this.asked.find((a) => a.requirement.id === this.selected)?.lines),
  );
  readonly fields = $derived(fieldsOf(this.sections));
  /** Fields that the reading was unsure of and the person has not settled, in the page's order. */
  readonly doubts = $derived.by(() =>
    this.fields.filter(({ path }) => this.checks.isOpen(path) && !this.isEdited(path)),
  );
  /** Where everything that was read stood in the file. */
  readonly sources = $derived.by(() => sourcesOf(this.record, this.file));
  /** The texts that found no place, each once. */
  readonly unmatched = $derived.by(() => [...new Set(this.record.reading.unmatched)]);
  /** Whether the reading left anything to look at. */
  readonly asks = $derived.by(
    () => this.doubts.length + this.unmatched.length + this.record.reading.findings.length > 0,
  );
  readonly #edits = $derived.by(() => {
    const paths = new Set(this.#server.edits.map(({ path }) => path));
    for (const path of Object.keys(this.#unsent))
      if (path.startsWith('text/')) paths.add(path.slice(5));
    return [...paths].map((path) => this.text(path));
  });
  /** What machines make of the PDF, by a code. */
  readonly badge = $derived.by(() => this.#server.badge);
  readonly person = $derived.by(() => this.text('basics.name') || t('shell.unnamed'));
  readonly options = $derived.by(
    () => (this.#unsent['options'] as Options | undefined) ?? chosen(this.#server.options),
  );

  get #unsent(): Changes {
    return this.sync.unsent;
  }

  /** Whether a line is on the page, the person's newest switch first. */
  isKept(id: string): boolean {
    const unsent = this.#unsent[`line/${id}`];
    if (typeof unsent === 'boolean') return unsent;
    return this.choices.get(id)?.kept ?? true;
  }

  isSwitched(id: string): boolean {
    return valueOf(this.#unsent, this.#server, `line/${id}`) !== null;
  }

  text(path: string): string {
    const unsent = this.#unsent[`text/${path}`];
    if (typeof unsent === 'string') return unsent || this.original(path);
    return textAt(this.#server.resume, path);
  }

  /** The words of the person's file. */
  original(path: string): string {
    return textAt(this.record.reading.resume, path);
  }

  isEdited(path: string): boolean {
    return valueOf(this.#unsent, this.#server, `text/${path}`) !== '';
  }

  /** What was proposed: our own offers, and a model's edits with their verdicts. */
  get proposals(): readonly Proposal[] {
    return this.#server.proposals;
  }

  /** The lines, fields and groups of skills that accepted suggestions changed. */
  readonly reworked = $derived.by(
    () =>
      new Set(
        this.proposals
          .filter((one) => this.isAccepted(one) && one.edit.op !== 'keep' && one.edit.op !== 'drop')
          .map(({ edit }) => edit.target),
      ),
  );

  /** Open or close the evidence of a line. */
  trace(path: string): void {
    this.traced = this.traced === path ? null : path;
  }

  /** Whether the person accepted (true) or rejected (false) a proposal; null while they did not say. */
  decision(id: string): boolean | null {
    return valueOf(this.#unsent, this.#server, `decision/${id}`) as boolean | null;
  }

  /** Whether a proposal holds: accepted, and still borne out by what is known. */
  isAccepted({ id, verdict }: Proposal): boolean {
    return verdict === 'supported' && this.decision(id) === true;
  }

  /** Accept, reject or take back. Words that the person typed elsewhere are theirs here too. */
  settleProposal({ id, edit, own }: Proposal, accepted: boolean | null): void {
    if (own && accepted) this.write(edit.target, edit.text);
    else this.decide(id, accepted);
  }

  decide(id: string, accepted: boolean | null): void {
    this.#edit(`decision/${id}`, accepted);
  }

  /** Answer the question of a proposal. A "yes" makes its words a fact, so there is no undo. */
  answer(id: string, says: Says): void {
    this.sync.change(`answer/${id}`, says);
  }

  switchLine(id: string, on: boolean | null): void {
    this.#edit(`line/${id}`, on);
  }

  /** Reword; the file's own words, or none at all, bring the original back. */
  write(path: string, text: string): void {
    const own = !text.trim() || text === this.original(path);
    this.#edit(`text/${path}`, own ? '' : text);
  }

  /** The doubtful fields of an entry or of the head, not those of its lines. */
  doubtsOf(owner: string): Field[] {
    return this.doubts.filter(({ path }) => path.includes('.') && ownerOf(path) === owner);
  }

  /** Where a field stood in the file; one that was not found there, where its entry did. */
  placeOf(path: string): Range | undefined {
    return this.sources.get(path) ?? this.sources.get(ownerOf(path));
  }

  isDoubtful(path: string): boolean {
    return this.doubts.some((field) => field.path === path);
  }

  /** Whether a text of the file that found no place stands in the summary or a line by now. */
  isPlaced(text: string): boolean {
    return this.#edits.some((edit) => edit.includes(text));
  }

  addToSummary(text: string): void {
    const summary = this.text('basics.summary');
    this.write('basics.summary', summary ? `${summary}\n${text}` : text);
  }

  setOptions(options: Partial<Options>): void {
    this.#edit('options', { ...this.options, ...options });
  }

  /** Open or close the fields of an entry. */
  toggle(owner: string, open = !this.opened.has(owner)): void {
    const others = [...this.opened].filter((id) => id !== owner);
    this.opened = new Set(open ? [...others, owner] : others);
  }

  /** Take the last change back; returns the path that it changed. */
  undo(): string | null {
    const path = this.history.undo();
    if (path) notices.say(t('shell.undone'));
    return path;
  }

  redo(): string | null {
    const path = this.history.redo();
    if (path) notices.say(t('shell.redone'));
    return path;
  }

  /** Settle a crossing: take their words, or keep ours, which are on the page. */
  settle(crossing: Crossing, take: boolean): void {
    this.crossings = this.crossings.filter((c) => c !== crossing);
    if (take) this.write(crossing.path, crossing.theirs);
  }

  #edit(path: string, value: Change): void {
    this.history.edit(path, valueOf(this.#unsent, this.#server, path), value);
  }

  #receive(tailoring: Tailoring): void {
    this.#server = tailoring;
  }

  #refuse(error: ApiError): void {
    notices.fail(explain(error));
    void this.sync.reload().catch(() => undefined);
  }

  #cross(path: string, theirs: Change): void {
    if (!path.startsWith('text/') || typeof theirs !== 'string') return;
    const field = path.slice(5);
    const others = this.crossings.filter((c) => c.path !== field);
    this.crossings = [...others, { path: field, theirs: theirs || this.original(field) }];
  }
}

/** The value of a path as the server has it: null and "" mean that the person said nothing. */
function valueAt(tailoring: Tailoring, path: string): Change {
  if (path.startsWith('line/')) return tailoring.switches[path.slice(5)] ?? null;
  if (path.startsWith('text/')) {
    return tailoring.edits.find((edit) => edit.path === path.slice(5))?.text ?? '';
  }
  if (path.startsWith('decision/')) return tailoring.decisions[path.slice(9)] ?? null;
  if (path.startsWith('answer/')) return null;
  return chosen(tailoring.options);
}

function valueOf(unsent: Changes, server: Tailoring, path: string): Change {
  const value = unsent[path];
  return value === undefined ? valueAt(server, path) : value;
}
