/** Passkeys of this browser: the API's JSON goes in, the authenticator's answer comes out as JSON. */
type Json = Record<string, unknown>;

/** Whether this browser can make and use passkeys. */
export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/** Whether this browser can offer passkeys in a field, among what it fills in. */
export async function offersPasskeys(): Promise<boolean> {
  if (!hasPasskeys() || !('isConditionalMediationAvailable' in PublicKeyCredential)) return false;
  return PublicKeyCredential.isConditionalMediationAvailable().catch(() => false);
}

/**
 * Have a passkey sign the challenge. With `offered` the browser asks nothing by itself: it offers
 * passkeys in the field that takes them, until one is chosen or the signal ends it. Returns null
 * when the person chose none.
 */
export async function usePasskey(options: Json, offered?: AbortSignal): Promise<Json | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  if (!offered) return answered(navigator.credentials.get({ publicKey }));
  const how = { mediation: 'conditional', signal: offered } as const;
  return answered(navigator.credentials.get({ publicKey, ...how }));
}

/** Have an authenticator make a passkey. Returns null when the person made none. */
export async function makePasskey(options: Json): Promise<Json | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  return answered(navigator.credentials.create({ publicKey }));
}

/** A browser says no more than "not allowed" of a dialog that was closed or timed out. */
async function answered(asked: Promise<Credential | null>): Promise<Json | null> {
  try {
    const made = await asked;
    return made instanceof PublicKeyCredential ? (made.toJSON() as Json) : null;
  } catch (error) {
    if (error instanceof DOMException && REFUSALS.has(error.name)) return null;
    throw error;
  }
}

/** One that is there already is not made twice: `InvalidStateError`. */
const REFUSALS = new Set(['NotAllowedError', 'AbortError', 'TimeoutError', 'InvalidStateError']);
