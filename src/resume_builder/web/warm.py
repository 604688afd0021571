"""Loads in the background what the first visitor would else wait for.

Word data, fonts, the renderer and the child that reads files are loaded on first use, so that
importing is quick. A worker that has just started has nothing to do, so it does one small job.
"""

import contextlib
import logging
from threading import Thread

from resume_builder.bootstrap import Services
from resume_builder.domain.errors import DomainError
from resume_builder.domain.tailoring.model import RenderOptions

_RESUME = """Ada Lovelace
ada@example.org

Experience
Engineer, Analytical Engines
January 2020 - March 2022
- Wrote the first program for a machine that was never built
"""
_POSTING = """Engineer

Requirements
- Experience with Python
"""

_log = logging.getLogger(__name__)


def start(services: Services) -> Thread:
    """Begin; the thread ends by itself, and with the process."""
    thread = Thread(target=_try, args=(services,), name="warm up", daemon=True)
    thread.start()
    return thread


def _try(services: Services) -> None:
    # A process that ends meanwhile takes away what the job stands on, and then anything may fail.
    # What fails for another cause fails for the first visitor too, and is told there.
    with contextlib.suppress(Exception):
        try:
            _job(services)
        except DomainError as error:
            _log.warning("the first visitor will wait a little longer: %s", error.code)


def _job(services: Services) -> None:
    options = RenderOptions()
    _, reading = services.resumes.read(_RESUME.encode(), "resume.txt")
    posting = services.postings.read(_POSTING.encode(), "posting.txt")
    tailored = services.tailorings.tailor(reading.resume, posting, options, {})
    services.rendering.preview(tailored.verified, options)
