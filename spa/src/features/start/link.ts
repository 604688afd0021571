// As long as browsers send; the server takes no longer ones.
const MAX_LINK = 2000;
const LINK = /^(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^]+$/i;

/** Return the web address when the text is one and nothing else, else null. */
export function linkIn(text: string): string | null {
  const bare = text.trim();
  return bare.length <= MAX_LINK && LINK.test(bare) ? bare : null;
}

/** Return the site of an address, to say where a page is read from. */
export function siteOf(link: string): string {
  return link.replace(/^https?:\/\//i, '').replace(/[/?#].*$/s, '');
}

/** Return an address that a browser can open: "www.…" is taken for https. */
export function openable(link: string): string {
  return /^https?:/i.test(link) ? link : `https://${link}`;
}

/** Return what a phone shared: the address where one was given, else the text. */
export function sharedIn(query: string): string | null {
  const params = new URLSearchParams(query);
  const [url = '', text = ''] = ['url', 'text'].map((name) => params.get(name)?.trim() ?? '');
  // Some phones write the address into the text, after the page's title.
  const found = linkIn(url) ?? /https?:\/\/\S+$/i.exec(text)?.[0] ?? text;
  return found || null;
}
