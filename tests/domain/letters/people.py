"""An invented person for the tests of letters, whose lines a test chooses."""

from datetime import date
from typing import Any

from resume_builder.adapters.data.letter_words import load_letter_words
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.coverage import Coverage, Evidence
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.letters.compose import Material
from resume_builder.domain.letters.court import LetterCourt
from resume_builder.domain.letters.places import Places
from resume_builder.domain.posting.model import Posting, Requirement
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.verdict import Court
from resume_builder.domain.tailoring.verify import Verifier
from resume_builder.domain.values import Span

TODAY = date(2026, 11, 24)


def person(position: str, employer: str, lines: list[str], *, ended: bool = False) -> Resume:
    """A résumé of one job, with a school, a certificate, a language and two skills."""
    job: dict[str, Any] = {"name": employer, "position": position, "startDate": "2019-03"}
    if ended:
        job["endDate"] = "2022-05"
    return from_json_resume(
        {
            "basics": {"name": "Robin Vale"},
            "work": [job | {"highlights": lines}],
            "education": [{"institution": "Lark College", "area": "Masonry", "studyType": "NVQ 3"}],
            "certificates": [{"name": "CSCS Card"}],
            "languages": [{"language": "Welsh", "fluency": "B1"}],
            "skills": [{"name": "Tools", "keywords": ["Kubernetes", "Docker"]}],
        }
    )


def posting(language: str, title: str = "Stone Mason", company: str = "Cathedral Works") -> Posting:
    """A posting that asks for Kubernetes and Docker."""
    text = "Kubernetes. Docker."
    asks = [("q1", "Kubernetes", Span(0, 10)), ("q2", "Docker", Span(12, 18))]
    return Posting(
        text=text,
        title=title,
        company=company,
        language=language,
        requirements=tuple(
            Requirement(id=i, text=n, span=s, importance="must", kind="skill", skills=(n,))
            for i, n, s in asks
        ),
    )


def court_of(resume: Resume, asked: Posting, language: str) -> LetterCourt:
    """What rules on letters of one person."""
    lexicon = load_lexicon()
    places = Places(asked, load_letter_words(language), lexicon, language)
    court = Court(Facts(resume), lambda: Verifier(load_truth_words(), lexicon), lexicon, TODAY)
    return LetterCourt(court, places)


def material(resume: Resume, asked: Posting, language: str) -> Material:
    """What a letter is made of: the first line shows Kubernetes, Docker is only listed."""
    court = court_of(resume, asked, language)
    evidence = (
        Evidence(
            requirement_id="q1", status="demonstrated", importance="must", highlights=("w1h1",)
        ),
        Evidence(requirement_id="q2", status="listed", importance="must", entries=("s1",)),
        Evidence(requirement_id="q3", status="listed", importance="must", entries=("e1", "c1")),
        Evidence(requirement_id="q4", status="listed", importance="nice", entries=("l1",)),
    )
    relevance = {h.id: 1.0 / n for n, (_, h) in enumerate(resume.highlights(), 1)}
    return Material(
        resume=resume,
        coverage=Coverage(evidence=evidence, relevance=relevance),
        places=court.places,
        holds=lambda sentence: court.ruling(sentence).verdict == "supported",
    )
