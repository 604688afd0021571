import { api } from '../../../api/client';
import { language, tn } from '../../../i18n/t.svelte';

/** Ids of what was made here: as a guest it goes along into the account. */
export interface Made {
  resumes: readonly string[];
  postings: readonly string[];
  proofs: readonly string[];
}

const ids = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id);

/** Fetch the ids of what the session has. Throws ApiError, NetworkError. */
export async function listMade(): Promise<Made> {
  const [read, asked, tailored] = await Promise.all([
    api.call('list_resumes'),
    api.call('list_postings'),
    api.call('list_tailorings'),
  ]);
  return {
    resumes: ids(read.resumes),
    postings: ids(asked.postings),
    proofs: ids(tailored.tailorings),
  };
}

/** Return what of `before` is there `now`. */
export function kept(before: Made, now: Made): Made {
  const both = (kind: keyof Made) => before[kind].filter((id) => now[kind].includes(id));
  return { resumes: both('resumes'), postings: both('postings'), proofs: both('proofs') };
}

/** Say how much was made: "1 resume and 2 proofs"; empty when nothing was. */
export function inWords({ resumes, postings, proofs }: Made): string {
  const parts = [
    resumes.length > 0 ? tn('signin.resumes', resumes.length) : '',
    postings.length > 0 ? tn('signin.postings', postings.length) : '',
    proofs.length > 0 ? tn('signin.proofs', proofs.length) : '',
  ];
  return new Intl.ListFormat(language.tag).format(parts.filter(Boolean));
}
