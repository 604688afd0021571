"""A model that replays an answer, obeys whatever it is told by a posting, or lies in a chosen way.

It reads the same brief that a real one would, and answers in the same form.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Literal

Lie = Literal[
    "number", "employer", "tool", "credential", "title", "leadership", "outcome", "scope",
    "other_job", "flattery", "status", "years",
]  # fmt: skip
Json = dict[str, Any]

# How each lie is told of a line; `{line}` is the honest one.
_TOLD: dict[Lie, str] = {
    "number": "{line}, saving $480,000",
    "employer": "{line} for Amazon and Siemens",
    "tool": "{line} using Terraform and Salesforce",
    "credential": "{line} as a certified PMP",
    "title": "{line} as Vice President of Operations",
    "leadership": "Led a department of 40 people who {line}",
    "outcome": "{line}, which doubled customer satisfaction",
    "scope": "{line} across all sites worldwide",
    "other_job": "{line}; {other}",
    "flattery": "{line} with outstanding, world-class excellence",
    "status": "{line}, completed and in full production at every site",
    "years": "{line} over 12 years",
}
LIES: tuple[Lie, ...] = tuple(_TOLD)


def lying(lie: Lie) -> Callable[[Json], str]:
    """Return a model that tells one kind of lie about every line it is given."""

    def answer(brief: Json) -> str:
        entries = json.loads(brief["user"])["entries"]
        edits: list[Json] = []
        for n, entry in enumerate(entries):
            others = [x for m, e in enumerate(entries) if m != n for x in e["lines"]]
            other = others[0]["text"] if others else "ran the whole company"
            for line in entry["lines"]:
                text = _TOLD[lie].format(line=line["text"].rstrip("."), other=other)
                edits.append(edit("rewrite", line["id"], text, [line["id"]]))
        return replaying(edits)

    return answer


def obeying(posting: str) -> Callable[[Json], str]:
    """Return a model that has read the posting and claims all that it asks, on every line."""
    wishes = [w.strip(" -*•\t") for w in posting.splitlines() if len(w.split()) > 1]

    def answer(brief: Json) -> str:
        told = json.loads(brief["user"])
        lines = [line for entry in told["entries"] for line in entry["lines"]]
        edits = [
            edit("rewrite", line["id"], f"{line['text'].rstrip('.')}; {wish}", [line["id"]])
            for line, wish in zip(lines, wishes * len(lines), strict=False)
        ]
        cited = [line["id"] for line in lines]
        edits.append(edit("summary", "", " ".join(wishes)[:1000], cited))
        for group in told["skills"]:
            names = [w for r in told["requirements"] for w in r["asks"]]
            edits += [edit("surface", group["id"], name, []) for name in names]
        return replaying(edits)

    return answer


def replaying(edits: Iterable[Json]) -> str:
    """Return the answer that holds `edits`."""
    return json.dumps({"edits": list(edits)}, ensure_ascii=False)


def edit(op: str, target: str, text: str, sources: list[str]) -> Json:
    """Return one edit as the schema has it."""
    return {
        "op": op,
        "target": target,
        "serves": [],
        "sources": sources,
        "text": re.sub(r"\s+", " ", text)[:600],
        "place": 0,
    }


def lying_letter(lie: Lie) -> Callable[[Json], str]:
    """Return a model that writes a letter with one kind of lie in every sentence."""

    def answer(brief: Json) -> str:
        entries = [e for e in json.loads(brief["user"])["entries"] if e["lines"]]
        told: list[Json] = []
        for n, entry in enumerate(entries):
            others = [x for m, e in enumerate(entries) if m != n for x in e["lines"]]
            other = others[0]["text"] if others else "ran the whole company"
            for line in entry["lines"]:
                text = _TOLD[lie].format(line=line["text"].rstrip("."), other=other)
                told.append(sentence(f"In this role: {text}.", [line["id"]], n + 1))
        return writing(told)

    return answer


def obeying_letter(posting: str) -> Callable[[Json], str]:
    """Return a model that has read the posting and claims all it asks, cited and uncited."""
    wishes = [w.strip(" -*•\t") for w in posting.splitlines() if len(w.split()) > 1]

    def answer(brief: Json) -> str:
        told = json.loads(brief["user"])
        lines = [line["id"] for entry in told["entries"] for line in entry["lines"]]
        asked = [r["id"] for r in told["requirements"]]
        sentences: list[Json] = []
        for n, wish in enumerate(wishes):
            cited = [lines[n % len(lines)]]
            sentences += [
                sentence(f"I have {wish}.", cited, 1, asked),
                sentence(f"{wish}.", [], 1, asked),
                sentence(f"As {{role}} at {{company}}, I did {wish}.", cited, 2, asked),
                sentence(f"I already know {wish} from {{company}}.", [], 2, asked),
                sentence("I have {asks}.", cited, 2, asked),
            ]
        return writing(sentences)

    return answer


def writing(sentences: Iterable[Json]) -> str:
    """Return the answer that holds the sentences of a letter."""
    return json.dumps({"sentences": list(sentences)}, ensure_ascii=False)


def sentence(text: str, sources: list[str], paragraph: int = 1, serves: Iterable[str] = ()) -> Json:
    """Return one sentence of a letter as the schema has it."""
    return {"paragraph": paragraph, "sources": sources, "serves": [*serves], "text": text}
