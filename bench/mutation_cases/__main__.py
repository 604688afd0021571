"""Show cases of the development half: `python -m bench.mutation_cases [--all] [CLASS|PERSON ...]`.

Without `--all` only the planted faults that pass and the honest edits that are stopped. Cases of
the test half are never shown: whoever mends the verifier by them no longer tests it.
"""

import sys
from collections.abc import Iterable

from bench.mutation_cases.cases import HONEST
from bench.mutation_cases.judging import Bench, Judged
from bench.mutation_cases.people import Person, read_people
from bench.mutations import cases_of
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words


def main(arguments: list[str], people: Iterable[Person]) -> None:
    """Print the wanted cases, one paragraph each."""
    wanted = {a for a in arguments if not a.startswith("-")}
    bench = Bench(load_truth_words(), load_lexicon())
    for person in people:
        if person.fields["half"] != "development":
            continue
        lines = {h.id: h.text for _, h in person.resume.highlights()}
        for judged in bench.judge(person, cases_of(person)):
            kind = judged.case.kind
            missed = (judged.outcome == "supported") != (kind == HONEST)
            if (missed or "--all" in arguments) and (not wanted or wanted & {kind, person.key}):
                _show(judged, person.key, lines)


def _show(judged: Judged, key: str, lines: dict[str, str]) -> None:
    item = judged.case.item
    print(f"{key}: {judged.case.kind}, by {judged.case.by}: {judged.outcome}")
    for source in item.get("sources", ()):
        print(f"  - {lines.get(source, source)}")
    print(f"  > {item['text']}")
    for name, answer in judged.answers.items():
        print(f"    {name}: {type(answer).__name__} {answer.code} {dict(answer.params)}")


if __name__ == "__main__":
    main(sys.argv[1:], read_people())
