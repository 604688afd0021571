import type { Attempt } from '../../api/types';
import type { Connection } from '../../llm';

/** What our count of tokens may be wrong by, against a model with a tokenizer of its own. */
const MARGIN = 1.15;

/** Whether a model can hold a whole brief and its answer at once. */
export function fits(
  { input_tokens, output_tokens }: Pick<Attempt, 'input_tokens' | 'output_tokens'>,
  { context }: Pick<Connection, 'context'>,
  model: { small: boolean } | null,
): boolean {
  if (model?.small) return false;
  return context === 0 || (input_tokens + output_tokens) * MARGIN <= context;
}
