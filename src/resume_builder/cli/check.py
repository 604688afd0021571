"""`resume-builder check`: what to look at in a résumé, and what a machine reads in our files."""

import argparse
import sys
from collections.abc import Iterable, Iterator

from resume_builder.adapters.data.messages import local_messages
from resume_builder.bootstrap import tools
from resume_builder.cli.output import DONE, as_json, read_input, say_findings, shortened
from resume_builder.cli.render import configure_options, render_options
from resume_builder.domain.checking import Note
from resume_builder.domain.fields import fields_of
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.features.checking.service import MachineView


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("resume", metavar="RESUME", help='a résumé in any format; "-" is stdin')
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    configure_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check the résumé as it is and print what was found; return the exit status."""
    made = tools()
    options = render_options(arguments, made)
    _, reading = made.read_resume(*read_input(arguments.resume))
    say_findings(arguments.resume, reading.findings)
    notes = made.checks.notes(reading.resume)
    views = made.checks.machine_views(own_words(reading.resume), options)
    if arguments.json:
        found = {
            "notes": [note.model_dump(by_alias=True, mode="json") for note in notes],
            "machine": [view.model_dump(by_alias=True, mode="json") for view in views],
        }
        sys.stdout.write(as_json(found))
    else:
        lines = (*_told(notes, reading.resume), *_seen(views))
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return DONE


def _told(notes: Iterable[Note], resume: Resume) -> Iterator[str]:
    """Yield each note under the words that it is about."""
    messages = local_messages()
    texts = {field.path: ", ".join(field.texts) for field in fields_of(resume)}
    about = ""
    for note in notes:
        if note.path != about:
            about = note.path
            text = texts.get(about, "")
            yield f"{about}: {shortened(text)}" if text else about
        yield f"  {messages.say(note.code, note.params)}"


def _seen(views: Iterable[MachineView]) -> Iterator[str]:
    messages = local_messages()
    for view in views:
        told = {
            "format": view.format.upper(),
            "same": view.read_back.same,
            "fields": view.read_back.fields,
        }
        yield messages.say("cli.read_back", told)
        for difference in view.read_back.differences:
            yield f"  {difference.path}: {shortened(difference.expected)}"
            yield f"    → {shortened(difference.read)}"
