import type { Rule } from './faults';

/** OpenAI's own names; local servers that speak like it use them, too. */
export const OPENAI_FAULTS: readonly Rule[] = [
  ['no_credit', /insufficient_quota|billing_(hard_limit_reached|not_active)/],
  ['region', /unsupported_country/],
  ['limited_key', /missing scopes|insufficient permissions|ip_not_authorized|IP allowlist/i],
  ['wrong_key', /invalid_api_key/],
  ['no_model', /model_not_found/],
  ['content_policy', /content_policy_violation|invalid_prompt|content_filter/],
];
