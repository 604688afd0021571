import { explain } from '../i18n/errors';
import { t } from '../i18n/t.svelte';
import { keepFile } from '../state/download';
import { notices } from '../state/notices.svelte';

/** A download under way: one at a time, said when it is there or could not be had. */
export class Downloading {
  busy = $state(false);

  /** Give the person the file that `fetch` brings; `fallback` names one that came without a name. */
  async run(fetch: () => Promise<Response>, fallback: string): Promise<void> {
    this.busy = true;
    try {
      const name = await keepFile(await fetch(), fallback);
      notices.show(t('shell.downloaded', { name }));
    } catch (error) {
      notices.fail(explain(error));
    } finally {
      this.busy = false;
    }
  }
}
