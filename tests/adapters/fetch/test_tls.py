"""TLS: the certificate must be the name's, by an authority that counts."""

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from resume_builder.adapters.fetch import WebPages
from resume_builder.features.postings.errors import PageUnreachable
from tests.local_pages import LocalPages, local_pages

pytestmark = pytest.mark.postings

NAME = "jobs.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of NAME that signs itself, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


@pytest.fixture(scope="module")
def server(certificate: Path) -> Iterator[LocalPages]:
    """A site over TLS with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with local_pages(context) as served:
        served.add("/job", "a job")
        yield served


def pages(server: LocalPages, authority: Path | None) -> WebPages:
    """Fetches from public names that lead to the server; `authority` counts when it is given."""

    def dial(address: str, port: int, seconds: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", server.port), seconds)

    trust = {"trust": lambda: ssl.create_default_context(cafile=authority)} if authority else {}
    return WebPages(resolve=lambda host, port: ["93.184.216.34"], connect=dial, **trust)


def test_the_certificate_of_the_name_is_taken(server: LocalPages, certificate: Path) -> None:
    """It is the name's, whatever address was dialled."""
    assert pages(server, certificate)(f"https://{NAME}/job").data == b"a job"


def test_a_certificate_of_another_name_is_not(server: LocalPages, certificate: Path) -> None:
    """Not even by an authority that counts."""
    with pytest.raises(PageUnreachable):
        pages(server, certificate)("https://other.example/job")


def test_an_unknown_authority_does_not_count(server: LocalPages) -> None:
    """Without leave, nobody signs for themselves."""
    with pytest.raises(PageUnreachable):
        pages(server, None)(f"https://{NAME}/job")
