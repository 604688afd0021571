"""Loads the words of the truth checks from data/truth/*.txt."""

from functools import cache
from importlib.resources import files

from resume_builder.domain.tailoring.verify.words import TruthWords, parse_language


@cache
def load_truth_words() -> TruthWords:
    """Return the words of all languages, English first. Raises ValueError for broken data.

    `xx.txt` holds a language's words; further files `xx.*.txt` add to it.
    """
    folder = files("resume_builder") / "data" / "truth"
    lines: dict[str, list[str]] = {"en": []}
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".txt"):
            code = path.name.partition(".")[0]
            lines.setdefault(code, []).extend(path.read_text(encoding="utf-8").splitlines())
    return TruthWords({code: parse_language(code, text) for code, text in lines.items()})
