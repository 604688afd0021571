import { api } from '../../api/client';
import type { Letter, LetterForm, PostingRecord, Tailoring } from '../../api/types';
import { t } from '../../i18n/t.svelte';
import { session } from '../../state/session.svelte';
import { Sync } from '../../state/sync.svelte';
import { LetterDesk } from './letter.svelte';
import type { Kind } from './form';

/** A tailored résumé with the letter, or the message, that goes with it. */
export class LetterWork {
  #desk = $state.raw<LetterDesk | null>(null);

  private constructor(
    readonly tailoring: Tailoring,
    readonly posting: PostingRecord,
    readonly kind: Kind,
    readonly languages: readonly string[],
    letter: Letter | null,
  ) {
    if (letter) this.#sit(letter);
  }

  /** Open what there is of a kind: the newest letter. Throws ApiError, NetworkError. */
  static async open(id: string, kind: Kind): Promise<LetterWork> {
    await Promise.all([session.load(), Sync.leaving]);
    const [tailoring, { letters, languages }] = await Promise.all([
      api.call('get_tailoring', { id }),
      api.call('list_letters', { id }),
    ]);
    const [newest] = letters
      .filter((letter) => letter.kind === kind)
      .sort((a, b) => b.created_at.localeCompare(a.created_at));
    const [posting, letter] = await Promise.all([
      api.call('get_posting', { id: tailoring.posting_id }),
      newest ? api.call('get_letter', { id: newest.id }) : null,
    ]);
    return new LetterWork(tailoring, posting, kind, languages, letter);
  }

  /** The letter under the person's hands, null before the first one. */
  get desk(): LetterDesk | null {
    return this.#desk;
  }

  get person(): string {
    return this.tailoring.resume.basics.name || t('shell.unnamed');
  }

  /** The words of the posting that a sentence serves. */
  requirement(id: string): string {
    return this.posting.posting.requirements.find((one) => one.id === id)?.text ?? '';
  }

  /** Compose the first letter. Throws ApiError, NetworkError. */
  async begin(form: LetterForm): Promise<void> {
    this.#sit(await api.call('create_letter', { id: this.tailoring.id, body: form }));
  }

  /** Erase the letter, the person's own sentences with it. Throws ApiError, NetworkError. */
  async startOver(): Promise<void> {
    const desk = this.#desk;
    if (!desk) return;
    await desk.flush();
    await api.call('delete_letter', { id: desk.letter.id });
    desk.drop();
    this.#desk = null;
  }

  close(): void {
    this.#desk?.close();
  }

  #sit(letter: Letter): void {
    this.#desk = new LetterDesk(letter);
    void this.#desk.resume();
  }
}
