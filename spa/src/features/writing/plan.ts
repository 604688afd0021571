import type { Attempt, Closing } from '../../api/types';
import type { Connection, Outcome } from '../../llm';
import type { Wants } from './job';

/**
 * `asking`: nothing came yet. `left`: a run of before was never ended. `elsewhere`: another tab is
 * at it. `unsent`: the answer is here, and the server could not be reached.
 */
export type Phase =
  'idle' | 'left' | 'elsewhere' | 'asking' | 'writing' | 'checking' | 'unsent' | 'ended';

/** How a run ended. `cut`: the model stopped at its limit; `dropped`: with a fault. */
export type Ending = 'whole' | 'cut' | 'refused' | 'stopped' | 'dropped' | 'unreadable';

/** How many entries are asked about one by one at most: each is a call of its own. */
export const MOST_ENTRIES = 6;

export interface Plan {
  to: Connection;
  wants: Wants;
  /** Ask about each entry by itself, for models that cannot hold everything at once. */
  byEntry: boolean;
  /** The most tokens that the model can write at once, 0 where nobody knows. */
  maxOutput: number;
}

/** Where a connection's requests go, as people know it: "api.openai.com", "localhost:11434". */
export function hostOf({ base }: Connection): string {
  return URL.canParse(base) ? new URL(base).host : base;
}

/** No answer worth asking for is shorter, in tokens. */
const LEAST = 1_024;

/** The most tokens of an answer: twice what is expected, if the model has room for it. */
export function roomFor(
  { input_tokens, output_tokens }: Attempt,
  to: Connection,
  most: number,
): number {
  const wished = Math.max(LEAST, output_tokens * 2);
  const fits = to.context ? Math.max(LEAST, to.context - Math.ceil(input_tokens * 1.1)) : wished;
  return Math.min(wished, fits, most || wished);
}

export function endingOf({ stop }: Outcome): Ending {
  return stop === 'length' ? 'cut' : stop === 'refused' ? 'refused' : 'whole';
}

/** Of several calls, what went wrong counts. */
export function worse(before: Ending, now: Ending): Ending {
  return now === 'whole' ? before : now;
}

/** How a call ended, with what the server's reader found wrong in a whole answer. */
export function ended({ findings }: Closing, ending: Ending): Ending {
  if (ending !== 'whole') return ending;
  const codes = findings.map(({ code }) => code);
  if (codes.some((code) => code.endsWith('unreadable'))) return 'unreadable';
  return codes.some((code) => code.endsWith('cut_short')) ? 'cut' : 'whole';
}
