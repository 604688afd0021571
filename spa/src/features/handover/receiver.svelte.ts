import { givePosting } from '../../state/draft';

/** A page that was handed over: untrusted text, shown before anything is done with it. */
export interface Handed {
  /** The host that it came from, as the browser says. */
  site: string;
  title: string;
  text: string;
  /** The page's source; empty when the person marked a part of it, or it was too long. */
  html: string;
}

const NONCE = /^#([0-9a-f]{32})$/;
const WAIT_MS = 10_000;
const LONGEST_NAME = 80;

/**
 * The receiving end of the bookmark: it says "ready" to the window that opened this one, and takes
 * one answer, from that window alone and with the number that the bookmark put in our address.
 */
export class Receiver {
  stage = $state<'waiting' | 'came' | 'nothing'>('waiting');
  handed = $state.raw<Handed | null>(null);

  /** Begin to listen; returns how to stop. */
  listen(opener: Window | null, hash: string): () => void {
    const nonce = NONCE.exec(hash)?.[1];
    if (!opener || !nonce) {
      this.stage = 'nothing';
      return () => undefined;
    }
    const hear = (event: MessageEvent): void => {
      if (event.source !== opener) return;
      const handed = read(event, nonce);
      if (!handed) return;
      stop();
      this.handed = handed;
      this.stage = handed.text.trim() ? 'came' : 'nothing';
    };
    const late = setTimeout(() => {
      stop();
      this.stage = 'nothing';
    }, WAIT_MS);
    const stop = (): void => {
      clearTimeout(late);
      removeEventListener('message', hear);
    };
    addEventListener('message', hear);
    // The bookmark's own number is all that this says, so any window may hear it.
    opener.postMessage(`ready ${nonce}`, '*');
    return stop;
  }

  /** Put the page on the start page: its source if the text is left as it came, else the text. */
  async use(text: string): Promise<void> {
    const { handed } = this;
    if (handed?.html && text === handed.text) {
      const file = new File([handed.html], fileName(handed), { type: 'text/html' });
      await givePosting({ file });
    } else {
      await givePosting({ text });
    }
  }
}

function read(event: MessageEvent, nonce: string): Handed | null {
  const data: unknown = event.data;
  if (typeof data !== 'object' || data === null) return null;
  const { nonce: given, title, text, html, marked } = data as Record<string, unknown>;
  if (given !== nonce || typeof text !== 'string') return null;
  const source = typeof html === 'string' && marked !== true ? html : '';
  const name = typeof title === 'string' ? title : '';
  return { site: siteOf(event.origin), title: name, text, html: source };
}

function siteOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}

function fileName(handed: Handed): string {
  const title = handed.title.replace(/[^\p{L}\p{N} .,()-]+/gu, ' ').trim();
  return `${title.slice(0, LONGEST_NAME).trim() || handed.site}.html`;
}
