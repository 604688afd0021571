"""Mail through a real SMTP server: what goes, what is refused, and how that is told."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from resume_builder.adapters.mail.place import MailPlace
from resume_builder.adapters.mail.smtp import SmtpTransport
from resume_builder.features.mail.errors import NotTaken
from resume_builder.features.mail.ports import Envelope, Printed
from tests.smtp_sink import Inbox, free_port

pytestmark = pytest.mark.mail
SENDER = "Résumé Desk <desk@resume.example>"
PRINTED = Printed("409 137 ist Ihr Anmeldecode", "<p>Grüße</p>", "Grüße\n")


Serve = Callable[..., MailPlace]


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def serve(inbox: Inbox) -> Iterator[Serve]:
    """Start a server, with options of aiosmtpd's; return where it is."""
    started: list[Controller] = []

    def start(place: Callable[[int], MailPlace] | None = None, **options: Any) -> MailPlace:
        server = Controller(inbox, hostname="127.0.0.1", port=free_port(), **options)
        server.start()
        started.append(server)
        if place:
            return place(server.port)
        return MailPlace("127.0.0.1", server.port, implicit_tls=False, is_local=True)

    yield start
    for server in started:
        server.stop()


def to(address: str) -> Envelope:
    return Envelope("mail-id", address, "de", datetime(2026, 11, 25, 2, 0, tzinfo=UTC))


def test_a_mail_arrives_whole(serve: Serve, inbox: Inbox) -> None:
    SmtpTransport(serve(), SENDER)(to("ada+cv@example.org"), PRINTED)
    message = inbox.read()
    assert inbox.mails[0].rcpt_tos == ["ada+cv@example.org"]
    assert inbox.mails[0].mail_from == "desk@resume.example"
    assert message["From"] == SENDER
    assert message["To"] == "ada+cv@example.org"
    assert message["Subject"] == PRINTED.subject
    assert message["Message-ID"] == "<mail-id@resume.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    parts = {
        p.get_content_type(): "".join(p.get_content().split("\r")) for p in message.iter_parts()
    }
    assert parts == {"text/plain": "Grüße\n", "text/html": "<p>Grüße</p>\n"}


def test_the_same_mail_is_the_same_bytes(serve: Serve, inbox: Inbox) -> None:
    transport = SmtpTransport(serve(), SENDER)
    for _ in range(2):
        transport(to("ada@example.org"), PRINTED)
    first, second = (mail.content for mail in inbox.mails)
    assert first == second


def test_a_domain_in_any_script(serve: Serve, inbox: Inbox) -> None:
    SmtpTransport(serve(), SENDER)(to("ada@straße.example"), PRINTED)
    assert inbox.mails[0].rcpt_tos == ["ada@xn--strae-oqa.example"]


def test_a_name_in_any_script(serve: Serve, inbox: Inbox) -> None:
    SmtpTransport(serve(enable_SMTPUTF8=True), SENDER)(to("jörg@bücher.example"), PRINTED)
    assert inbox.mails[0].rcpt_tos == ["jörg@xn--bcher-kva.example"]
    assert "SMTPUTF8" in inbox.mails[0].mail_options
    assert inbox.read()["To"] == "jörg@xn--bcher-kva.example"


