"""`--model`: any vendor's model rewords a résumé on the command line; no lie gets into a file."""

import json
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from resume_builder.adapters.models import patience
from resume_builder.adapters.models import vendors as hosted
from resume_builder.cli.main import main
from resume_builder.domain.catalogue.model import VendorId
from tests.adapters.models.places import MODELS, base_of
from tests.samples import POSTING_TEXT, RESUME_TEXT
from tests.vendors.server import Vendors
from tests.vendors.wire import Ask

pytestmark = pytest.mark.seam

EVERY = list(MODELS)
KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "gemini": "GEMINI_API_KEY",
    "openrouter": "OPENROUTER_API_KEY",
    "compatible": "RESUME_BUILDER_MODEL_KEY",
}
BASES = {
    "openai": "OPENAI_BASE_URL",
    "anthropic": "ANTHROPIC_BASE_URL",
    "gemini": "GOOGLE_GEMINI_BASE_URL",
    "openrouter": "OPENROUTER_BASE_URL",
    "ollama": "OLLAMA_HOST",
}
LIE = "Led 900 people at NASA"
Say = Callable[..., int]


def told_to(ask: Ask) -> dict[str, Any]:
    """The facts in a question; a repair round has words behind them."""
    return json.JSONDecoder().raw_decode(ask.user)[0]


def edit(op: str, target: str, text: str = "", *sources: str) -> dict[str, Any]:
    """One edit as a model writes it."""
    given = {"op": op, "target": target, "serves": [], "sources": list(sources)}
    return {**given, "text": text, "place": 0}


def honest(ask: Ask) -> str:
    """Each entry's first line with a stop at its end, and a lie in place of its second."""
    edits: list[dict[str, Any]] = []
    for entry in told_to(ask)["entries"]:
        lines = [line for line in entry["lines"] if "h" in line["id"]]
        words = [f"{line['text']}." for line in lines[:1]] + [LIE]
        pairs = zip(lines, words, strict=False)
        edits += [edit("rewrite", line["id"], text, line["id"]) for line, text in pairs]
    return json.dumps({"edits": edits}, ensure_ascii=False)


def letter(ask: Ask) -> str:
    """Two sentences from the first entry's lines, and a lie."""
    lines = told_to(ask)["entries"][0]["lines"]
    said = [(line["id"], f"I {line['text'][0].lower()}{line['text'][1:]}") for line in lines[:3]]
    sentences = [
        {"paragraph": 1, "sources": [i], "serves": [], "text": text}
        for i, text in [*said, (lines[0]["id"], f"I {LIE.lower()}.")]
    ]
    return json.dumps({"sentences": sentences}, ensure_ascii=False)


def both(ask: Ask) -> str:
    """The answer to whichever is asked."""
    return letter(ask) if "letter" in told_to(ask) else honest(ask)


