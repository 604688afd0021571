"""`resume-builder keys`: new master keys, and wrapping every key anew, while the site goes on."""

import argparse
import time

from resume_builder.adapters.data.messages import local_messages
from resume_builder.bootstrap import (
    MasterKeyFile,
    Settings,
    changing_master_keys,
    new_master_key,
    open_rotation,
    read_settings,
)
from resume_builder.cli.output import DONE, SOME_FAILED, USAGE, say, say_refusals
from resume_builder.cli.running import with_stores
from resume_builder.domain.errors import DomainError

# More than twice as long as a site's processes take to learn of a new master key.
_SETTLE_SECONDS = 2.5


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
        say_refusals("resume-builder keys", error)
        return USAGE
    if arguments.what == "status":
        with with_stores(settings) as found, open_rotation(found) as rotation:
            say_left(rotation.left())
        return DONE
    if not (arguments.add or arguments.forget_old):
        return _rotate(settings, None, forget_old=False)
    with changing_master_keys(settings) as file:
        if arguments.add:
            file.add()
        return _rotate(settings, file, forget_old=arguments.forget_old)


def say_left(left: int) -> None:
    """Print how many keys an older master key wraps."""
    print(local_messages().say("cli.keys_left", {"count": left}))


def _rotate(settings: Settings, file: MasterKeyFile | None, *, forget_old: bool) -> int:
    """Wrap every key by the newest; then forget the older master keys if nothing needs them."""
    speak = local_messages().say
    with with_stores(settings) as found, open_rotation(found) as rotation:
        rotated = rotation.run()
        done = rotated.done
        if forget_old:
            # A site that goes on may have made a key meanwhile, wrapped by the one it knew.
            time.sleep(_SETTLE_SECONDS)
            rotated = rotation.run()
            done += rotated.done
        print(speak("cli.keys_rotated", {"count": done}))
        left = rotation.left()
        say_left(left)
        for tag in rotated.unopened:
            say(speak("cli.keys_unopened", {"text": tag}))
    if file is not None and forget_old and not left:
        file.forget_old()
        print(speak("cli.keys_forgotten"))
    return SOME_FAILED if rotated.unopened or (forget_old and left) else DONE
