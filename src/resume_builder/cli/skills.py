"""`resume-builder skills`: the tables of ESCO or O*NET become more skills for the lexicon."""

import argparse
from pathlib import Path

from resume_builder.adapters.data.lexicon import write_lexicon
from resume_builder.adapters.data.skill_tables import read_skill_tables
from resume_builder.bootstrap import SKILLS_VARIABLE
from resume_builder.cli.output import DONE, say


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "tables",
        metavar="TABLE",
        nargs="+",
        type=Path,
        help="ESCO: skills_en.csv, skills_de.csv …, broaderRelationsSkillPillar_en.csv; "
        'O*NET: "Technology Skills.txt", "Tools Used.txt"',
    )
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="the lexicon file to write"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the lexicon file; return the exit status. Raises TableUnknown, OSError."""
    count = write_lexicon(read_skill_tables(arguments.tables), arguments.out)
    say(f"{arguments.out}: {count} skills. {SKILLS_VARIABLE}={arguments.out} adds them to ours.")
    return DONE
