"""`resume-builder keys`: new master keys, and wrapping every key anew, while the site goes on."""

import argparse

from resume_builder.adapters.data.messages import local_messages
from resume_builder.bootstrap import (
    add_master_key,
    forget_old_master_keys,
    new_master_key,
    open_rotation,
    read_settings,
)
from resume_builder.cli.output import DONE, SOME_FAILED, USAGE, explain, say, say_findings
from resume_builder.cli.running import with_stores
from resume_builder.domain.errors import DomainError


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "what",
        choices=["new", "rotate", "status"],
        help="new: print a master key; rotate: wrap every key by the newest; status: how many wait",
    )
    parser.add_argument(
        "--add", action="store_true", help="rotate: first add a new key to the file of master keys"
    )
    parser.add_argument(
        "--forget-old",
        action="store_true",
        help="rotate: then remove the older keys from the file, when nothing needs them",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", help="where work is kept (default: ~/.local/share/...)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    if arguments.what == "new":
        print(new_master_key())
        return DONE
    try:
        settings = read_settings({"RESUME_BUILDER_DATA": arguments.data})
    except DomainError as error:
        say(explain(error))
        say_findings("resume-builder keys", error.params["findings"])
        return USAGE
    speak = local_messages().say
    if arguments.what == "rotate" and arguments.add:
        add_master_key(settings)
    with with_stores(settings) as found, open_rotation(found) as rotation:
        unopened: tuple[str, ...] = ()
        if arguments.what == "rotate":
            rotated = rotation.run()
            unopened = rotated.unopened
            print(speak("cli.keys_rotated", {"count": rotated.done}))
        left = rotation.left()
        print(speak("cli.keys_left", {"count": left}))
        for tag in unopened:
            say(speak("cli.keys_unopened", {"text": tag}))
        if arguments.what == "rotate" and arguments.forget_old and not left:
            forget_old_master_keys(settings)
    return SOME_FAILED if unopened else DONE
