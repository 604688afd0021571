import { api } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { Fact, FactsChange, Given, KnownFacts, Resume, Says } from '../../api/types';
import { session } from '../../state/session.svelte';

/** Facts of one entry, or of the person whatever the entry ("" and no title). */
export interface Group {
  id: string;
  title: string;
  facts: Fact[];
}

/** What is known of the person of one résumé: facts by entry, and the answers they gave. */
export class Known {
  #server = $state.raw<KnownFacts>() as KnownFacts;
  #changing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly id: string,
    /** As it stands in the tailoring that the person came from. */
    readonly resume: Resume,
    server: KnownFacts,
  ) {
    this.#server = server;
  }

  /** Open what is known to a tailoring. Throws ApiError, NetworkError. */
  static async open(tailoring: string): Promise<Known> {
    await session.load();
    const { resume_id: id, resume } = await api.call('get_tailoring', { id: tailoring });
    return new Known(id, resume, await api.call('list_facts', { id }));
  }

  get name(): string {
    return this.#server.name;
  }

  get answers(): readonly Given[] {
    return this.#server.answers;
  }

  /** By entry in the file's order, then what holds everywhere; groups without facts are left out. */
  readonly groups = $derived.by((): Group[] => {
    const { entries, facts } = this.#server;
    return [...entries, { id: '', title: '' }]
      .map((entry) => ({ ...entry, facts: facts.filter((f) => f.entry_id === entry.id) }))
      .filter((group) => group.facts.length > 0);
  });
  readonly aside = $derived(this.#server.facts.filter((f) => f.state === 'retired').length);

  titleOf(entry: string): string {
    return this.#server.entries.find((e) => e.id === entry)?.title ?? '';
  }

  /** Set a fact aside, or put it back. */
  async retire(fact: Fact, gone: boolean): Promise<void> {
    await this.#change({ retired: { [fact.id]: gone } });
  }

  /** Say something else to a question, or forget (null) that it was asked. */
  async say(answer: Given, says: Says | null): Promise<void> {
    await this.#change({ answers: { [answer.id]: says } });
  }

  /** One change at a time, so that each goes out with the version that the one before made. */
  #change(body: FactsChange): Promise<void> {
    this.#changing = this.#changing.catch(() => undefined).then(() => this.#send(body));
    return this.#changing;
  }

  /** Another tab may have typed or answered meanwhile: then its version counts. */
  async #send(body: FactsChange): Promise<void> {
    const edit = (version: number) =>
      api.call('edit_facts', { id: this.id, body, ifMatch: version });
    try {
      this.#server = await edit(this.#server.version);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'work.version_conflict') throw error;
      const { version } = await api.call('list_facts', { id: this.id });
      this.#server = await edit(version);
    }
  }
}
