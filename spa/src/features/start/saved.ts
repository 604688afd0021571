import { api } from '../../api/client';
import { explain } from '../../i18n/errors';
import { t, tn } from '../../i18n/t.svelte';
import { keepFile } from '../../state/download';
import { notices } from '../../state/notices.svelte';

/** Only the head of a file is looked at: "Save my work" writes its format first. */
const HEAD_BYTES = 2000;

/** Tell whether a dropped file is one that "Save my work" made. */
export async function isSavedWork(file: File): Promise<boolean> {
  if (!file.name.toLowerCase().endsWith('.json')) return false;
  const head = await file.slice(0, HEAD_BYTES).text();
  return /"format"\s*:\s*"resume-builder-work"/.test(head);
}

/** Bring saved work back; returns whether it worked, and says so either way. */
export async function restoreWork(file: File): Promise<boolean> {
  try {
    const body: unknown = JSON.parse(await file.text());
    const answer = await api.call('restore_work', { body });
    const added = answer.resumes + answer.postings + answer.tailorings;
    const { tailorings } = answer;
    notices.show(added ? tn('start.restored', tailorings) : t('start.restored_none'));
    return true;
  } catch (error) {
    notices.fail(error instanceof SyntaxError ? t('start.not_saved_work') : explain(error));
    return false;
  }
}

/** Give the person everything as one file. */
export async function saveWork(): Promise<void> {
  try {
    await keepFile(await api.fetch('export_work'), 'resume-builder-work.json');
    const { documents } = await api.call('list_documents');
    if (documents.length === 0) notices.show(t('start.saved'));
    else {
      const run = () => void saveFiles();
      notices.show(tn('start.saved_without', documents.length), { label: t('start.files'), run });
    }
  } catch (error) {
    notices.fail(explain(error));
  }
}

/** Give the person every finished file: saved work leaves them out. */
async function saveFiles(): Promise<void> {
  try {
    await keepFile(await api.fetch('export_documents'), 'resume-builder-files.zip');
  } catch (error) {
    notices.fail(explain(error));
  }
}
