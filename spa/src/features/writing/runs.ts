import type { Job } from './job';
import { Run } from './run.svelte';

/** The runs of this tab by what they work on: they go on while the person looks elsewhere. */
const known = new Map<string, Run>();

/** Return the run of a job, a new one where none was begun. The page it belongs to is the newest. */
export function runOf(job: Job): Run {
  const run = known.get(job.id) ?? new Run(job);
  run.job = job;
  known.set(job.id, run);
  void run.restore().catch(() => undefined);
  return run;
}
