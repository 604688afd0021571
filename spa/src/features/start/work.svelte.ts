import { api } from '../../api/client';
import type { PostingSummary, ResumeSummary, TailoringSummary } from '../../api/types';

/** A tailoring in the list, with the names of what it joins. */
export interface Proof {
  id: string;
  created_at: string;
  person: string;
  title: string;
  company: string;
}

/** What this guest has made, to take up again. */
export class Work {
  proofs = $state.raw<readonly Proof[]>([]);
  resumes = $state.raw<readonly ResumeSummary[]>([]);

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
    this.proofs = join(tailored.tailorings, read.resumes, asked.postings);
  }

  /** Erase one proof; its résumé stays for the next one. */
  async remove(id: string): Promise<void> {
    await api.call('delete_tailoring', { id });
    await this.load();
  }
}

function join(
  tailorings: readonly TailoringSummary[],
  resumes: readonly ResumeSummary[],
  postings: readonly PostingSummary[],
): Proof[] {
  return tailorings.map(({ id, created_at, resume_id, posting_id }) => {
    const posting = postings.find((p) => p.id === posting_id);
    return {
      id,
      created_at,
      person: resumes.find((r) => r.id === resume_id)?.name ?? '',
      title: posting?.title ?? '',
      company: posting?.company ?? '',
    };
  });
}
