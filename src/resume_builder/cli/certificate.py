"""`resume-builder certificate check`: whether files are those that a truth certificate names."""

import argparse
from pathlib import Path

from pydantic import ValidationError

from resume_builder.adapters.data.messages import local_messages
from resume_builder.cli.output import DONE, SOME_FAILED, read_input, say
from resume_builder.domain.tailoring.certificate import Certificate


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("action", choices=("check",), help="what to do")
    parser.add_argument("certificate", metavar="CERT.json", help="the certificate as JSON")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file that goes with it")


def run(arguments: argparse.Namespace) -> int:
    """Say of each file whether it is certified; return 0 when all are. Raises OSError."""
    messages = local_messages()
    data, _ = read_input(arguments.certificate)
    try:
        certificate = Certificate.model_validate_json(data)
    except ValidationError:
        say(messages.say("cli.no_certificate", {"path": arguments.certificate}))
        return SOME_FAILED
    if not certificate.intact:
        say(messages.say("cli.certificate_changed", {"path": arguments.certificate}))
        return SOME_FAILED
    status = DONE
    for path in arguments.files:
        what = certificate.names(Path(path).read_bytes())
        if what:
            words = messages.texts.get(f"paper.certificate.{what}", what.upper())
            say(messages.say("cli.certified", {"path": path, "what": words}))
        else:
            say(messages.say("cli.not_certified", {"path": path}))
            status = SOME_FAILED
    return status
