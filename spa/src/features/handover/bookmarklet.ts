/**
 * What the bookmark does on the page it is clicked on: it opens our window, waits until that says
 * that it is ready, and hands over the page as the person sees it. Parts that are not shown and
 * fields are left out, for they may hold what was typed or planted; the data that describe a job
 * (JSON-LD) stay. Only a window of ORIGIN gets it.
 *
 * It is text, not a function of ours, so that no build step changes what is kept as a bookmark.
 */
const PROGRAM = `(() => {
  const origin = ORIGIN, page = document, body = page.body;
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)),
    (byte) => byte.toString(16).padStart(2, '0')).join('');
  const copy = page.documentElement.cloneNode(true);
  const shown = [...body.querySelectorAll('*')];
  const copied = [...copy.querySelector('body').querySelectorAll('*')];
  shown.forEach((element, index) => {
    const style = getComputedStyle(element);
    const hidden = style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0';
    const data = element.localName === 'script' && /ld[+]json/.test(element.type);
    if (hidden && !data && copied[index]) copied[index].remove();
  });
  copy.querySelectorAll('script:not([type*="ld+json"]), style, link, svg, iframe, input, textarea, select')
    .forEach((element) => element.remove());
  const marked = String(getSelection());
  const html = copy.outerHTML;
  const sent = {
    nonce, title: page.title, marked: marked !== '',
    text: (marked || body.innerText).slice(0, 400000),
    html: html.length > 4000000 ? '' : html,
  };
  const opened = open(origin + '/receive#' + nonce);
  addEventListener('message', function hear(event) {
    if (event.source !== opened || event.origin !== origin) return;
    if (event.data !== 'ready ' + nonce) return;
    removeEventListener('message', hear);
    opened.postMessage(sent, origin);
  });
})()`;

/** Return the address of the bookmark that hands pages to our site at `origin`. */
export function bookmarklet(origin: string): string {
  const program = PROGRAM.replace(/\s*\n\s*/g, ' ').replace('ORIGIN', JSON.stringify(origin));
  return `javascript:${encodeURIComponent(program)}`;
}
