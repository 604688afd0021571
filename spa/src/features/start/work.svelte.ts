import { api } from '../../api/client';
import type { PostingSummary, ResumeSummary, TailoringSummary } from '../../api/types';

/** A tailoring in the list, with the names of what it joins. */
export interface Proof {
  id: string;
  created_at: string;
  resume_id: string;
  posting_id: string;
  person: string;
  title: string;
  company: string;
  /** It is of the sample: an invented person. */
  sample: boolean;
  /** Who read the posting: "" for our rules, else a model's name, null for one without. */
  reader: string | null;
}

/** What this guest has made, to take up again. */
export class Work {
  proofs = $state.raw<readonly Proof[]>([]);
  resumes = $state.raw<readonly ResumeSummary[]>([]);
  #postings: readonly PostingSummary[] = [];

  get isEmpty(): boolean {
    return this.proofs.length === 0 && this.resumes.length === 0;
  }

  async load(): Promise<void> {
    const [tailored, read, asked] = await Promise.all([
      api.call('list_tailorings'),
      api.call('list_resumes'),
      api.call('list_postings'),
    ]);
    this.resumes = read.resumes;
    this.#postings = asked.postings;
    this.proofs = join(tailored.tailorings, read.resumes, asked.postings);
  }

  /**
   * Erase one proof, with its posting and its résumé where no other proof needs them: they count
   * towards what a guest may keep, and are shown nowhere else. All readings of a posting go with
   * the last proof for any of them. The newest résumé stays for the next proof.
   */
  async remove(proof: Proof): Promise<void> {
    await api.call('delete_tailoring', { id: proof.id });
    const others = this.proofs.filter((other) => other.id !== proof.id);
    const { posting_id, resume_id } = proof;
    const readings = this.#readings(posting_id);
    if (!others.some((other) => readings.includes(other.posting_id))) {
      for (const id of readings) await api.call('delete_posting', { id });
    }
    const needed = others.some((other) => other.resume_id === resume_id);
    if (!needed && this.resumes[0]?.id !== resume_id) {
      await api.call('delete_resume', { id: resume_id });
    }
    await this.load();
  }

  /** The ids of all readings of the same posting. */
  #readings(id: string): string[] {
    const rootOf = (of: PostingSummary): string => of.read_from ?? of.id;
    const own = this.#postings.find((one) => one.id === id);
    if (!own) return [id];
    return this.#postings.filter((one) => rootOf(one) === rootOf(own)).map((one) => one.id);
  }
}

function join(
  tailorings: readonly TailoringSummary[],
  resumes: readonly ResumeSummary[],
  postings: readonly PostingSummary[],
): Proof[] {
  return tailorings.map(({ id, created_at, resume_id, posting_id }) => {
    const posting = postings.find((p) => p.id === posting_id);
    const resume = resumes.find((r) => r.id === resume_id);
    return {
      id,
      created_at,
      resume_id,
      posting_id,
      person: resume?.name ?? '',
      sample: resume?.sample ?? false,
      title: posting?.title ?? '',
      company: posting?.company ?? '',
      reader: posting?.source === 'model' ? posting.model || null : '',
    };
  });
}
