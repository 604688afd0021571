"""Mails as their readers see them: MJML and words become HTML and text.

MJML becomes HTML once for each template, with the places for words and variables still in it; a
mail then only fills them: a tenth of a millisecond. Everything filled in is escaped, so markup in a
variable is text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from resume_builder.domain.mails import TEMPLATES, Variables
from resume_builder.domain.messages import Messages
from resume_builder.features.mail.ports import Printed

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_PLACE = "<!-- content -->"
_BEFORE_MESSAGE = "mail"


@dataclass(frozen=True, slots=True)
class _Made:
    """A template ready to be filled."""

    html: "Template"
    text: "Template"


@dataclass
class MailPress:
    """A Press over the packaged templates. `site` is the site's address, to which links lead."""

    messages: Callable[[str], Messages]
    site: str
    _made: dict[str, _Made] = field(default_factory=dict[str, _Made])
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, template: str, language: str, says: Variables) -> Printed:
        """Return the mail in one of our languages."""
        made = self._template(template)
        values = self._values(template, self.messages(language), says)
        return Printed(
            subject=values["subject"],
            html=made.html.render(values),
            text=made.text.render(values).strip() + "\n",
        )

    def warm(self) -> None:
        """Make every template ready, so that no child of a worker does it for one mail."""
        for name in TEMPLATES:
            self._template(name)

    def _template(self, name: str) -> _Made:
        with self._lock:
            if name not in self._made:
                self._made[name] = self._make(name)
            return self._made[name]

    def _make(self, name: str) -> _Made:
        from mjml import mjml2html

        html = mjml2html(source(name), disable_comments=False)
        return _Made(
            self._for_html.from_string(html), self._for_text.from_string(source(name, "txt"))
        )

    @cached_property
    def _for_html(self) -> "Environment":
        return _environment(escaped=True)

    @cached_property
    def _for_text(self) -> "Environment":
        return _environment(escaped=False)

    def _values(self, template: str, messages: Messages, says: Variables) -> dict[str, Any]:
        """Return what stands in a template: its variables as texts, the words, the site."""
        told = {name: _told(value) for name, value in says}
        if "code" in told:
            told["grouped"] = grouped(told["code"])
        values: dict[str, Any] = {
            **told,
            "language": messages.language,
            "site": self.site,
            "host": urlsplit(self.site).netloc,
        }
        words = _Words(messages, f"{_BEFORE_MESSAGE}.{template}", values)
        subject = words.say(told.get("kind", "subject"))
        preview = words.say(f"{told['kind']}.text" if "kind" in told else "intro")
        values |= {"say": words.say, "shared": words.shared}
        return values | {"subject": subject, "preview": preview}


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one template in one language."""

    messages: Messages
    prefix: str
    values: Mapping[str, Any]

    def say(self, key: str) -> str:
        """Return a sentence of this template."""
        return self.messages.say(f"{self.prefix}.{key}", self.values)

    def shared(self, key: str, **params: str) -> str:
        """Return a sentence of all mails."""
        return self.messages.say(f"{_BEFORE_MESSAGE}.{key}", params)


def source(name: str, ending: str = "mjml") -> str:
    """Return a template in its frame, as it is written."""
    folder = files("resume_builder") / "data" / "mails"
    frame = (folder / f"frame.{ending}").read_text(encoding="utf-8")
    content = (folder / name / f"mail.{ending}").read_text(encoding="utf-8")
    return frame.replace(_PLACE, content.strip())


def grouped(code: str) -> str:
    """Return a code of six digits in two groups, as it is read aloud."""
    return f"{code[:3]} {code[3:]}" if len(code) == 6 and code.isdigit() else code


def _told(value: object) -> str:
    # The same in each of our languages, and never taken for another day.
    return f"{value:%Y-%m-%d %H:%M} UTC" if isinstance(value, datetime) else str(value)


def _environment(*, escaped: bool) -> "Environment":
    from jinja2 import Environment, StrictUndefined, select_autoescape

    return Environment(
        autoescape=select_autoescape(default_for_string=escaped, default=escaped),
        undefined=StrictUndefined,
    )
