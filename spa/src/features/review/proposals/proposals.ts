import type { Proposal, Tailoring } from '../../../api/types';
import { textAt } from '../outline';

/** The words that a proposal would replace, "" where it replaces none. */
export function before({ edit }: Proposal, tailoring: Tailoring): string {
  if (edit.op === 'rename') return edit.sources[0] ?? '';
  return isWorded(edit.op) ? textAt(tailoring.resume, edit.target) : '';
}

/** Whether a proposal brings words of its own. */
export function isWorded(op: Proposal['edit']['op']): boolean {
  return op === 'rewrite' || op === 'summary' || op === 'headline';
}

/** The lines that a proposal rests on, beside the one it rewords. */
export function otherSources({ edit }: Proposal, tailoring: Tailoring): string[] {
  if (!isWorded(edit.op)) return [];
  const others = edit.sources.filter((id) => id !== edit.target);
  return others.map((id) => textAt(tailoring.resume, id)).filter(Boolean);
}

/** Why it is refused, each place of it once: the second reason for the same words says no more. */
export function refusals({ reasons }: Proposal): Proposal['reasons'] {
  const told: Proposal['reasons'] = [];
  for (const reason of reasons.filter(({ kind }) => kind === 'unsupported')) {
    const [start, end] = reason.span;
    const known = told.some(({ span }) => start < span[1] && span[0] < end);
    if (!known) told.push(reason);
  }
  return told;
}

/** What the person may do about it, most useful first. */
export function order(proposals: readonly Proposal[]): Proposal[] {
  const rank = { supported: 0, ask: 1, unsupported: 2 };
  return [...proposals].sort((a, b) => rank[a.verdict] - rank[b.verdict]);
}

/** All proposals, those that the page does not have from the server yet behind the others. */
export function together(
  known: readonly Proposal[],
  arrived: readonly Proposal[],
): readonly Proposal[] {
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...arrived.filter(({ id }) => !ids.has(id))];
}
