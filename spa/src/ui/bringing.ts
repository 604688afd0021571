import { api } from '../api/client';
import { ApiError } from '../api/errors';
import { explain } from '../i18n/errors';
import { t } from '../i18n/t.svelte';
import { notices } from '../state/notices.svelte';
import { router } from '../state/router.svelte';
import type { Brought } from './downloading.svelte';

/** The formats that are kept as they were sent. */
export type KeptFormat = 'pdf' | 'docx';

const PLAIN = { pin_document: 'get_document', pin_letter: 'get_letter_document' } as const;

/**
 * Keep what leaves now and bring the very bytes that were kept. Where it cannot be kept, the file
 * is brought all the same, and why is said.
 */
export async function bring(
  pin: keyof typeof PLAIN,
  id: string,
  format: KeptFormat,
): Promise<Brought> {
  try {
    const document = await api.call(pin, { id, body: { format } });
    const answer = await api.fetch('get_document_file', { id: document.id });
    return { answer, tell };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const answer = await api.fetch(PLAIN[pin], { id, query: { format } });
    const why = (name: string) => {
      notices.show(t('shell.downloaded', { name }));
      notices.fail(explain(error));
    };
    return { answer, tell: why };
  }
}

function tell(name: string): void {
  const see = { label: t('kept.see'), run: () => router.go('/kept') };
  notices.show(t('kept.downloaded', { name }), see);
}
