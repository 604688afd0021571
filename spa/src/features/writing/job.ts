import { api } from '../../api/client';
import { learnRoutes } from '../../api/routes';
import type { Attempt, Closing, Proposal } from '../../api/types';
import { WRITING_ROUTES } from '../../api/writingRoutes';
import { readings } from './readings';

learnRoutes(WRITING_ROUTES);

/** What the person asks of the model beyond the task. "" of a language is that of the lines. */
export interface Wants {
  strength: 'light' | 'keywords' | 'full';
  tone: 'plain' | 'warm' | 'formal' | null;
  language: string;
  length: 'short' | 'same' | 'full';
  instructions: string;
}

/** What a request asks for: wishes, or nothing but a look; one entry alone, joining an attempt. */
export type Asked = Partial<Wants> & { entry?: string; attempt?: string; preview?: boolean };

/** Which call of an attempt is meant; `entry` is "" where everything is asked about at once. */
export interface OneCall {
  attempt: string;
  entry: string;
}

/** One piece of work that a model can do: where its brief comes from and where its answer goes. */
export interface Job {
  /** Names it among all tabs: the id of what is worked on. */
  readonly id: string;
  readonly purpose: 'tailoring' | 'letter' | 'reading';
  /** What is read, where nothing is written. */
  readonly reads?: 'posting';
  /** The list of the answer whose items are counted as they come. */
  readonly list: 'edits' | 'sentences' | 'quotes';
  /** Whether items of several calls make one answer; else each answer stands for itself. */
  readonly joins: boolean;
  /** Get a brief; but for a preview an attempt begins. Throws ApiError, NetworkError. */
  begin(asked: Asked): Promise<Attempt>;
  /** Hand in one item; returns what is ruled on it. Absent where items are ruled on together. */
  take?(
    call: OneCall,
    number: number,
    item: Readonly<Record<string, unknown>>,
  ): Promise<Proposal | null>;
  /** Hand in the whole answer. Throws ApiError, NetworkError. */
  finish(call: OneCall, text: string, model: string): Promise<Closing>;
  /** Read what came of it. */
  reload(): Promise<void>;
}

/** Edits of a tailoring; `flush` brings to the server what the person changed. */
export function tailoringJob(
  id: string,
  flush: () => Promise<unknown>,
  reload: () => Promise<void>,
): Job {
  return {
    ...{ id, purpose: 'tailoring', list: 'edits', joins: true, reload },
    begin: async (body) => {
      await flush();
      return api.call('start_attempt', { id, body });
    },
    take: async ({ attempt, entry }, number, edit) => {
      const body = { attempt, number, edit, entry: entry || null };
      return (await api.call('propose_edit', { id, body })).proposal;
    },
    finish: ({ attempt, entry }, text, model) =>
      api.call('close_attempt', { id, body: { attempt, text, model, entry: entry || null } }),
  };
}

/** The middle of a letter. Its tone, length and language are the letter's own. */
export function letterJob(
  id: string,
  flush: () => Promise<unknown>,
  reload: () => Promise<void>,
): Job {
  return {
    ...{ id, purpose: 'letter', list: 'sentences', joins: true, reload },
    // How the letter is written is chosen beside it; here only words of one's own are added.
    begin: async ({ instructions, preview }) => {
      await flush();
      const body = { instructions: instructions ?? '', preview: preview ?? false };
      return api.call('start_letter_attempt', { id, body });
    },
    finish: ({ attempt }, text, model) =>
      api.call('close_letter_attempt', { id, body: { attempt, text, model } }),
  };
}

/** A posting, read anew by what a model quotes of it; what comes of it waits in `readings`. */
export function postingJob(id: string, reload: () => Promise<void>): Job {
  return {
    ...{ id, purpose: 'reading', reads: 'posting', list: 'quotes', joins: false, reload },
    begin: () => api.call('get_posting_brief', { id }),
    finish: async (_, text, model) => {
      const body = { text, model };
      const { posting, findings, repair } = await api.call('read_posting_by_model', { id, body });
      if (posting) readings.set(id, { record: posting, findings });
      return { again: posting === null, findings, repair };
    },
  };
}
