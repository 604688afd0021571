"""Every secret that a test gives to a browser and that only a vendor, or nobody, may get."""

import base64
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

from tests.vendors.scenarios import SCENARIOS

ASKING_KEY = "sk-e2e-7d1f0c55a9e24b"
MODELS_KEY = "sk-canary-Zq81xWv7Kp03bT95mL42"
PASSPHRASE = "seven purple kilns of Tarn"
WRONG_PASSPHRASE = "eleven amber looms of Ouse"
# Whoever has this much of a secret can guess the rest or use it as a mark.
_PART = 12


def vendor_key(scenario: str = "") -> str:
    """The key by which a fake vendor is asked for a scenario."""
    return f"sk-{scenario or 'fine'}"


SECRETS = {
    "the key of test_asking": ASKING_KEY,
    "the key of test_models_page": MODELS_KEY,
    "the passphrase": PASSPHRASE,
    "a wrong passphrase": WRONG_PASSPHRASE,
    **{f"the vendors' key {name or 'fine'}": vendor_key(name) for name in ("", *SCENARIOS)},
}
# Whatever looks like a vendor's key is one, whether anybody wrote it down above or not.
KEY_SHAPED = re.compile(rb"(?<![A-Za-z0-9_-])(?:sk-|AIza)[A-Za-z0-9_-]{3,}")


def forms(secret: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) for each form in which the secret could be written."""
    plain = secret.encode()
    yield "plain", plain
    yield "reversed", plain[::-1]
    yield "hexadecimal", plain.hex().encode()
    yield "hexadecimal, capital", plain.hex().upper().encode()
    yield "in an address", quote(secret).encode()
    yield "in a form", quote(secret).replace("%20", "+").encode()
    yield "in an address, each character", "".join(f"%{byte:02X}" for byte in plain).encode()
    yield "UTF-16", secret.encode("utf-16-le")
    yield "UTF-16, big-endian", secret.encode("utf-16-be")
    yield "JSON escapes", "".join(f"\\u{ord(letter):04x}" for letter in secret).encode()
    # The text may begin at any of three places within a group of base64.
    for ahead in range(3):
        letters = base64.b64encode(b"\0" * ahead + plain)
        # The first and the last letters depend on what stands around it.
        uncertain = (0, 3, 2)[(ahead + len(plain)) % 3]
        whole = letters[-(-ahead * 8 // 6) : len(letters) - uncertain]
        yield "base64", whole
        yield "base64 for addresses", whole.translate(bytes.maketrans(b"+/", b"-_"))


def parts(secret: str) -> Iterator[str]:
    """Yield the secret, and for a long one its beginning and its end."""
    yield secret
    if len(secret) >= _PART + 4:
        yield secret[:_PART]
        yield secret[-_PART:]


@cache
def needles() -> dict[bytes, str]:
    """The bytes to look for, each with what it is."""
    named: dict[bytes, str] = {}
    for name, secret in SECRETS.items():
        for part in parts(secret):
            for form, written in forms(part):
                named.setdefault(written, f"{name}, {form}")
    return named


def longest() -> int:
    """The length of the longest form, bytes."""
    return max(map(len, needles()))


def found_in(data: bytes) -> list[str]:
    """What of the secrets is in the data."""
    named = [what for written, what in needles().items() if written in data]
    return named or [f"something like a key: {hit.decode()}" for hit in KEY_SHAPED.findall(data)]
