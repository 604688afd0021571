"""`resume-builder posting`: postings as text, Markdown or HTML become structured JSON."""

import argparse

from resume_builder.bootstrap import tools
from resume_builder.cli import batch
from resume_builder.domain.posting.report import posting_json


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    batch.configure(parser, "a posting: text, Markdown or saved HTML")


def run(arguments: argparse.Namespace) -> int:
    """Read each file; return the exit status."""
    read = tools().read_posting
    return batch.run(arguments, lambda data, name: posting_json(read(data, name)))