@pytest.fixture
def tailor(vendors: Vendors, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Say:
    """Run the command for a vendor's model, or a scenario of it."""
    for name in (*KEYS.values(), *BASES.values(), "OPENAI_ORG_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    # Ollama names no time to wait; the vendors' one second is waited for.
    monkeypatch.setattr(patience, "_BACKOFF", (0.0, 0.0, 0.0))

    def run(vendor: VendorId, *more: str, scenario: str = "fine", command: str = "tailor") -> int:
        model, base = MODELS[vendor], base_of(vendors, vendor)
        if vendor == "ollama":
            vendors.script.said_when = "" if scenario == "fine" else scenario
        else:
            monkeypatch.setenv(KEYS[vendor], f"sk-{scenario}")
        if vendor in BASES:
            monkeypatch.setenv(BASES[vendor], base)
        named = f"{base}#{model}" if vendor == "compatible" else f"{vendor}:{model}"
        pair = [str(RESUME_TEXT), str(POSTING_TEXT)]
        if command == "letter":
            return main(["letter", *pair, "--model", named, *more])
        out = str(tmp_path / "out.pdf")
        files = ["--json", str(tmp_path / "out.json"), "--docx", str(tmp_path / "out.docx")]
        return main(["tailor", *pair, "-o", out, *files, "--model", named, *more])

    return run


def pdf_text(path: Path) -> str:
    """All text of a PDF, white space folded."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return " ".join(" ".join(pages).split())


def highlights(folder: Path) -> list[str]:
    """The lines of the tailored résumé."""
    made = json.loads((folder / "out.json").read_text("utf-8"))
    return [line for entry in made["work"] for line in entry.get("highlights", [])]


@pytest.mark.parametrize("vendor", EVERY)
def test_what_is_borne_out_is_in_and_lies_are_in_no_file(
    vendors: Vendors,
    tailor: Say,
    vendor: VendorId,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The host before the call, tokens before and after; nothing on stdout; the key nowhere."""
    vendors.script.answer = honest
    assert tailor(vendor) == 0
    said = capsys.readouterr()
    assert said.out == ""
    host = vendors.http.removeprefix("http://")
    first, second, *_ = said.err.splitlines()
    assert host in first
    assert re.search(r"about [\d,]+ tokens to read and [\d,]+ to write", second)
    assert re.search(r"Used: [\d,]+ tokens read and [\d,]+ written", said.err)
    assert "Left out, as your file does not bear them out" in said.err
    assert LIE in said.err
    assert "sk-fine" not in said.err
    lines = highlights(tmp_path)
    assert any(line.endswith(".") for line in lines)
    for file in tmp_path.iterdir():
        assert b"NASA" not in file.read_bytes(), file.name
        assert b"sk-fine" not in file.read_bytes(), file.name
    assert "NASA" not in pdf_text(tmp_path / "out.pdf")


@pytest.mark.parametrize("vendor", ["anthropic", "ollama"])
def test_the_letter_comes_with_it(
    vendors: Vendors, tailor: Say, vendor: VendorId, tmp_path: Path
) -> None:
    """Two calls, the letter's lie in neither file."""
    vendors.script.answer = both
    target = tmp_path / "letter.txt"
    assert tailor(vendor, "--letter", str(target)) == 0
    assert "Dear" in target.read_text("utf-8")
    assert "NASA" not in target.read_text("utf-8")
    asked = [one for one in vendors.asked if one.path != "/api/show"]
    assert '\\"letter\\"' in json.dumps(asked[-1].body)


def test_the_letter_command_asks_a_model_too(
    vendors: Vendors, tailor: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own words to stdout as ever, everything else to stderr; the lie in neither."""
    vendors.script.answer = letter
    assert tailor("ollama", "--tone", "formal", command="letter") == 0
    said = capsys.readouterr()
    assert "Dear" in said.out
    assert "NASA" not in said.out
    assert "suggestions are borne out" in said.err
    assert LIE.lower() in said.err
    told = json.loads(vendors.asked[-1].body["messages"][-1]["content"])
    assert told["letter"]["tone"] == "formal"


def test_the_letter_command_writes_nothing_where_nothing_came(
    vendors: Vendors, tailor: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    """A composed letter would be taken for the model's."""
    assert tailor("compatible", scenario="wrong-key", command="letter") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "No file was written." in said.err


def test_the_report_shows_what_was_reworded(vendors: Vendors, tailor: Say, tmp_path: Path) -> None:
    """Each line with the person's own words; nothing of what was refused."""
    vendors.script.answer = honest
    report = tmp_path / "report.json"
    assert tailor("ollama", "--report", str(report)) == 0
    made = json.loads(report.read_text("utf-8"))
    assert made["reworded"]
    assert all(one["text"] == f"{one['was']}." for one in made["reworded"])
    assert "NASA" not in report.read_text("utf-8")
    assert tailor("ollama", "--report", str(tmp_path / "report.md")) == 0
    assert "## Reworded" in (tmp_path / "report.md").read_text("utf-8")


@pytest.mark.parametrize("vendor", EVERY)
def test_an_answer_that_was_cut_is_used_as_far_as_it_came(
    vendors: Vendors,
    tailor: Say,
    vendor: VendorId,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Files are written, the status tells that it was not all."""
    vendors.script.answer = honest
    assert tailor(vendor, scenario="cut") == 1
    err = capsys.readouterr().err
    assert "stopped at its limit" in err
    assert "What came by then is checked and used." in err
    assert any(line.endswith(".") for line in highlights(tmp_path))


@pytest.mark.parametrize(
    ("vendor", "scenario", "words"),
    [
        *((v, "refuse", "declined to answer") for v in KEYS),
        *((v, "wrong-key", "refuses the key") for v in KEYS),
        *((v, "rate-limit", "takes no more requests just now") for v in EVERY),
    ],
)
def test_where_nothing_came_no_file_is_written(  # noqa: PLR0917
    vendors: Vendors,
    tailor: Say,
    vendor: VendorId,
    scenario: str,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The reason, and what can be done instead."""
    vendors.script.answer = honest
    assert tailor(vendor, scenario=scenario) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert "No file was written." in said.err
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []
    assert f"sk-{scenario}" not in said.err


def test_an_ollama_that_refuses_in_words_is_asked_once_more(
    vendors: Vendors, tailor: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has no sign for a refusal: nothing can be read in its words, twice."""
    vendors.script.answer = "I can't help with that request."
    assert tailor("ollama") == 1
    assert "Nothing could be used" in capsys.readouterr().err
    assert len([one for one in vendors.asked if one.path == "/api/chat"]) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("vendor", EVERY)
def test_nobody_listens(
    tailor: Say,
    vendor: VendorId,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Said with what to start."""
    monkeypatch.setattr("tests.cli.test_model.base_of", lambda *_: "http://127.0.0.1:9/v1")
    assert tailor(vendor) == 1
    err = capsys.readouterr().err
    hint = "ollama serve" if vendor == "ollama" else "127.0.0.1:9 cannot be reached"
    assert hint in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("vendor", EVERY)
def test_ctrl_c_keeps_what_came(  # noqa: PLR0917
    vendors: Vendors,
    tailor: Say,
    vendor: VendorId,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the middle of the answer: what was whole by then is judged and used."""
    vendors.script.answer = honest
    vendors.script.pause = 0.01
    came: list[str] = []

    def interrupting(self: object, piece: str) -> None:
        came.append(piece)
        if LIE in "".join(came):
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("resume_builder.cli.model._Progress.text", interrupting)
    assert tailor(vendor) == 130
    err = capsys.readouterr().err
    assert "You stopped it." in err
    assert "What came by then is checked and used." in err
    assert any(line.endswith(".") for line in highlights(tmp_path))
    assert LIE not in pdf_text(tmp_path / "out.pdf")


def test_ctrl_c_before_anything_could_be_used_writes_nothing(
    vendors: Vendors, tailor: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without a word of the model would be taken for one that it touched."""
    vendors.script.answer = honest

    def interrupting(self: object, piece: str) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("resume_builder.cli.model._Progress.text", interrupting)
    assert tailor("ollama") == 130
    assert list(tmp_path.iterdir()) == []


def test_a_broken_answer_is_asked_for_once_more(
    vendors: Vendors, tailor: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the fault in words; the second answer is used."""

    def second_try(ask: Ask) -> str:
        return "no list at all" if ask.user.endswith("}") else honest(ask)

    vendors.script.answer = second_try
    assert tailor("compatible") == 0
    assert "Asked once more." in capsys.readouterr().err
    assert len(vendors.asked) == 2
    assert any(line.endswith(".") for line in highlights(tmp_path))


def test_a_small_model_is_asked_about_one_entry_at_a_time(
    vendors: Vendors,
    tailor: Say,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As the catalogue knows it. Where the last call brings nothing, the others count."""
    monkeypatch.setitem(MODELS, "openai", "gpt-6-luna")
    vendors.script.answer = honest
    assert tailor("openai") == 0
    entries = [len(told_to_seen(one.body)["entries"]) for one in vendors.asked]
    assert len(entries) > 1
    assert entries[0] == 1
    assert f"in {len(entries) - 1} calls" in capsys.readouterr().err
    assert any(line.endswith(".") for line in highlights(tmp_path))


def told_to_seen(body: dict[str, Any]) -> dict[str, Any]:
    """The facts in a request to OpenAI."""
    (user,) = [one for one in body["input"] if one["role"] == "user"]
    content = user["content"]
    text = content if isinstance(content, str) else content[0]["text"]
    return json.JSONDecoder().raw_decode(text)[0]


def test_wishes_reach_the_model(vendors: Vendors, tailor: Say, tmp_path: Path) -> None:
    """Strength bounds the schema; the rest is asked for."""
    words = tmp_path / "words.txt"
    words.write_text("Prefer short verbs.", "utf-8")
    vendors.script.answer = lambda ask: json.dumps({"edits": []})
    wished = ["--strength", "light", "--tone", "warm", "--length", "short"]
    assert tailor("compatible", *wished, "--instructions", str(words)) == 0
    (asked,) = vendors.asked
    shape = asked.body["response_format"]["json_schema"]["schema"]
    ops = shape["properties"]["edits"]["items"]["properties"]["op"]["enum"]
    assert ops == ["move", "rewrite"]
    user = json.loads(asked.body["messages"][-1]["content"])
    assert user["wishes"]["tone"] == "warm"
    assert user["instructions_of_the_person"] == "Prefer short verbs."


def test_the_certificate_names_the_model(vendors: Vendors, tailor: Say, tmp_path: Path) -> None:
    """And the papers hold no lie either."""
    vendors.script.answer = honest
    assert tailor("ollama", "--certificate", "--interview") == 0
    certificate = (tmp_path / "out.certificate.json").read_text("utf-8")
    assert "qwen3:8b" in certificate
    assert LIE not in certificate


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--model", "gpt-6"], "--model takes one of"),
        (["--model", "openai:"], "--model takes one of"),
        (["--model", "compatible:x"], "--model takes one of"),
        (["--model", "https://host.example/v1"], "put the model's name behind the address"),
        (["--strength", "light"], "add --model"),
        (["--by-entry"], "add --model"),
        (["--letter", "x.svg"], "the letter must end in"),
    ],
)
def test_what_cannot_be_is_refused(
    more: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is read or called."""
    pair = [str(RESUME_TEXT), str(POSTING_TEXT)]
    assert main(["tailor", *pair, "-o", str(tmp_path / "out.pdf"), *more]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("http://models.example/v1#m", "must not go to"),
        ("https://user:secret@models.example/v1#m", "must not go to"),
        ("anthropic:claude-haiku-5-5", "There is no key in ANTHROPIC_API_KEY"),
    ],
)
def test_keys_and_addresses_are_checked_first(
    model: str,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No key over plain http, none in an address, none forgotten."""
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    pair = [str(RESUME_TEXT), str(POSTING_TEXT)]
    assert main(["tailor", *pair, "-o", str(tmp_path / "o.pdf"), "--model", model]) == 1
    err = capsys.readouterr().err
    assert words in err
    assert "secret" not in err


def test_without_the_extra_it_says_what_to_install(
    tailor: Say, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ollama needs nothing of it."""
    monkeypatch.setattr(hosted, "find_spec", lambda _: None)
    assert tailor("openai") == 1
    assert "pip install '.[models]'" in capsys.readouterr().err
    assert tailor("ollama", scenario="no-model") == 1
    assert "ollama pull" in capsys.readouterr().err
