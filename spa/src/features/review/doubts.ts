import type { ResumeRecord } from '../../api/types';

/** Return the paths of fields that the reading was not sure of ("basics.name", "w1.startDate"). */
export function doubtful(record: ResumeRecord): string[] {
  const { confidence, sureFrom } = record.reading;
  return Object.entries(confidence)
    .filter(([, sure]) => sure < sureFrom)
    .map(([path]) => path);
}
