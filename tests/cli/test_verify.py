"""`resume-builder verify` as a person or a program runs it."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.cli.main import main
from resume_builder.cli.verify import ItemError, claim_of
from resume_builder.domain.tailoring.verify import Verifier

pytestmark = pytest.mark.truth

ITEM = {
    "id": "a1",
    "entry": {"name": "Orrin Museum", "position": "Technician", "startDate": "2018-01"},
    "sources": ["Hung two exhibitions a year"],
    "resume_context": {
        "skills": ["Excel"],
        "other_highlights": [
            "[Orrin Museum, Technician, 2018-01 to present] Kept the tool store",
            "[Larch Print, Aide, 2015-01 to 2017-12] Folded leaflets",
            "Education: BA Art History, 2014",
            "Larch Print used InDesign",
        ],
    },
    "posting_terms": ["exhibitions"],
    "rewrite": "Hung two exhibitions every year",
}


def test_one_verdict_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each item has its line, in order, with reasons in words."""
    lying = ITEM | {"id": "a2", "rewrite": "Hung nine exhibitions a year"}
    file = tmp_path / "items.jsonl"
    file.write_text(json.dumps(ITEM) + "\n\n" + json.dumps(lying) + "\n", encoding="utf-8")
    assert main(["verify", str(file)]) == 0
    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first == {"id": "a1", "verdict": "supported", "reasons": []}
    assert (second["id"], second["verdict"]) == ("a2", "unsupported")
    assert second["reasons"][0]["code"] == "truth.number.new"
    assert "nine" in second["reasons"][0]["text"]


def test_bad_lines_do_not_stop_the_batch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each bad line is named on stderr; the good ones are judged; the exit status is 1."""
    file = tmp_path / "items.jsonl"
    bad = ["{", "[1]", '{"id": 4}', json.dumps(ITEM | {"sources": "x"}), "[" * 100_000]
    file.write_text("\n".join([*bad, json.dumps(ITEM)]), encoding="utf-8")
    assert main(["verify", str(file)]) == 1
    shown = capsys.readouterr()
    assert json.loads(shown.out)["id"] == "a1"
    assert [line.split(":")[1] for line in shown.err.splitlines()] == ["1", "2", "3", "4", "5"]
    assert "exhibitions" not in shown.err


def test_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A dash reads standard input."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(ITEM).encode())))
    assert main(["verify", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "supported"


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """The reason is said, nothing is printed."""
    assert main(["verify", "no-such-file.jsonl"]) == 1
    assert "no-such-file.jsonl" in capsys.readouterr().err


def test_facts_go_to_their_entry() -> None:
    """Lines of the entry, of other entries, and of the person are told apart."""
    claim = claim_of(json.loads(json.dumps(ITEM)))
    assert claim.same == ("Kept the tool store",)
    assert [f.text for f in claim.other] == ["Folded leaflets", "Larch Print used InDesign"]
    assert claim.person == ("Excel", "Education: BA Art History, 2014")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ITEM, "skills", "other_highlights"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(item=st.dictionaries(st.sampled_from(sorted(ITEM)), JSON))
@settings(max_examples=150, deadline=None)
def test_any_item_is_judged_or_named(item: dict[str, object]) -> None:
    """An item of any shape is a claim or an ItemError."""
    try:
        claim = claim_of(item)
    except ItemError:
        return
    Verifier(load_truth_words(), load_lexicon()).judge(claim)
