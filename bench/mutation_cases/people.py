"""The people of the mutation bench, read from `people/*.txt`.

A file has fields ("key: value", lists parted by ";"), then jobs:

    job: employer | title | start | end
    - a line of the résumé
    = an honest rewording of it
    = 2: an honest rewording that also rests on line 2 of this job
    ! scope: a lie about it, of a class of `faults.CLASSES`
    ! merging 2: a lie that also cites line 2 of this job

Fields that begin with "no" hold what the person lacks, for lies; so do "counts", "outcomes" and
"scopes", clauses that can be put behind any line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.resume import Resume

FOLDER = Path(__file__).parent
Half = Literal["development", "test"]
# What every person's file must hold beside the jobs.
FIELDS = frozenset(
    "profession language half name headline skills education certificates speaks no_tools "
    "no_credentials no_names no_titles counts outcomes scopes praise".split()
)
_TOLD = re.compile(r"(?P<sign>[=!]) (?:(?P<kind>[a-z_]+) ?)?(?P<more>\d*(?: \d+)*): (?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Told:
    """A rewording of a line written by hand; `more` are further lines of the job, from 1."""

    text: str
    kind: str = ""
    more: tuple[int, ...] = ()


@dataclass(slots=True)
class Line:
    """One line with what was told of it."""

    text: str
    honest: list[Told] = field(default_factory=list)
    lies: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class Job:
    """One job with its lines; `start` and `end` as JSON Resume has them."""

    employer: str
    title: str
    start: str
    end: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Person:
    """An invented person: the jobs, and the fields of their file by key."""

    key: str
    jobs: tuple[Job, ...]
    fields: dict[str, str]

    @property
    def language(self) -> str:
        """The language of the résumé, ISO 639-1."""
        return self.fields["language"]

    def list(self, key: str) -> tuple[str, ...]:
        """The items of a field; none where it is missing."""
        return tuple(i.strip() for i in self.fields.get(key, "").split(";") if i.strip())

    @cached_property
    def resume(self) -> Resume:
        """The résumé as the product has it."""
        speaks = [i.partition("|") for i in self.list("speaks")]
        studies = [[p.strip() for p in i.split("|")] for i in self.list("education")]
        data: dict[str, Any] = {
            "basics": {"name": self.fields["name"], "label": self.fields["headline"]},
            "work": [_job(job) for job in self.jobs],
            "education": [
                {"studyType": degree, "area": area, "institution": school, "endDate": end}
                for degree, area, school, end in studies
            ],
            "skills": [{"name": "", "keywords": list(self.list("skills"))}],
            "certificates": [{"name": name} for name in self.list("certificates")],
            "languages": [{"language": a.strip(), "fluency": b.strip()} for a, _, b in speaks],
        }
        return from_json_resume(data)


def _job(job: Job) -> dict[str, Any]:
    made = {
        "name": job.employer,
        "position": job.title,
        "startDate": job.start,
        "highlights": [line.text for line in job.lines],
    }
    return made if job.end == "present" else made | {"endDate": job.end}


def read_people() -> tuple[Person, ...]:
    """Return everybody. Raises ValueError that names file and line for a broken one."""
    return tuple(
        read_person(path.stem, path.read_text(encoding="utf-8").splitlines())
        for path in sorted((FOLDER / "people").glob("*.txt"))
    )


def read_person(key: str, lines: Iterable[str]) -> Person:
    """Return the person whose file has these lines. Raises ValueError."""
    jobs: list[Job] = []
    fields: dict[str, str] = {}
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        try:
            _take(line, jobs, fields)
        except (ValueError, IndexError) as error:
            raise ValueError(f"{key}.txt:{number}: {error or 'not understood'}: {line}") from error
    missing = FIELDS - set(fields)
    if missing:
        raise ValueError(f"{key}.txt: without {', '.join(sorted(missing))}")
    return Person(key, tuple(jobs), fields)


def _take(line: str, jobs: list[Job], fields: dict[str, str]) -> None:
    sign, rest = line[:2], line[2:].strip()
    if sign == "- ":
        jobs[-1].lines.append(Line(rest))
    elif sign in ("= ", "! "):
        told = _told(line)
        (jobs[-1].lines[-1].lies if sign == "! " else jobs[-1].lines[-1].honest).append(told)
    elif line.startswith("job: "):
        employer, title, start, end = (part.strip() for part in line[5:].split("|"))
        jobs.append(Job(employer, title, start, end))
    else:
        key, colon, value = line.partition(": ")
        key = key.replace(" ", "_")
        if not colon or key not in FIELDS or key in fields:
            raise ValueError("no field of a person")
        fields[key] = value


def _told(line: str) -> Told:
    found = _TOLD.fullmatch(line)
    lie = line[0] == "!"
    # "= Text: more text" has a colon of its own.
    if found and (bool(found["kind"]) == lie):
        more = tuple(int(n) for n in found["more"].split())
        return Told(found["text"], found["kind"] or "", more)
    if lie:
        raise ValueError("a lie without a class")
    return Told(line[2:].strip())


@dataclass(frozen=True, slots=True)
class Wordings:
    """How things are put into a line in one language: templates by section.

    `{line}` is the line without its full stop, `{low}` the same with a small first letter, `{x}`
    what is put in, `{other}` and `{olow}` another line.
    """

    sections: dict[str, tuple[str, ...]]

    def of(self, section: str) -> tuple[str, ...]:
        """The templates of a section."""
        return self.sections[section]


def read_wordings(language: str) -> Wordings:
    """Return the wordings of a language: "[section]" lines, then one template a line."""
    sections: dict[str, list[str]] = {}
    name = ""
    text = (FOLDER / "wordings" / f"{language}.txt").read_text(encoding="utf-8")
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("["):
            name = line.strip("[]")
        else:
            sections.setdefault(name, []).append(line)
    return Wordings({section: tuple(lines) for section, lines in sections.items()})
