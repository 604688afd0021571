"""The sample that the start page offers: an invented person and posting in each language."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import Visitor

pytestmark = pytest.mark.main_job

FOLDER = Path(__file__).resolve().parents[2] / "spa/src/features/start/sample"
FILES = sorted(FOLDER.glob("*.json"))
SURE = 0.8


def read(file: Path) -> dict[str, Any]:
    """A sample as the client holds it."""
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_sample_shows_what_the_site_does(visitor: Visitor, file: Path) -> None:
    """Most of the posting is shown, something is missing, and nothing is read with a doubt."""
    sample = read(file)
    data = json.dumps(sample["resume"]).encode()
    resume = visitor.upload("/resumes", "import_resume", data, "sample.json").get_json()
    doubts = {k: v for k, v in resume["reading"]["confidence"].items() if v < SURE}
    assert (doubts, resume["reading"]["findings"]) == ({}, [])
    posting = visitor.add_posting(sample["posting"])
    body = {"resume_id": resume["id"], "posting_id": posting["id"]}
    made = visitor.send("POST", "/tailorings", "create_tailoring", json=body).get_json()
    found = [evidence["status"] for evidence in made["coverage"]["evidence"]]
    assert found.count("demonstrated") >= 6, found
    assert "missing" in found
    assert made["plan"]["pages"] == 1


def test_a_sample_says_so_in_lists_and_another_resume_does_not(visitor: Visitor) -> None:
    """The mark comes with the file, so it holds on every device and in saved work."""
    data = json.dumps(read(FOLDER / "en.json")["resume"]).encode()
    visitor.upload("/resumes", "import_resume", data, "sample.json")
    visitor.add_resume("Ana Ruiz\nana.ruiz@example.com\n\nExperience\nCook, Gasthof Linde, 2019")
    listed = visitor.get("/resumes").get_json()["resumes"]
    assert {one["name"]: one["sample"] for one in listed} == {
        "Ana Ruiz": False,
        "Maren Sample": True,
    }


def test_no_sample_is_anybody() -> None:
    """Addresses are those that nobody can have, and the person is called a sample."""
    names = {file.stem: read(file)["resume"]["basics"]["name"].split()[-1] for file in FILES}
    assert names == {"de": "Muster", "en": "Sample", "es": "Ejemplo", "fr": "Exemple"}
    for file in FILES:
        assert read(file)["resume"]["basics"]["email"].endswith("@example.com")
