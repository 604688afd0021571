import type {
  Choice,
  FactsChange,
  Finding,
  Kept,
  LetterChange,
  LetterForm,
  Resume,
  ShareWish,
  Tailoring,
} from '../api/types';
import { FakeFacts, printed } from './fakeFacts.ts';
import { FakeShares } from './fakeShares.ts';
import { drawLetter, FakeLetters, LANGUAGES } from './fakeLetters.ts';
import { COMPARISON, document } from './sampleKept.ts';
import { CHECKING } from './sampleChecks.ts';
import { placesOf, sheetOf } from './fakeSheet.ts';
import { EVIDENCE, postingRecord, resumeRecord } from './sample.ts';

interface Change {
  switches?: Record<string, boolean | null>;
  edits?: { path: string; text: string }[];
  options?: Partial<Tailoring['options']>;
}

/** A server in memory with the handshake's rules and an invented nurse, for tests and design work. */
export class FakeServer {
  readonly tailorings = new Map<string, Tailoring>();
  readonly known = new FakeFacts();
  readonly letters = new FakeLetters();
  checking = CHECKING;
  /** The files that were kept, newest first, and whether there is room for more. */
  readonly kept: Kept[] = [];
  hasRoom = true;
  readonly shares = new FakeShares();
  readonly requests: string[] = [];
  /** Paths of the résumé that the person said are read right. */
  readonly confirmed: string[] = [];
  /** Answers to give instead of the real one, first come first. */
  readonly failures: (Response | 'no answer')[] = [];
  expiresAt: string | null = '2026-12-24T16:00:00Z';
  shared = false;
  /** The account that is signed in. */
  account: string | null = null;
  #tokens = new Map<string, string>();
  #answers = new Map<string, Response>();
  #next = 1;
  #imported = { resumes: 0, postings: 0 };

  fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input, 'http://localhost');
    const request = new Request(url, init ?? (input instanceof Request ? input : undefined));
    return this.handle(request);
  };

  async handle(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    this.requests.push(`${request.method} ${path}`);
    const failure = this.failures.shift();
    if (failure === 'no answer') throw new TypeError('no answer');
    if (failure) return failure;
    if (request.method === 'GET') return this.#read(path);
    const token = request.headers.get('X-CSRF-Token') ?? '';
    const key = request.headers.get('Idempotency-Key');
    const known = key ? this.#answers.get(key) : undefined;
    if (known) return known.clone();
    const operation = this.#tokens.get(token);
    if (!operation) return problem(403, 'handshake.token_unknown');
    this.#tokens.delete(token);
    const answer = await this.#write(request, path);
    answer.headers.set('X-CSRF-Token', this.#issue(operation));
    answer.headers.set('X-CSRF-Operation', operation);
    if (key) this.#answers.set(key, answer.clone());
    return answer;
  }

  /** Make a tailoring as if the person had come through the start page. */
  tailor(): Tailoring {
    const id = `t${this.#next++}`;
    const made = plan({
      id,
      version: 1,
      created_at: '2026-11-24T16:00:00Z',
      resume_id: 'resume1',
      posting_id: 'posting1',
      options: {
        theme: 'galley',
        paper: 'us-letter',
        pages: null,
        level: null,
        accent: null,
        font: null,
        size: null,
        margins: 'normal',
        spacing: 'normal',
        dates: null,
        sections: [],
        titles: {},
        breaks: [],
        photo: false,
      },
      switches: {},
      edits: [],
      coverage: { evidence: EVIDENCE, relevance: {} },
      plan: { choices: [], pages: 1, level: 0 },
      findings: [],
      resume: resumeRecord('resume1').reading.resume,
      pages: [],
      sheet: { language: 'en', direction: 'ltr', head: [], contact: [], sections: [] },
      badge: 'exact',
      file_name: 'Maren Oyelaran - Charge Nurse - Halden Valley Medical Center.pdf',
      proposals: [],
      decisions: {},
    });
    this.tailorings.set(id, made);
    return made;
  }

  #read(path: string): Response {
    if (path === '/session') return json(this.#session());
    if (path === '/resumes') return json({ resumes: this.#imported.resumes ? [SUMMARY] : [] });
    if (path === '/postings') {
      const summary = {
        ...SUMMARY,
        id: 'posting1',
        title: 'Charge Nurse',
        company: 'Halden Valley',
        ...{ source: 'rules', model: '', read_from: null },
      };
      return json({ postings: this.#imported.postings ? [summary] : [] });
    }
    if (path === '/documents') return json({ documents: this.kept, most: 100 });
    if (path === '/shares') return json({ shares: this.shares.open, most: 5 });
    if (path === '/session/documents') return new Response('PK', { headers: PDF });
    if (path.startsWith('/documents/')) return this.#readKept(path);
    if (path === '/themes') return json({ themes: THEMES, sections: [] });
    if (path === '/tailorings') return json({ tailorings: [...this.tailorings.values()] });
    if (path === '/session/work') return json({ format: 'resume-builder-work' });
    const [, kind, id = '', , page] = path.split('/');
    if (path.endsWith('/facts')) return json(this.known.answer());
    if (kind === 'resumes') return json(resumeRecord(id));
    if (kind === 'postings') return json(postingRecord(id));
    if (kind === 'letters') return this.#readLetter(id, path);
    const tailoring = this.tailorings.get(id);
    if (!tailoring) return problem(404, 'work.not_found', { kind: 'tailoring' });
    if (path.endsWith('/evidence')) {
      return json({ version: tailoring.version, verifier: 1, lines: printed(tailoring) });
    }
    if (path.endsWith('/check')) return json({ ...this.checking, version: tailoring.version });
    if (path.endsWith('/letters'))
      return json({ letters: this.letters.of(id), languages: LANGUAGES });
    if (/\/(document|certificate|interview)$/.test(path))
      return new Response('%PDF-', { headers: PDF });
    return page ? svg(draw(tailoring)) : json(tailoring);
  }

  #readKept(path: string): Response {
    const kept = this.kept.find(({ id }) => id === path.split('/')[2]);
    if (!kept) return problem(404, 'work.not_found', { kind: 'documents' });
    if (path.endsWith('/file')) return new Response('%PDF-', { headers: PDF });
    if (!path.endsWith('/comparison')) return json(kept);
    return json({
      ...COMPARISON,
      changed: kept.changed,
      same_bytes: !kept.changed.includes('theme'),
    });
  }

  #keep(tailoring_id: string, kind: Kept['kind']): Response {
    if (!this.hasRoom) return problem(409, 'documents.full');
    const kept = document(this.kept.length, { tailoring_id, kind });
    this.kept.unshift(kept);
    return json(kept, 201);
  }

  #readLetter(id: string, path: string): Response {
    const letter = this.letters.kept.get(id);
    if (!letter) return problem(404, 'work.not_found', { kind: 'letter' });
    if (path.endsWith('/document')) return new Response('%PDF-', { headers: PDF });
    return path.endsWith('.svg') ? svg(drawLetter(letter)) : json(letter);
  }

  async #writeLetter(request: Request, id: string, path: string): Promise<Response> {
    const before = this.letters.kept.get(id);
    if (!before) return problem(404, 'work.not_found', { kind: 'letter' });
    if (request.method === 'DELETE') {
      this.letters.kept.delete(id);
      return new Response(null, { status: 204 });
    }
    if (path.endsWith('/brief')) return json({ ...BRIEF, attempt: 'a1' }, 201);
    if (path.endsWith('/reply')) {
      const { text } = (await request.json()) as { text: string };
      const again = !text.includes('sentences');
      if (!again) this.letters.propose(before);
      return json({ again, findings: [] });
    }
    const conflict = stale(request, before.version);
    if (conflict) return conflict;
    const after = this.letters.change(before, (await request.json()) as LetterChange);
    return after ? json(after) : problem(422, 'work.unknown_path', { path: '' });
  }

  async #write(request: Request, path: string): Promise<Response> {
    if (path === '/session/tokens') {
      const { operations } = (await request.json()) as { operations: string[] };
      return json({
        tokens: operations.map((operation) => ({ operation, csrf_token: this.#issue(operation) })),
      });
    }
    if (path === '/session/shared') {
      this.shared = ((await request.json()) as { shared: boolean }).shared;
      return json({ shared: this.shared, expires_at: this.expiresAt });
    }
    if (path === '/session/work')
      return json({ resumes: 1, postings: 1, tailorings: 1, current: NONE });
    if (path === '/resumes') return (this.#imported.resumes++, json(resumeRecord('resume1'), 201));
    if (path === '/postings')
      return (this.#imported.postings++, json(postingRecord('posting1'), 201));
    if (path === '/tailorings') return json(this.tailor(), 201);
    const id = path.split('/')[2] ?? '';
    if (path === '/shared/view')
      return this.shares.view((await request.json()) as { token: string; password: string | null });
    if (path === '/shared/file') return new Response('%PDF-', { headers: PDF });
    if (path.startsWith('/shares/')) return this.shares.end(id);
    if (path.endsWith('/shares'))
      return json(this.shares.make(id, (await request.json()) as ShareWish), 201);
    if (path.endsWith('/documents'))
      return this.#keep(id, path.startsWith('/letters/') ? 'letter' : 'resume');
    if (path.startsWith('/documents/')) {
      const at = this.kept.findIndex((one) => one.id === id);
      if (request.method !== 'DELETE')
        return this.#keep(this.kept[at]?.tailoring_id ?? '', 'resume');
      this.kept.splice(at, 1);
      return new Response(null, { status: 204 });
    }
    if (path.endsWith('/facts')) {
      const conflict = stale(request, this.known.version);
      return conflict ?? json(this.known.change((await request.json()) as FactsChange));
    }
    if (path.startsWith('/letters/')) return this.#writeLetter(request, id, path);
    if (path.endsWith('/letters'))
      return json(this.letters.begin(id, (await request.json()) as LetterForm), 201);
    if (path.startsWith('/resumes/')) {
      const { confirmed } = (await request.json()) as { confirmed: string[] };
      this.confirmed.push(...confirmed);
      return json({ ...resumeRecord(id), version: this.confirmed.length + 1 });
    }
    if (request.method === 'DELETE') {
      this.tailorings.delete(id);
      return new Response(null, { status: 204 });
    }
    return this.#edit(id, request);
  }

  async #edit(id: string, request: Request): Promise<Response> {
    const before = this.tailorings.get(id);
    if (!before) return problem(404, 'work.not_found', { kind: 'tailoring' });
    const conflict = stale(request, before.version);
    if (conflict) return conflict;
    const wanted = (await request.json()) as Change;
    // Keys that the operation does not know are refused, as by the real one.
    if (Object.keys(wanted.options ?? {}).some((key) => !OPTIONS.has(key))) {
      return problem(422, 'request.unknown_key', { where: 'options' });
    }
    const after = change(before, wanted);
    this.tailorings.set(id, after);
    return json(after);
  }

  #issue(operation: string): string {
    const token = `token${this.#next++}`;
    this.#tokens.set(token, operation);
    return token;
  }

  #session() {
    return {
      client_uuid: 'client',
      csrf_token: this.#issue('issue_tokens'),
      csrf_operation: 'issue_tokens',
      expires_at: this.expiresAt,
      shared: this.shared,
      signed_in: this.account !== null,
      account_id: this.account,
      resume_provided: false,
      current: NONE,
      limits: {
        upload_bytes: 10485760,
        text_chars: 2000000,
        resumes: 5,
        postings: 20,
        tailorings: 20,
      },
    };
  }
}

/** The refusal of a change that was made on another version. */
function stale(request: Request, current: number): Response | null {
  const given = Number(request.headers.get('If-Match')?.replaceAll('"', ''));
  return given === current ? null : problem(409, 'work.version_conflict', { current });
}

const BRIEF = { version: 1, system: 'Write.', user: '{}', answer_schema: {} };
const OPTIONS = new Set(
  'theme paper pages accent font size margins spacing dates sections titles breaks photo'.split(
    ' ',
  ),
);
const THEMES = ['Galley', 'Broadside'].map((title) => ({
  name: title.toLowerCase(),
  title,
  badge: 'exact' as const,
  settings: ['accent', 'font', 'size', 'margins', 'spacing', 'dates', 'photo'] as const,
  fonts: ['Source Serif 4', 'Source Sans 3'],
  accents: ['#000000', '#1f3a5f'],
  size: 10.5,
  dates: 'long' as const,
}));
const NONE = { resume_id: null, posting_id: null, tailoring_id: null };
const PDF = {
  'content-type': 'application/pdf',
  'content-disposition': 'attachment; filename="a.pdf"',
};
const SUMMARY = {
  id: 'resume1',
  version: 1,
  created_at: '2026-11-24T16:00:00Z',
  name: 'Maren Oyelaran, RN, BSN',
  title: 'Medical-surgical nurse',
  sample: false,
};

export function change(before: Tailoring, given: Change): Tailoring {
  const merged = Object.entries({ ...before.switches, ...given.switches });
  const switches = Object.fromEntries(
    merged.filter(([, on]) => on !== null),
  ) as Tailoring['switches'];
  const edits = new Map([...before.edits, ...(given.edits ?? [])].map((edit) => [edit.path, edit]));
  return plan({
    ...before,
    version: before.version + 1,
    switches,
    edits: [...edits.values()].filter((edit) => edit.text),
    options: { ...before.options, ...given.options },
  });
}

function plan(of: Tailoring): Tailoring {
  const resume = resumeRecord(of.resume_id).reading.resume;
  for (const { path, text } of of.edits) write(resume, path, text);
  const serves = (id: string) =>
    EVIDENCE.filter((e) => e.highlights.includes(id)).map((e) => e.requirementId);
  const choices: Choice[] = resume.work.flatMap((entry) =>
    entry.highlights.map(({ id }) => {
      const switched = of.switches[id];
      const kept = switched ?? (id !== 'w1h6' && id !== 'w2h3');
      const served = serves(id);
      const own = kept ? (served.length ? 'kept.evidence' : 'kept.minimum') : 'dropped.space';
      const reason = switched === undefined ? own : kept ? 'kept.person' : 'dropped.person';
      return { highlightId: id, entryId: entry.id, kept, reason, serves: served };
    }),
  );
  const sha256 = (of.version.toString(16) + 'a'.repeat(64)).slice(0, 64);
  const findings: Finding[] = [];
  const planned = { ...of, resume, plan: { choices, pages: 1, level: 0 }, findings };
  const sheet = sheetOf(planned);
  const pages = [{ number: 1, width: 612, height: 792, sha256, places: placesOf(sheet) }];
  return { ...planned, pages, sheet };
}

function write(resume: Resume, path: string, text: string): void {
  const [owner = '', field] = path.split('.');
  if (owner === 'basics' && field) Object.assign(resume.basics, { [field]: text });
  for (const entry of resume.work) {
    if (entry.id === owner && field) Object.assign(entry, { [field]: text });
    for (const line of entry.highlights) if (line.id === path) line.text = text;
  }
}

function draw(of: Tailoring): string {
  const texts = [
    of.resume.basics.name,
    of.resume.basics.label,
    ...of.resume.work.flatMap((w) => [
      w.position,
      ...w.highlights
        .filter((h) => of.plan.choices.find((c) => c.highlightId === h.id)?.kept)
        .map((h) => `• ${h.text}`),
    ]),
  ];
  const rows = texts.map(
    (text, i) =>
      `<text x="54" y="${60 + i * 22}" font-family="serif" font-size="${i ? 9.5 : 22}">${escape(text)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="612" height="792" viewBox="0 0 612 792"><rect width="612" height="792" fill="#fff"/>${rows.join('')}</svg>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').slice(0, 110);
}

function svg(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'image/svg+xml' } });
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

export function problem(
  status: number,
  code: string,
  params: Record<string, unknown> = {},
  detail = '',
): Response {
  const body = { type: 'about:blank', title: code, status, detail, code, params };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
