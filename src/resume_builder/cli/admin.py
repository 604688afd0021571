"""`resume-builder admin create`: the first administrator, made by whoever runs the machine."""

import argparse
import getpass
import sys

from resume_builder.adapters.data.messages import local_messages
from resume_builder.bootstrap import Services, build, read_settings
from resume_builder.cli.output import DONE, USAGE, UsageError, say_refusals
from resume_builder.cli.running import with_stores
from resume_builder.domain.accounts import AccountRole
from resume_builder.domain.addresses import read_address
from resume_builder.domain.errors import DomainError
from resume_builder.features.auth.errors import AddressTaken

_ROLE: AccountRole = "admin"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("what", choices=["create"], help="create: make an administrator")
    parser.add_argument("email", metavar="EMAIL", help="the address to sign in with")
    parser.add_argument(
        "--promote",
        action="store_true",
        help="where the address has an account, give that the role; it keeps its password",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", help="where work is kept (default: ~/.local/share/...)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Make the account, or promote one; return the exit status."""
    try:
        settings = read_settings({"RESUME_BUILDER_DATA": arguments.data})
    except DomainError as error:
        say_refusals("resume-builder admin", error)
        return USAGE
    read_address(arguments.email)
    password = None if arguments.promote else _password()
    with with_stores(settings) as found:
        services = build(found)
        try:
            if password is None:
                _promote(services, arguments.email)
            else:
                _create(services, arguments.email, password)
        finally:
            services.close()
    print(local_messages().say("cli.admin_made", {"email": arguments.email}))
    return DONE


def _create(services: Services, email: str, password: str) -> None:
    try:
        services.auth.registration.make_by_operator(email, password, _ROLE)
    except AddressTaken:
        raise UsageError(local_messages().say("cli.admin_promote")) from None


def _promote(services: Services, email: str) -> None:
    account, _ = services.auth.directory.find(services.auth.directory.key_of(read_address(email)))
    if account is None:
        raise UsageError(local_messages().say("cli.admin_none"))
    services.accounts.give_role(account.id, _ROLE, by="operator")


def _password() -> str:
    """Return the password that was typed twice, or the first line of a pipe."""
    say_words = local_messages().say
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass(f"{say_words('cli.admin_password')} ")
    if getpass.getpass(f"{say_words('cli.admin_again')} ") != typed:
        raise UsageError(say_words("cli.admin_differ"))
    return typed
