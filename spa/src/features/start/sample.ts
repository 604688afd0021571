import { language } from '../../i18n/t.svelte';
import type { Locale } from '../../i18n/locales';
import type { Given } from '../../state/draft';

/** An invented person's résumé, as JSON Resume, and the text of an invented posting. */
interface Sample {
  resume: { basics: { name: string } };
  posting: string;
}

const FILES = import.meta.glob<Sample>('./sample/*.json', { import: 'default' });

/** Fetch the sample in the language that is spoken. Rejects when it cannot be fetched. */
export async function fetchSample(
  tag: Locale = language.tag,
): Promise<{ resume: Given; posting: Given }> {
  const found = await FILES[`./sample/${tag}.json`]?.();
  if (!found) throw new Error(`there is no sample in ${tag}`);
  const { resume, posting } = found;
  const type = 'application/json';
  const file = new File([JSON.stringify(resume)], `${resume.basics.name}.json`, { type });
  return {
    resume: { file, text: '', sample: true },
    posting: { file: null, text: posting, sample: true },
  };
}
