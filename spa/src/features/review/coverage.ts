import type { Evidence, Requirement, Status, Tailoring } from '../../api/types';

export const STATUSES: readonly Status[] = ['demonstrated', 'listed', 'adjacent', 'missing'];

/** A requirement with how the file meets it, and whether the page shows that. */
export interface Asked {
  number: number;
  requirement: Requirement;
  status: Status;
  /** Highlights that prove it, best first. */
  lines: string[];
  /** What shows it is in the file but switched off or left out. */
  leftOut: boolean;
}

export interface Summary {
  all: number;
  /** Covered by what is on the page. */
  covered: number;
  /** Covered by the whole file: the most that a truthful page can reach. */
  ceiling: number;
}

/** Join the posting's requirements with their evidence, in the posting's order. */
export function asked(
  requirements: readonly Requirement[],
  coverage: Tailoring['coverage'],
  isKept: (highlight: string) => boolean,
): Asked[] {
  const evidence = new Map(coverage.evidence.map((e) => [e.requirementId, e]));
  return requirements.map((requirement, i) => {
    const found = evidence.get(requirement.id);
    return {
      number: i + 1,
      requirement,
      status: found?.status ?? 'missing',
      lines: found?.highlights ?? [],
      leftOut: found ? isLeftOut(found, isKept) : false,
    };
  });
}

function isLeftOut(evidence: Evidence, isKept: (highlight: string) => boolean): boolean {
  const { status, highlights, entries } = evidence;
  if (status !== 'demonstrated' && status !== 'listed') return false;
  // An entry (a degree, a skill group) always stays on the page.
  return highlights.length > 0 && entries.length === 0 && !highlights.some(isKept);
}

export function summarize(list: readonly Asked[]): Summary {
  const inFile = list.filter((a) => a.status === 'demonstrated' || a.status === 'listed');
  return {
    all: list.length,
    covered: inFile.filter((a) => !a.leftOut).length,
    ceiling: inFile.length,
  };
}

/** Group by status, the strongest first, empty groups left out. */
export function grouped(list: readonly Asked[]): { status: Status; asked: Asked[] }[] {
  return STATUSES.map((status) => ({
    status,
    asked: list.filter((a) => a.status === status),
  })).filter((group) => group.asked.length > 0);
}
