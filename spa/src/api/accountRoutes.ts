import type { operations } from './schema';

/** The operations of accounts, which only the pages of accounts call. */
export const ACCOUNT_ROUTES = {
  get_terms: ['GET', '/terms'],
  register: ['POST', '/auth/registration'],
  confirm_registration: ['POST', '/auth/registration/code'],
  sign_in: ['POST', '/auth/sign-in'],
  sign_in_with_code: ['POST', '/auth/sign-in/code'],
  sign_in_with_totp: ['POST', '/auth/sign-in/totp'],
  sign_in_with_recovery_code: ['POST', '/auth/sign-in/recovery'],
  offer_passkey_sign_in: ['POST', '/auth/sign-in/passkey/options'],
  sign_in_with_passkey: ['POST', '/auth/sign-in/passkey'],
  reset_password: ['POST', '/auth/reset'],
  confirm_reset: ['POST', '/auth/reset/code'],
  resend_code: ['POST', '/auth/code'],
  cancel_step: ['POST', '/auth/cancel'],
  sign_out: ['POST', '/auth/sign-out'],
  get_account: ['GET', '/account'],
  edit_account: ['PATCH', '/account'],
  prove_again: ['POST', '/account/proof'],
  change_password: ['POST', '/account/password'],
  start_totp: ['POST', '/account/totp'],
  confirm_totp: ['POST', '/account/totp/code'],
  remove_totp: ['POST', '/account/totp/off'],
  offer_passkey: ['POST', '/account/passkeys/options'],
  add_passkey: ['POST', '/account/passkeys'],
  remove_passkey: ['DELETE', '/account/passkeys/{passkey_id}'],
  replace_recovery_codes: ['POST', '/account/recovery-codes'],
  list_sessions: ['GET', '/account/sessions'],
  end_one_session: ['DELETE', '/account/sessions/{session_id}'],
  end_other_sessions: ['DELETE', '/account/sessions'],
  get_audit: ['GET', '/account/audit'],
  give_consent: ['PUT', '/account/consent'],
  list_plans: ['GET', '/plans'],
  list_allowances: ['GET', '/allowances'],
} as const satisfies Partial<
  Record<keyof operations, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>
>;

export type AccountRoutes = typeof ACCOUNT_ROUTES;
