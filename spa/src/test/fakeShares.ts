import type { Share, SharedDocument, ShareWish } from '../api/types';

const SHOWN: SharedDocument = {
  name: 'Maren Oyelaran.pdf',
  size: 48_200,
  ends_at: '2026-12-03T16:00:00Z',
  counted: true,
  pages: [{ number: 1, width: 612, height: 792, svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
  text: 'Maren Oyelaran\n\nCharge Nurse',
};

/** Links to kept files, in memory. */
export class FakeShares {
  open: Share[] = [];
  /** Token → password, null where none is asked for. */
  readonly #passwords = new Map<string, string | null>();

  make(document_id: string, wish: ShareWish): { share: Share; path: string } {
    const id = `share${this.#passwords.size}`;
    const share: Share = {
      id,
      document_id,
      name: 'Maren Oyelaran.pdf',
      label: wish.label ?? '',
      created_at: '2026-11-25T16:00:00Z',
      ends_at: '2026-12-02T16:00:00Z',
      protected: Boolean(wish.password),
      views: wish.count_views ? 0 : null,
    };
    this.open = [share, ...this.open];
    this.#passwords.set(`token-of-${id}`, wish.password ?? null);
    return { share, path: `/shared#token-of-${id}` };
  }

  end(id: string): Response {
    this.open = this.open.filter((one) => one.id !== id);
    this.#passwords.delete(`token-of-${id}`);
    return new Response(null, { status: 204 });
  }

  view({ token, password }: { token: string; password: string | null }): Response {
    const asked = this.#passwords.get(token);
    if (asked === undefined) return refused(404, 'share.gone', 'This link shows nothing.');
    if (asked !== null && !password)
      return refused(403, 'share.password_needed', 'This document is shown with its password.');
    if (asked !== null && asked !== password)
      return refused(403, 'share.password_wrong', 'That is not the password of this link.');
    return new Response(JSON.stringify(SHOWN), {
      headers: { 'Content-Type': 'application/json' },
    });
  }
}

function refused(status: number, code: string, detail: string): Response {
  const body = { type: '', title: '', status, detail, code, params: {} };
  const headers = { 'Content-Type': 'application/problem+json' };
  return new Response(JSON.stringify(body), { status, headers });
}
