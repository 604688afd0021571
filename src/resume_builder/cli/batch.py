"""Many inputs, one JSON document each: to stdout for one, into a folder for many."""

import argparse
from collections.abc import Callable
from pathlib import Path

from resume_builder.adapters.data.messages import local_messages
from resume_builder.cli.output import (
    DONE,
    SOME_FAILED,
    UsageError,
    as_json,
    explain,
    is_web,
    os_reason,
    read_input,
    say,
    write_output,
)
from resume_builder.domain.errors import DomainError

Convert = Callable[[bytes, str], object]
Fetch = Callable[[str], object]


def configure(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the arguments that a batch command takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=f'{what}; "-" is stdin')
    parser.add_argument(
        "--json-dir", metavar="DIR", help="write DIR/<stem>.json for each file instead of stdout"
    )


def run(arguments: argparse.Namespace, convert: Convert, fetch: Fetch | None = None) -> int:
    """Convert each file, or page when `fetch` is given; a failure is told and the rest goes on."""
    files: list[str] = arguments.files
    folder = Path(arguments.json_dir) if arguments.json_dir else None
    if folder is None and len(files) > 1:
        raise UsageError("several files need a folder for the results: add --json-dir DIR.")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    targets = _targets(files, folder)
    done = [_one(file, targets[file], _converter(file, convert, fetch)) for file in files]
    return DONE if all(done) else SOME_FAILED


def _targets(files: list[str], folder: Path | None) -> dict[str, str]:
    """Return where each file's document goes; files that share a stem keep their full name."""
    if folder is None:
        return dict.fromkeys(files, "-")
    stems = [Path(f).stem for f in files]
    return {
        file: str(folder / f"{stem if stems.count(stem) == 1 else Path(file).name}.json")
        for file, stem in zip(files, stems, strict=True)
    }


def _converter(file: str, convert: Convert, fetch: Fetch | None) -> Callable[[], object]:
    if fetch is not None and is_web(file):
        return lambda: fetch(file)
    return lambda: convert(*read_input(file))


def _one(file: str, target: str, converted: Callable[[], object]) -> bool:
    try:
        write_output(target, as_json(converted()).encode())
    except DomainError as error:
        say(f"{file}: {explain(error)}")
        return False
    except OSError as error:
        say(f"{file}: {os_reason(error)}")
        return False
    except Exception as error:  # noqa: BLE001 (an edge: the other files go on)
        # The kind alone: the text of an error may quote the file.
        say(f"{file}: {local_messages().say('cli.fault', {'kind': type(error).__name__})}")
        return False
    return True
