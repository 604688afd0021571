import { vault } from './vault';

/** The key of what stands on the start page before it is sent. */
export const DRAFT = 'start';

/** One side of the start page: a file, or pasted text. */
export interface Given {
  file: File | null;
  text: string;
  /** It is the invented person's, or the posting that goes with them. */
  sample?: boolean;
}

export interface Draft {
  resume: Given;
  posting: Given;
}

const NOTHING: Given = { file: null, text: '' };

/** Return what was given before: by this page, or by one that was left a moment ago. */
export async function readDraft(): Promise<Draft> {
  const left = vault.arrive(DRAFT).get(DRAFT) as Record<keyof Draft, string> | undefined;
  const kept = await vault.read<Draft>(DRAFT);
  const side = (name: keyof Draft): Given => ({
    file: kept?.[name].file ?? null,
    text: left?.[name] ?? kept?.[name].text ?? '',
    sample: kept?.[name].sample ?? false,
  });
  return { resume: side('resume'), posting: side('posting') };
}

/** Put a posting that came from elsewhere on the start page; the résumé there stays. */
export async function givePosting(given: Partial<Given>): Promise<void> {
  const { resume } = await readDraft();
  await vault.write(DRAFT, { resume, posting: { ...NOTHING, ...given } });
}
