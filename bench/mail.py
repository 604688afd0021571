"""How fast mail is made and goes."""

import statistics
import time
from collections.abc import Callable
from functools import partial

from bench.report import Report
from resume_builder.adapters.data.messages import LANGUAGES, load_messages
from resume_builder.adapters.mail.lint import MOST_BYTES
from resume_builder.adapters.mail.message import message_of
from resume_builder.adapters.mail.templates import MailPress
from resume_builder.adapters.system import new_id, now
from resume_builder.features.mail.ports import Envelope
from tests.adapters.mail.test_templates import CASES, says

_ROUNDS = 20


def run(report: Report) -> None:
    """Render every template in every language; make one mail's bytes."""
    press = MailPress(load_messages, "https://resume.example")
    cold = _ms(lambda: press("welcome", "en", says("welcome", {})))
    taken: list[float] = []
    sizes: list[int] = []
    for _ in range(_ROUNDS):
        for template, sample in CASES:
            for language in LANGUAGES:
                model = says(template, sample)
                taken.append(_ms(partial(press, template, language, model)))
    for template, sample in CASES:
        sizes.append(len(press(template, "de", says(template, sample)).html.encode()))
    warm = taken[len(taken) // _ROUNDS :]
    report.figure(
        "rendering of one mail, median", statistics.median(warm), "ms", bar=2, better="lower",
        rival="mjml-python alone 0.3 ms",
    )  # fmt: skip
    slow = statistics.quantiles(warm, n=100)[-1]
    report.figure("rendering of one mail, p99", slow, "ms", bar=2, better="lower")
    report.figure("the first mail of a process", cold, "ms", better="lower")
    printed = press("welcome", "de", says("welcome", {}))
    envelope = Envelope(new_id(), "ada@example.org", "de", now())
    whole = [
        _ms(lambda: message_of(envelope, printed, "Desk <desk@resume.example>").as_bytes())
        for _ in range(200)
    ]
    report.figure(
        "its bytes for the server, median", statistics.median(whole), "ms", better="lower"
    )
    report.figure("largest HTML part", max(sizes), "bytes", bar=MOST_BYTES, better="lower")
    report.note(f"{len(CASES)} mails in {len(LANGUAGES)} languages, {_ROUNDS} times.")


def _ms(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000
