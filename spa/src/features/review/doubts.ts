import type { ResumeRecord } from '../../api/types';

/** Readings below this are shown to the person with a question. */
const SURE = 0.8;

/** Return the paths of fields that the reading was not sure of ("basics.name", "w1.startDate"). */
export function doubtful(record: ResumeRecord): string[] {
  return Object.entries(record.reading.confidence)
    .filter(([, confidence]) => confidence < SURE)
    .map(([path]) => toPath(path));
}

/** The reading names a field "work/w1/startDate" or "basics.name"; edits name it "w1.startDate". */
function toPath(path: string): string {
  return path.includes('/') ? path.split('/').slice(-2).join('.') : path;
}
