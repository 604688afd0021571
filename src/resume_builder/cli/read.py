"""`resume-builder read`: résumés in any readable format become JSON Resume."""

import argparse

from resume_builder.bootstrap import tools
from resume_builder.cli import batch
from resume_builder.cli.report import reading_json


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    kinds = "PDF, Word, ODT, RTF, text, Markdown, HTML or another program's data"
    batch.configure(parser, f"a résumé: {kinds}")


def run(arguments: argparse.Namespace) -> int:
    """Read each file; return the exit status."""
    read = tools().read_resume
    return batch.run(arguments, lambda data, name: reading_json(read(data, name)[1]))
