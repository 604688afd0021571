/** Where the person is. The address bar is the truth; `go` changes it without loading the page. */
export type Route =
  | {
      name: 'start' | 'questions' | 'outbox' | 'bookmarklet' | 'receive' | 'shared' | 'unknown';
    }
  | { name: 'review' | 'known' | 'kept'; id: string }
  | { name: 'people'; page: PeoplePage }
  | { name: 'letters'; id: string; kind: 'letter' | 'message' };

/** The pages of accounts, by their paths. */
export type PeoplePage =
  | 'sign-in'
  | 'sign-up'
  | 'forgot'
  | 'account'
  | 'admin'
  | 'trash'
  | 'goodbye'
  | 'terms'
  | 'privacy'
  | 'plans'
  | 'models'
  | 'models/openrouter';
const PEOPLE =
  /^\/(sign-in|sign-up|forgot|account|admin|trash|goodbye|terms|privacy|plans|models|models\/openrouter)$/;

/** Return the route of a path. */
export function parse(path: string): Route {
  if (path === '/' || path === '/share') return { name: 'start' };
  if (path === '/questions') return { name: 'questions' };
  if (path === '/outbox') return { name: 'outbox' };
  if (path === '/bookmarklet') return { name: 'bookmarklet' };
  if (path === '/shared') return { name: 'shared' };
  if (path === '/receive') return { name: 'receive' };
  const people = PEOPLE.exec(path);
  if (people) return { name: 'people', page: people[1] as PeoplePage };
  const kept = /^\/kept(?:\/([0-9a-f]{64}))?$/.exec(path);
  if (kept) return { name: 'kept', id: kept[1] ?? '' };
  const work = /^\/(review|letters)\/([A-Za-z0-9_-]{1,64})(?:\/(known|message))?$/.exec(path);
  const [, name, id = '', part] = work ?? [];
  if (name === 'review' && part !== 'message') return { name: part ? 'known' : 'review', id };
  if (name === 'letters' && part !== 'known')
    return { name, id, kind: part ? 'message' : 'letter' };
  return { name: 'unknown' };
}

/** Whether a page is there for those who are not signed in, whoever they were. */
export function isOpenToAll(route: Route): boolean {
  if (route.name === 'people') return !['account', 'admin', 'trash'].includes(route.page);
  return ['outbox', 'bookmarklet', 'shared'].includes(route.name);
}

/** Whether a page leads in: after it one goes back to where one was. */
function isDoor(route: Route): boolean {
  return route.name === 'people' && ['sign-in', 'sign-up', 'forgot'].includes(route.page);
}

export class Router {
  #route = $state.raw<Route>(parse(location.pathname));

  constructor() {
    addEventListener('popstate', () => (this.#route = parse(location.pathname)));
    addEventListener('click', (event) => this.#follow(event));
  }

  get route(): Route {
    return this.#route;
  }

  /** Where the person came from to sign in. */
  get from(): string {
    const { from } = (history.state ?? {}) as { from?: string };
    return from ?? '/';
  }

  go(path: string, replace = false): void {
    const to = parse(path);
    const from = isDoor(this.#route) ? this.from : location.pathname;
    const state = isDoor(to) ? { from } : null;
    if (replace) history.replaceState(state, '', path);
    else history.pushState(state, '', path);
    this.#route = to;
    scrollTo(0, 0);
  }

  /** Take plain clicks on links of our own pages; the browser keeps all others. */
  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.hasAttribute('download')) return;
    const to = new URL(link.href, location.href);
    const { name } = parse(to.pathname);
    // The outbox comes with a policy of its own, by which it may frame mail.
    if (to.origin !== location.origin || name === 'unknown' || name === 'outbox' || to.hash) return;
    event.preventDefault();
    this.go(to.pathname);
  }
}

export const router = new Router();
