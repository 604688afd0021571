import type { Attempt } from '../../api/types';

type Told = Pick<Attempt, 'system' | 'user' | 'answer_schema'>;

/** A brief as one text, as a person pastes it into a chat. */
export function inWords({ system, user, answer_schema }: Told): string {
  return `${system}\n\nJSON Schema of the answer: ${JSON.stringify(answer_schema)}\n\n${user}`;
}

/** A JSON text with a line for each value, other text as it is. */
export function spread(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
