import { explain } from '../i18n/errors';
import { t } from '../i18n/t.svelte';
import { keepFile } from '../state/download';
import { notices } from '../state/notices.svelte';

/** A file that came, and what to say of it instead of the usual. */
export interface Brought {
  answer: Response;
  tell: (name: string) => void;
}

/** A download under way: one at a time, said when it is there or could not be had. */
export class Downloading {
  busy = $state(false);

  /** Give the person the file that `fetch` brings; `fallback` names one that came without a name. */
  async run(fetch: () => Promise<Response | Brought>, fallback: string): Promise<void> {
    this.busy = true;
    try {
      const got = await fetch();
      const plain = got instanceof Response;
      const name = await keepFile(plain ? got : got.answer, fallback);
      if (plain) notices.show(t('shell.downloaded', { name }));
      else got.tell(name);
    } catch (error) {
      notices.fail(explain(error));
    } finally {
      this.busy = false;
    }
  }
}
