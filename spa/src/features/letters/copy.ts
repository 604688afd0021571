import { explain } from '../../i18n/errors';
import { t } from '../../i18n/t.svelte';
import { notices } from '../../state/notices.svelte';
import type { LetterDesk } from './letter.svelte';

/** Put the letter on the clipboard as text; what was typed a moment ago is in it. */
export async function copyText(desk: LetterDesk): Promise<void> {
  let text: string;
  try {
    ({ text } = await desk.flush());
  } catch (error) {
    notices.fail(explain(error));
    return;
  }
  try {
    await navigator.clipboard.writeText(text);
    notices.show(t('shell.copied'));
  } catch {
    notices.fail(t('shell.not_copied'));
  }
}
