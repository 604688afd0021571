import type { Vendor } from '../llm/driver';

const DRAFT = 'resume-builder.model-draft';
const VERIFIER = 'resume-builder.openrouter';

/** What was being connected when the page had to be loaded again: never a key. */
export interface Draft {
  vendor: Vendor;
  base: string;
  model: string;
}

/** Keep what was filled in over a reload of this tab. */
export function leaveDraft({ vendor, base, model }: Draft): void {
  sessionStorage.setItem(DRAFT, JSON.stringify({ vendor, base, model }));
}

/** Take what was kept, once. */
export function takeDraft(): Draft | null {
  return JSON.parse(take(DRAFT) ?? 'null') as Draft | null;
}

/** Keep the secret of a sign-in until the person comes back to this tab. */
export function leaveVerifier(verifier: string): void {
  sessionStorage.setItem(VERIFIER, verifier);
}

/** Take the secret and the code that came back, and take the code off the address at once. */
export function arrive(): { code: string; verifier: string } | null {
  const code = new URLSearchParams(location.search).get('code');
  history.replaceState(history.state, '', location.pathname);
  const verifier = take(VERIFIER);
  return code && verifier ? { code, verifier } : null;
}

function take(name: string): string | null {
  const kept = sessionStorage.getItem(name);
  sessionStorage.removeItem(name);
  return kept;
}
