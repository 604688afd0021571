import type { Finding, Posting } from '../../../api/types';

/** What another reading of a posting says otherwise, and what was left out of a model's answer. */
export interface Reread {
  /** How much is asked for now, how much of that is new, and how much of before is gone. */
  asked: { n: number; fresh: number; gone: number };
  /** What names the job otherwise than before. */
  named: { what: Name; now: string; before: string }[];
  findings: readonly Finding[];
}

const NAMES = ['title', 'company', 'places'] as const;
type Name = (typeof NAMES)[number];

/** Return what changed from one reading of a posting to another. */
export function changesOf(
  before: Posting,
  now: Posting,
  findings: readonly Finding[] = [],
): Reread {
  const [old, fresh] = [askedOf(before), askedOf(now)];
  return {
    asked: { n: fresh.size, fresh: less(fresh, old), gone: less(old, fresh) },
    named: NAMES.map((what) => ({ what, now: name(now, what), before: name(before, what) })).filter(
      (one) => one.now !== one.before,
    ),
    findings,
  };
}

/** What was left out, each message once with all passages that it is about. */
export function leftOut(findings: readonly Finding[]): { code: string; texts: string[] }[] {
  const texts = new Map<string, string[]>();
  for (const { code, text } of findings)
    texts.set(code, [...(texts.get(code) ?? []), ...(text ? [text] : [])]);
  return [...texts].map(([code, found]) => ({ code, texts: [...new Set(found)] }));
}

/** What is asked for, whichever marks and blanks a reading took with it. */
function askedOf({ requirements }: Posting): Set<string> {
  return new Set(
    requirements.map(({ text }) => (text.toLowerCase().match(/[\p{L}\p{N}+#]+/gu) ?? []).join(' ')),
  );
}

function less(of: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...of].filter((one) => !others.has(one)).length;
}

function name(posting: Posting, what: Name): string {
  return what === 'places' ? posting.locations.join(', ') : posting[what];
}
