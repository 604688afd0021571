"""Mail from the moment it is taken until it went, was given up, or lies in the outbox."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from resume_builder.adapters.crypto import MasterKeys, SealedVault
from resume_builder.adapters.data.messages import language_of, load_messages
from resume_builder.adapters.mail.templates import MailPress
from resume_builder.adapters.memory.mails import MemoryMails
from resume_builder.adapters.memory.wrapped_keys import MemoryKeys
from resume_builder.adapters.system import new_id
from resume_builder.domain.errors import RecordNotFound, StoreUnavailable
from resume_builder.domain.mails import MailInvalid
from resume_builder.features.mail.delivery import CLAIM, WAITS, Delivery
from resume_builder.features.mail.errors import NotTaken
from resume_builder.features.mail.outbox import Outbox
from resume_builder.features.mail.ports import Envelope, Printed
from resume_builder.features.mail.post import DELIVER, GRACE, Post
from resume_builder.ports import MAIL, Mail
from tests.contracts.kit import Clock

pytestmark = pytest.mark.mail
CODE = Mail("sign_in_code", "ada@example.org", "de-AT", {"code": "409137", "minutes": "10"})
WELCOME = Mail("welcome", "ada@example.org", "en", {})


@dataclass
class Line:
    """A queue that a test reads."""

    jobs: list[tuple[str, str]] = field(default_factory=list)
    away: bool = False

    def enqueue(self, job: str, about: str) -> None:
        if self.away:
            raise StoreUnavailable(store="queue")
        self.jobs.append((job, about))


@dataclass
class Server:
    """A mail server that answers as told, and takes everything after that."""

    answers: list[NotTaken] = field(default_factory=list)
    took: list[tuple[Envelope, Printed]] = field(default_factory=list)
    tried: int = 0

    def __call__(self, envelope: Envelope, printed: Printed) -> None:
        self.tried += 1
        if self.answers:
            raise self.answers.pop(0)
        self.took.append((envelope, printed))


class House:
    """Everything that mail goes through, over memory."""

    def __init__(self, answers: Sequence[NotTaken] = ()) -> None:
        self.clock, self.line, self.server = Clock(), Line(), Server(list(answers))
        self.mails = MemoryMails(self.clock)
        self.vault = SealedVault(MemoryKeys(), MasterKeys(lambda: [b"m" * 32]))
        press = MailPress(load_messages, "http://localhost:8000")
        self.post = Post(self.mails, self.vault, self.line, language_of, self.clock, new_id)
        self.delivery = Delivery(self.mails, self.vault, self.line, press, self.server, self.clock)
        self.outbox = Outbox(self.mails, self.vault, press)

    def work(self) -> None:
        """Do the jobs that wait."""
        jobs, self.line.jobs = self.line.jobs, []
        for job, about in jobs:
            assert job == DELIVER
            self.delivery.deliver(about)

    def later(self, span: timedelta) -> None:
        """Time passes; the sweep finds what was left, and it is done."""
        self.clock.advance(span)
        self.delivery.sweep()
        self.work()


def test_a_mail_is_sealed_sent_and_gone() -> None:
    house = House()
    house.post.send(CODE)
    kept = repr(house.mails._mails)
    assert "409137" not in kept
    assert "ada" not in kept
    assert house.mails.waiting() == 1
    house.work()
    ((envelope, printed),) = house.server.took
    assert (envelope.to, envelope.language) == ("ada@example.org", "de")
    assert printed.subject == "409 137 ist Ihr Anmeldecode"
    assert house.mails.waiting() == 0


def test_jobs_name_nothing_but_an_id() -> None:
    house = House()
    house.post.send(CODE)
    ((job, about),) = house.line.jobs
    assert job == DELIVER
    assert about in house.mails._mails


def test_what_was_not_enqueued_is_found() -> None:
    house = House()
    house.line.away = True
    house.post.send(CODE)
    house.line.away = False
    house.later(GRACE - timedelta(seconds=1))
    assert not house.server.took
    house.later(timedelta(seconds=1))
    assert len(house.server.took) == 1


def test_a_job_that_comes_twice_sends_once() -> None:
    house = House()
    house.post.send(CODE)
    house.line.jobs *= 3
    house.work()
    assert len(house.server.took) == 1


def test_a_death_in_between_sends_it_again_under_the_same_id() -> None:
    """Whether the server had taken it cannot be known."""

    class Dying(Exception):
        pass

    def dies(envelope: Envelope, printed: Printed) -> None:
        house.server(envelope, printed)
        raise Dying

    house = House()
    sound = house.delivery
    house.post.send(CODE)
    house.delivery = replace(sound, transport=dies)
    with pytest.raises(Dying):
        house.work()
    house.delivery = sound
    house.later(CLAIM - timedelta(seconds=1))
    assert len(house.server.took) == 1
    house.later(timedelta(seconds=1))
    (first, _), (second, _) = house.server.took
    assert first == second
    assert house.mails.waiting() == 0


def test_a_server_that_asks_to_wait_is_tried_with_growing_pauses() -> None:
    house = House([NotTaken("deferred", for_good=False, status=451)] * 3)
    house.post.send(WELCOME)
    house.work()
    for wait in WAITS[:3]:
        assert not house.server.took
        before = house.server.tried
        house.later(wait - timedelta(seconds=1))
        assert house.server.tried == before
        house.later(timedelta(seconds=1))
    assert len(house.server.took) == 1
    assert tuple(sorted(WAITS)) == WAITS


def test_a_refusal_for_good_is_told_and_forgotten(caplog: pytest.LogCaptureFixture) -> None:
    house = House([NotTaken("refused", for_good=True, status=550)])
    house.post.send(CODE)
    with caplog.at_level(logging.INFO):
        house.work()
    (failed,) = house.mails.failures(10)
    assert failed.reason == "refused 550"
    assert house.mails.waiting() == 0
    assert "ada" not in caplog.text
    house.later(timedelta(days=1))
    assert not house.server.took


def test_a_code_is_not_sent_once_it_opens_nothing() -> None:
    house = House([NotTaken("unreached", for_good=False)] * 99)
    house.post.send(CODE)
    house.work()
    for _ in range(60):
        house.later(timedelta(seconds=20))
    (failed,) = house.mails.failures(10)
    assert failed.reason == "expired after unreached"
    house.server.answers.clear()
    house.post.send(CODE)
    house.clock.advance(timedelta(minutes=10))
    house.work()
    assert not house.server.took
    assert [f.reason for f in house.mails.failures(10)] == ["expired", "expired after unreached"]


def test_a_welcome_waits_for_two_days() -> None:
    house = House([NotTaken("unreached", for_good=False)] * 20)
    house.post.send(WELCOME)
    house.work()
    for _ in range(46):
        house.later(timedelta(hours=1))
    assert not house.mails.failures(10)
    house.server.answers.clear()
    house.later(timedelta(hours=1))
    house.later(timedelta(hours=1) - timedelta(minutes=1))
    assert len(house.server.took) == 1


def test_what_does_not_open_is_given_up() -> None:
    house = House()
    house.post.send(CODE)
    house.vault._fresh.clear()
    house.vault._keys.delete(MAIL.tag)
    house.work()
    assert [f.reason for f in house.mails.failures(10)] == ["unreadable"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"template": "gossip"}, "template"),
        ({"to": "ada@example.org\r\nBcc: eve@x"}, "to"),
        ({"variables": {"code": "409137"}}, "minutes"),
        ({"variables": {"code": "40913", "minutes": "10"}}, "code"),
        ({"variables": {"code": "409137", "minutes": "10", "more": "x"}}, "more"),
    ],
)
def test_what_does_not_hold_is_refused_at_once(change: dict[str, object], where: str) -> None:
    house = House()
    with pytest.raises(MailInvalid) as caught:
        house.post.send(replace(CODE, **change))
    assert caught.value.params["where"] == where
    assert house.mails.waiting() == 0


def test_without_a_mail_server_mail_lies_in_the_outbox() -> None:
    house = House()
    house.delivery = replace(house.delivery, transport=None)
    for mail in (WELCOME, CODE):
        house.post.send(mail)
        house.clock.advance(timedelta(seconds=1))
        house.work()
    newest, oldest = house.outbox.list()
    assert (newest.code, oldest.code) == ("409137", "")
    assert newest.to == "ada@example.org"
    assert "409 137" in newest.printed.html
    assert house.outbox.get(oldest.id).template == "welcome"
    assert "409137" not in repr(newest)
    with pytest.raises(RecordNotFound):
        house.outbox.get("another")
    house.later(timedelta(days=8))
    assert house.outbox.list() == ()


def test_a_mail_is_not_printed() -> None:
    assert "409137" not in repr(CODE)
    assert "ada" not in repr(CODE)
