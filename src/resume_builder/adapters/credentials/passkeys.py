"""Passkeys (WebAuthn) for one site, by the webauthn library."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from resume_builder.domain.factors import Passkey
from resume_builder.features.auth.errors import PasskeyRefused
from resume_builder.features.auth.ports import Offered

_NAME = "Automatic Resume Builder"
_TIMEOUT_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class WebPasskeys:
    """Passkeys of the site at `origin` ("https://example.com"), whose host name is `rp_id`."""

    rp_id: str
    origin: str

    def offer_new(self, account_id: str, name: str, known: Sequence[Passkey]) -> Offered:
        """Return what makes a new passkey: one that can sign in by itself, where there is one."""
        import webauthn
        from webauthn.helpers import structs

        options = webauthn.generate_registration_options(
            rp_id=self.rp_id,
            rp_name=_NAME,
            user_id=account_id.encode(),
            user_name=name,
            timeout=_TIMEOUT_MS,
            exclude_credentials=_descriptors(known),
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.PREFERRED,
                user_verification=structs.UserVerificationRequirement.PREFERRED,
            ),
        )
        return _offered(webauthn.options_to_json(options))

    def accept_new(
        self, credential: Mapping[str, object], challenge: str, now: datetime
    ) -> Passkey:
        """Return the passkey that was made. Raises PasskeyRefused."""
        import webauthn
        from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
        from webauthn.helpers.exceptions import WebAuthnException

        try:
            made = webauthn.verify_registration_response(
                credential=dict(credential),
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.rp_id,
                expected_origin=self.origin,
            )
        except (WebAuthnException, *_MALFORMED):
            raise PasskeyRefused from None
        return Passkey(
            id=bytes_to_base64url(made.credential_id),
            public_key=bytes_to_base64url(made.credential_public_key),
            sign_count=made.sign_count,
            created_at=now,
            transports=_transports(credential),
        )

    def offer_use(self, known: Sequence[Passkey] | None) -> Offered:
        """Return what uses one of the passkeys; None: any of this site, the person verified."""
        import webauthn
        from webauthn.helpers import structs

        need = structs.UserVerificationRequirement
        options = webauthn.generate_authentication_options(
            rp_id=self.rp_id,
            timeout=_TIMEOUT_MS,
            allow_credentials=_descriptors(known or ()),
            user_verification=need.REQUIRED if known is None else need.PREFERRED,
        )
        return _offered(webauthn.options_to_json(options))

    def named(self, credential: Mapping[str, object]) -> tuple[str, str | None]:
        """Return the passkey's id and the account that it says it is of. Raises PasskeyRefused."""
        from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

        passkey_id = credential.get("id")
        response = credential.get("response")
        handle = (
            cast("Mapping[str, object]", response).get("userHandle")
            if isinstance(response, Mapping)
            else None
        )
        if not isinstance(passkey_id, str):
            raise PasskeyRefused
        try:
            account = base64url_to_bytes(handle).decode("ascii") if isinstance(handle, str) else ""
            return bytes_to_base64url(base64url_to_bytes(passkey_id)), account or None
        except _MALFORMED:
            raise PasskeyRefused from None

    def accept_use(
        self,
        credential: Mapping[str, object],
        challenge: str,
        passkey: Passkey,
        *,
        verified: bool,
    ) -> int:
        """Return the new sign count. Raises PasskeyRefused, for a count that went back too."""
        import webauthn
        from webauthn.helpers import base64url_to_bytes
        from webauthn.helpers.exceptions import WebAuthnException

        try:
            used = webauthn.verify_authentication_response(
                credential=dict(credential),
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.rp_id,
                expected_origin=self.origin,
                credential_public_key=base64url_to_bytes(passkey.public_key),
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=verified,
            )
        except (WebAuthnException, *_MALFORMED):
            raise PasskeyRefused from None
        return used.new_sign_count


# What the library, base64, CBOR and the cryptography beneath raise for bytes that are no answer of
# an authenticator; all of them are the sender's.
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError)


def _descriptors(known: Sequence[Passkey]) -> list[Any]:
    from webauthn.helpers import base64url_to_bytes, structs

    names = {item.value for item in structs.AuthenticatorTransport}
    return [
        structs.PublicKeyCredentialDescriptor(
            id=base64url_to_bytes(passkey.id),
            transports=[structs.AuthenticatorTransport(t) for t in passkey.transports if t in names]
            or None,
        )
        for passkey in known
    ]


def _offered(text: str) -> Offered:
    options = cast("dict[str, object]", json.loads(text))
    return Offered(options, str(options["challenge"]))


def _transports(credential: Mapping[str, object]) -> tuple[str, ...]:
    response = credential.get("response")
    found = (
        cast("Mapping[str, object]", response).get("transports")
        if isinstance(response, Mapping)
        else None
    )
    if not isinstance(found, list):
        return ()
    return tuple(str(item)[:32] for item in cast("list[object]", found)[:8])
