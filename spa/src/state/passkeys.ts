/** Passkeys of this browser: the API's JSON goes in, the authenticator's answer comes out as JSON. */
type Json = Record<string, unknown>;

/** Whether this browser can make and use passkeys. */
export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/** Have a passkey sign the challenge. Returns null when the person chose none. */
export async function usePasskey(options: Json): Promise<Json | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  return answered(navigator.credentials.get({ publicKey }));
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
const REFUSALS = new Set(['NotAllowedError', 'AbortError', 'InvalidStateError']);
