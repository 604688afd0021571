"""`resume-builder scheduler`: puts in the jobs that come round again. `serve` starts one."""

import argparse
from threading import Event

from resume_builder.bootstrap import read_settings, run_scheduler
from resume_builder.cli import companion
from resume_builder.cli.output import DONE


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments; where the stores are comes from the environment."""
    companion.configure(parser)


def run(arguments: argparse.Namespace) -> int:
    """Look every second until told to end; of many schedulers one has its turn."""
    settings, stop = read_settings(), Event()
    companion.on_end(stop.set)
    companion.end_with(arguments.launcher)
    run_scheduler(settings, stop)
    return DONE
