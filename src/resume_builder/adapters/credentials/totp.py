"""Codes of an app (RFC 6238) by pyotp, and their QR codes by segno."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

ISSUER = "Automatic Resume Builder"


@dataclass(frozen=True, slots=True)
class AppCodes:
    """Codes of an app. The caller says which time steps count, and remembers those spent."""

    issuer: str = ISSUER

    def new_secret(self) -> str:
        """Return a new secret of 160 bits in base32."""
        import pyotp

        return pyotp.random_base32(32)

    def uri(self, secret: str, account: str) -> str:
        """Return the otpauth address that apps read."""
        from pyotp.totp import TOTP

        return TOTP(secret).provisioning_uri(name=account, issuer_name=self.issuer)

    def picture(self, uri: str) -> str:
        """Return the address as a QR code: SVG text."""
        import segno

        target = BytesIO()
        segno.make(uri, error="m", micro=False).save(
            target, kind="svg", scale=4, xmldecl=False, svgns=True, dark="#000", light="#fff"
        )
        return target.getvalue().decode()

    def step_of(self, secret: str, code: str, steps: Sequence[int]) -> int | None:
        """Return the time step that the code is of, None for none of `steps`."""
        from pyotp.totp import TOTP

        made = TOTP(secret)
        # All are compared, so that the time taken tells nothing.
        found = [s for s in steps if hmac.compare_digest(made.generate_otp(s), code)]
        return found[0] if found else None
