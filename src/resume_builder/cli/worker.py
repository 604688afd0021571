"""`resume-builder worker`: does the jobs that wait, mail above all. `serve` starts one."""

import argparse

from resume_builder.bootstrap import read_settings, run_worker
from resume_builder.cli import companion
from resume_builder.cli.output import DONE


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments; where the stores are comes from the environment."""
    companion.configure(parser)


def run(arguments: argparse.Namespace) -> int:
    """Work until told to end; the job in hand is finished first. Return the exit status."""
    settings = read_settings()
    companion.end_with(arguments.launcher)
    run_worker(settings)
    return DONE
