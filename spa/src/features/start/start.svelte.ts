import { api } from '../../api/client';
import { ApiError } from '../../api/errors';
import { explain } from '../../i18n/errors';
import type { ResumeSummary } from '../../api/types';
import { DRAFT, readDraft, type Draft, type Given } from '../../state/draft';
import { vault } from '../../state/vault';
import { linkIn } from './link';
import { fetchSample } from './sample';

/** The key of what stood in the fields before the sample was put there. */
const OWN = 'start/own';

export type Stage = 'idle' | 'reading' | 'planning';
export type Side = 'resume' | 'posting';

/** The start form: what was given, how far it is, what went wrong. Text is never thrown away. */
export class StartForm {
  resume = $state<Given>({ file: null, text: '' });
  posting = $state<Given>({ file: null, text: '' });
  /** A résumé read before, taken again instead of a file. */
  earlier = $state.raw<ResumeSummary | null>(null);
  stage = $state<Stage>('idle');
  /** What was not given at all. */
  missing = $state<readonly Side[]>([]);
  errors = $state<Partial<Record<Side | 'both', string | undefined>>>({});
  /** Whether the plan has no more of it now. */
  limited = $state(false);
  /** The page that could not be read by its address: the person opens it and copies its text. */
  unread = $state<string | null>(null);
  /** What was read already: a second try reads only what failed. */
  #read: Partial<Record<Side, { of: string | File; id: string }>> = {};

  /** Bring back what was typed before the page was loaded again. */
  async restore(): Promise<void> {
    const kept = await readDraft();
    for (const side of ['resume', 'posting'] as const) {
      if (isBlank(this[side])) this[side] = kept[side];
    }
  }

  /** Forget what was given: the person erased everything. */
  clear(): void {
    this.resume = { file: null, text: '' };
    this.posting = { file: null, text: '' };
    this.earlier = null;
    this.unread = null;
    this.#read = {};
  }

  /** Whether the sample stands in a field. */
  get hasSample(): boolean {
    return Boolean(this.resume.sample) || Boolean(this.posting.sample);
  }

  /** Put the sample in both fields; what stood there comes back later. Rejects when it cannot. */
  async takeSample(): Promise<void> {
    const { resume, posting } = await fetchSample();
    if (!this.hasSample) {
      const own = { resume: this.resume, posting: this.posting };
      await vault.write(OWN, $state.snapshot(own));
    }
    this.give('resume', resume);
    this.give('posting', posting);
  }

  /** Take the sample away, and put back what stood there before. */
  async takeOwn(): Promise<void> {
    await this.#bringOwn(true);
    this.clear();
    await this.restore();
  }

  /** Make what stood in the fields before the sample the draft again, where it is wanted. */
  async #bringOwn(wanted: boolean): Promise<void> {
    const own = wanted ? await vault.read<Draft>(OWN) : undefined;
    await vault.delete(OWN);
    if (own) await vault.write(DRAFT, own);
    else await vault.delete(DRAFT);
  }

  /** Keep the typed text while the page is being left. */
  leave(): void {
    if (!this.resume.text && !this.posting.text) return;
    vault.leave(DRAFT, { resume: this.resume.text, posting: this.posting.text });
  }

  give(side: Side, given: Partial<Given>): void {
    this[side] = { ...this[side], sample: false, ...given };
    this.errors = { ...this.errors, [side]: undefined, both: undefined };
    this.missing = this.missing.filter((other) => other !== side);
    if (side === 'resume' && (given.file ?? given.text)) this.earlier = null;
    if (side === 'posting') this.unread = null;
    void vault.write(DRAFT, {
      resume: $state.snapshot(this.resume),
      posting: $state.snapshot(this.posting),
    });
  }

  /** The address in the posting's field, when that is all there is. */
  get link(): string | null {
    return this.posting.file ? null : linkIn(this.posting.text);
  }

  /** Read both and plan; returns the tailoring's id, or null when something is missing or failed. */
  async submit(): Promise<string | null> {
    this.errors = {};
    this.limited = false;
    const sides: Side[] = this.earlier ? ['posting'] : ['resume', 'posting'];
    this.missing = sides.filter((side) => isBlank(this[side]));
    if (this.missing.length > 0) return null;
    this.stage = 'reading';
    try {
      await api.prepare(['import_resume', 'import_posting', 'create_tailoring']);
      const [resume_id, posting_id] = await this.#readBoth();
      if (!resume_id || !posting_id) return null;
      this.stage = 'planning';
      const made = await api.call('create_tailoring', { body: { resume_id, posting_id } });
      await this.#bringOwn(this.hasSample);
      return made.id;
    } catch (error) {
      this.#tell(error);
      return null;
    } finally {
      this.stage = 'idle';
    }
  }

  async #readBoth(): Promise<(string | null)[]> {
    const resume = this.earlier
      ? Promise.resolve(this.earlier.id)
      : this.#readOne('resume', 'import_resume');
    return Promise.all([resume, this.#readOne('posting', 'import_posting')]);
  }

  async #readOne(
    side: Side,
    operation: 'import_resume' | 'import_posting',
  ): Promise<string | null> {
    const given = this[side];
    const of = given.file ?? given.text;
    const link = side === 'posting' ? this.link : null;
    const before = this.#read[side];
    if (before?.of === of) return before.id;
    try {
      const { id } = await api.call(operation, { body: toBody(given, link) });
      this.#read[side] = { of, id };
      return id;
    } catch (error) {
      if (link && isOfPage(error)) this.#keepGot(link, error);
      if (tellsOfContent(error)) this.errors = { ...this.errors, [side]: explain(error) };
      else this.#tell(error);
      return null;
    }
  }

  /** Tell what is no fault of what was given. */
  #tell(error: unknown): void {
    this.errors = { ...this.errors, both: explain(error) };
    this.limited =
      error instanceof ApiError &&
      (error.code.startsWith('allowance') || error.code === 'work.quota');
  }

  /** Keep what came of a page in its field, or its address when nothing did. */
  #keepGot(link: string, error: ApiError): void {
    const got = error.params['got'];
    if (typeof got === 'string' && got) this.give('posting', { text: got });
    this.unread = link;
  }
}

function isOfPage(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code.startsWith('posting.page_');
}

function isBlank(given: Given): boolean {
  return !given.file && !given.text.trim();
}

/** What was given cannot be read; anything else (no room, no answer) is no fault of it. */
function tellsOfContent(error: unknown): boolean {
  return error instanceof ApiError && [400, 413, 415, 422].includes(error.status);
}

function toBody(given: Given, link: string | null): unknown {
  if (link) return { url: link };
  if (!given.file) return { text: given.text };
  const form = new FormData();
  form.append('file', given.file, given.file.name);
  return form;
}