class Ascii(SMTP):
    """A server that knows no other letters."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "enable_SMTPUTF8": False})


class AsciiController(Controller):
    def factory(self) -> SMTP:
        return Ascii(self.handler)


def test_a_server_that_cannot_take_the_name(inbox: Inbox) -> None:
    server = AsciiController(inbox, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        place = MailPlace("127.0.0.1", server.port, implicit_tls=False, is_local=True)
        with pytest.raises(NotTaken) as caught:
            SmtpTransport(place, SENDER)(to("jörg@bücher.example"), PRINTED)
        assert (caught.value.reason, caught.value.for_good) == ("no_utf8", True)
        SmtpTransport(place, SENDER)(to("ada@bücher.example"), PRINTED)
        assert inbox.mails[0].rcpt_tos == ["ada@xn--bcher-kva.example"]
    finally:
        server.stop()


@pytest.mark.parametrize("step", ["on_rcpt", "on_data"])
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("550 5.1.1 <ada@example.org> unknown", ("refused", True, 550)),
        ("450 4.2.1 try later", ("deferred", False, 450)),
        ("421 busy", ("deferred", False, 421)),
    ],
)
def test_refusals_are_told_by_their_class(
    serve: Serve, inbox: Inbox, step: str, answer: str, told: tuple[str, bool, int]
) -> None:
    setattr(inbox, step, answer)
    with pytest.raises(NotTaken) as caught:
        SmtpTransport(serve(), SENDER)(to("ada@example.org"), PRINTED)
    assert (caught.value.reason, caught.value.for_good, caught.value.status) == told
    assert "ada" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_refused_sender_is_not_the_mails_fault(serve: Serve, inbox: Inbox) -> None:
    inbox.on_mail = "553 not your address"
    with pytest.raises(NotTaken) as caught:
        SmtpTransport(serve(), SENDER)(to("ada@example.org"), PRINTED)
    assert (caught.value.reason, caught.value.for_good) == ("not_let_in", False)


def test_nobody_there(serve: Serve) -> None:
    place = MailPlace("127.0.0.1", 1, implicit_tls=False, is_local=True)
    with pytest.raises(NotTaken) as caught:
        SmtpTransport(place, SENDER)(to("ada@example.org"), PRINTED)
    assert (caught.value.reason, caught.value.for_good) == ("unreached", False)


def test_nothing_goes_unencrypted_to_another_machine(serve: Serve, inbox: Inbox) -> None:
    place = serve(lambda port: MailPlace("127.0.0.1", port, implicit_tls=False, is_local=False))
    with pytest.raises(NotTaken) as caught:
        SmtpTransport(place, SENDER)(to("ada@example.org"), PRINTED)
    assert caught.value.reason == "no_tls"
    assert not inbox.mails


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(pem))
    return file


def server_side(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def let_in(_: Any, __: Any, ___: Any, mechanism: str, data: Any) -> AuthResult:
    del mechanism
    return AuthResult(
        success=(data.login, data.password) == (b"desk", b"p@ss:word/"), handled=False
    )


@pytest.mark.parametrize("password", ["p%40ss%3Aword%2F", "wrong"])
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
# The server does not know that its socket is encrypted already.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_encrypted_and_signed_in(
    serve: Serve, inbox: Inbox, certificate: Path, scheme: str, password: str
) -> None:
    """STARTTLS and TLS from the first byte; the server's name is checked."""
    context = server_side(certificate)
    options = {"authenticator": let_in, "auth_required": True}
    if scheme == "smtps":
        options |= {"ssl_context": context, "auth_require_tls": False}
    else:
        options |= {"tls_context": context, "require_starttls": True}
    place = serve(
        lambda port: MailPlace.of(f"{scheme}://desk:{password}@localhost:{port}", is_local=False),
        **options,
    )
    assert "word" not in repr(place)
    ours = ssl.create_default_context(cafile=str(certificate))
    if password == "wrong":
        with pytest.raises(NotTaken) as caught:
            SmtpTransport(place, SENDER, ours)(to("ada@example.org"), PRINTED)
        assert (caught.value.reason, caught.value.for_good) == ("not_let_in", False)
        return
    SmtpTransport(place, SENDER, ours)(to("ada@example.org"), PRINTED)
    assert len(inbox.mails) == 1
    with pytest.raises(NotTaken) as caught:
        SmtpTransport(place, SENDER)(to("ada@example.org"), PRINTED)
    assert caught.value.reason == "unreached"


def test_a_server_that_goes_silent_is_left(serve: Serve, inbox: Inbox) -> None:
    """It is tried again later, and no worker waits for it."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        place = MailPlace("127.0.0.1", mute.getsockname()[1], implicit_tls=False, is_local=True)
        with pytest.raises(NotTaken) as caught:
            SmtpTransport(place, SENDER, timeout_seconds=0.2)(to("ada@example.org"), PRINTED)
    assert caught.value.reason == "unreached"


def test_our_errors_are_not_the_librarys() -> None:
    assert not issubclass(NotTaken, smtplib.SMTPException)
