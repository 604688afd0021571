const KEY = 'resume-builder.member';

/** The account that this browser was signed in to, and when that was seen last. */
export interface Member {
  account: string;
  seen: number;
}

/** Return the account that this browser was signed in to, null after signing out. */
export function recall(): Member | null {
  try {
    const [account, seen] = (sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? '').split(
      ' ',
    );
    return account ? { account, seen: Number(seen) } : null;
  } catch {
    return null;
  }
}

/** Keep the account's id and the time: on a shared computer no longer than the tab is open. */
export function remember(account: string | null, shared = false): void {
  try {
    for (const storage of [localStorage, sessionStorage]) storage.removeItem(KEY);
    if (account === null) return;
    (shared ? sessionStorage : localStorage).setItem(KEY, `${account} ${Date.now()}`);
  } catch {
    // A browser that keeps nothing still knows until the page is left.
  }
}
