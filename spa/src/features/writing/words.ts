import { language, t, tn } from '../../i18n/t.svelte';
import { explain } from '../../i18n/errors';
import type { Job } from './job';
import type { Ending, Phase } from './plan';

/** What there is to tell of a run. */
interface Told {
  readonly job: Pick<Job, 'list' | 'joins'>;
  readonly phase: Phase;
  readonly active: boolean;
  readonly ending: Ending | null;
  readonly came: number;
  readonly call: number;
  readonly calls: number;
  readonly repairs: boolean;
  readonly waits: number;
  readonly error: unknown;
}

/** A number with the language's own marks. */
export function count(n: number): string {
  return new Intl.NumberFormat(language.tag).format(n);
}

/** Seconds as minutes and seconds. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What came so far, in the words of what is written. */
export function cameOf({ job, came, active }: Pick<Told, 'job' | 'came' | 'active'>): string {
  if (came === 0) return '';
  return tn(`writing.${job.list}${active ? '' : '_kept'}`, came);
}

/** What a run is doing just now, in one line. */
export function statusOf(run: Told): string {
  if (run.waits > 0) return t('writing.waits', { n: Math.ceil(run.waits / 1000) });
  if (run.phase === 'checking') return t('writing.checking');
  if (run.repairs) return t('writing.repairing');
  const part = run.calls > 1 ? t('writing.call', { n: run.call, m: run.calls }) : '';
  const what = run.phase === 'asking' ? t('writing.asking') : cameOf(run) || t('writing.writing');
  return part ? `${part} ${what}` : what;
}

/** How a run ended, in one or two sentences: what happened, and what is kept. */
export function endOf(run: Told): string {
  const kept = cameOf(run);
  if (run.error) return [explain(run.error), kept].filter(Boolean).join(' ');
  const ending = run.ending ?? 'whole';
  if (ending === 'whole') return kept || t('writing.end.whole');
  const cut = ending === 'cut' && !run.job.joins;
  return [t(cut ? 'writing.end.cut_whole' : `writing.end.${ending}`), kept]
    .filter(Boolean)
    .join(' ');
}
