"""The photo of a résumé through the API: chosen, shown, taken away, and never in the way."""

import base64
import io
import json
from typing import Any

import pypdf
import pytest
from werkzeug.test import TestResponse

from resume_builder.domain.photo import photo_in
from tests.pictures import SECRETS, as_data, claiming, located, plain
from tests.web.browser import API, Visitor, code_of
from tests.web.desk import Desk

pytestmark = pytest.mark.rendering
Json = dict[str, Any]


@pytest.fixture
def desk(visitor: Visitor) -> Desk:
    """One person with one tailoring."""
    return Desk(visitor)


def resume_of(desk: Desk) -> Json:
    """The résumé as it is now."""
    return desk.visitor.get(f"/resumes/{desk.resume_id}").get_json()


def image_of(desk: Desk) -> str:
    """What stands as its photo."""
    return resume_of(desk)["reading"]["resume"]["basics"].get("image", "")


def choose(desk: Desk, data: bytes, name: str = "me.jpg", version: int | None = None) -> Any:
    """Send a picture."""
    match = f'"{version or resume_of(desk)["version"]}"'
    path = f"/resumes/{desk.resume_id}/photo"
    how: Json = {"method": "PATCH", "headers": {"If-Match": match}}
    return desk.visitor.upload(path, "set_photo", data, name, **how)


def say(desk: Desk, image: str | None) -> Any:
    """Send a picture as text, or that there is none."""
    match = f'"{resume_of(desk)["version"]}"'
    path, headers = f"/resumes/{desk.resume_id}/photo", {"If-Match": match}
    return desk.visitor.send("PATCH", path, "set_photo", headers=headers, json={"image": image})


def file_of(desk: Desk, fmt: str) -> bytes:
    """A file of the tailoring."""
    answer: TestResponse = desk.visitor.get(f"/tailorings/{desk.id}/document", format=fmt)
    assert answer.status_code == 200, answer.text
    return answer.data


def pictures(pdf: bytes) -> int:
    """How many pictures a PDF holds."""
    return sum(len(page.images) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_chosen_shown_and_taken_away(desk: Desk) -> None:
    """It is on the pages from when it is switched on until it is taken away."""
    answer = choose(desk, plain())
    assert answer.status_code == 200, answer.text
    assert photo_in(answer.get_json()["reading"]["resume"]["basics"]["image"])
    assert pictures(file_of(desk, "pdf")) == 0
    assert "image" not in json.loads(file_of(desk, "json"))["basics"]
    changed = desk.change(options={"photo": True})
    assert changed.status_code == 200, changed.text
    assert changed.get_json()["options"]["photo"] is True
    assert pictures(file_of(desk, "pdf")) == 1
    assert json.loads(file_of(desk, "json"))["basics"]["image"] == image_of(desk)
    assert b'<img class="photo" src="data:image/jpeg;base64,' in file_of(desk, "html")
    assert say(desk, None).status_code == 200
    assert image_of(desk) == ""
    assert pictures(file_of(desk, "pdf")) == 0
    told = [finding["code"] for finding in desk.get()["findings"]]
    assert "render.no_photo" in told


def test_nothing_of_the_file_but_the_picture_is_kept(desk: Desk) -> None:
    """Where it was taken is in no answer and no file."""
    assert choose(desk, located()).status_code == 200
    kept = photo_in(image_of(desk))
    assert kept
    assert not any(secret in kept for secret in SECRETS)
    saved = desk.visitor.get("/session/work").get_json()
    (resume,) = saved["resumes"]
    assert photo_in(resume["reading"]["resume"]["basics"]["image"]) == kept


def test_as_text(desk: Desk) -> None:
    """A `data:` address does as a file does."""
    assert say(desk, as_data(plain(fmt="PNG"))).status_code == 200
    assert photo_in(image_of(desk))
    for image in ("https://example.com/me.jpg", "data:image/png,x", "data:image/png;base64,%%%"):
        assert code_of(say(desk, image)) == "request.invalid"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "photo.unreadable"),
        (b"<svg/>", "photo.unreadable"),
        (plain()[:300], "photo.unreadable"),
        (claiming(10_000, 10_000), "photo.unreadable"),
        (plain(1, 1), "photo.too_small"),
        (bytes(10 * 1024 * 1024 + 1), "file.too_large"),
    ],
)
def test_a_bad_picture_changes_nothing(desk: Desk, data: bytes, code: str) -> None:
    """It is told; the photo before and all the rest stay as they are."""
    choose(desk, plain())
    before = resume_of(desk)
    answer = choose(desk, data)
    assert 400 <= answer.status_code < 500
    assert code_of(answer) == code
    assert resume_of(desk) == before


def test_another_window_was_first(desk: Desk) -> None:
    """Nothing is written over unseen."""
    version = resume_of(desk)["version"]
    assert choose(desk, plain(), version=version).status_code == 200
    assert code_of(choose(desk, plain(), version=version)) == "work.version_conflict"


def test_edits_leave_it(desk: Desk) -> None:
    """A line that is typed later does not cost the photo."""
    choose(desk, plain())
    kept, version = image_of(desk), resume_of(desk)["version"]
    answer = desk.visitor.send(
        "PATCH",
        f"/resumes/{desk.resume_id}",
        "edit_resume",
        headers={"If-Match": f'"{version}"'},
        json={"edits": [{"path": "basics.name", "text": "Ada Byron"}]},
    )
    assert answer.status_code == 200, answer.text
    assert image_of(desk) == kept


def test_no_model_sees_it(desk: Desk) -> None:
    """What a language model is asked holds words alone."""
    choose(desk, plain())
    assert "base64" not in json.dumps(desk.start())


def imported(visitor: Visitor, image: str) -> Json:
    """A JSON Resume file with a picture in it, read."""
    data = json.dumps({"basics": {"name": "Ada Byron", "image": image}}).encode()
    answer = visitor.upload("/resumes", "import_resume", data, "cv.json")
    assert answer.status_code == 201, answer.text
    return answer.get_json()["reading"]


def test_a_picture_that_comes_in_a_file(visitor: Visitor) -> None:
    """It passes the same gate; a bad one is told of, and an address is text alone."""
    reading = imported(visitor, as_data(located(), "image/jpeg"))
    jpeg = photo_in(reading["resume"]["basics"]["image"])
    assert jpeg
    assert not any(secret in jpeg for secret in SECRETS)
    for bad in ("data:image/png;base64,AAAA", "data:,x"):
        told = [finding["code"] for finding in imported(visitor, bad)["findings"]]
        assert "photo.left_out" in told
    address = "https://example.com/me.jpg"
    assert imported(visitor, address)["resume"]["basics"]["image"] == address


def test_a_body_that_is_too_large(desk: Desk) -> None:
    """It is refused before it is read whole."""
    version, body = resume_of(desk)["version"], json.dumps({"image": "a" * 15_000_000})
    made = desk.visitor.headers("set_photo") | {"If-Match": f'"{version}"'}
    answer = desk.visitor.client.patch(
        f"{API}/resumes/{desk.resume_id}/photo",
        headers=made,
        data=body,
        content_type="application/json",
        base_url=desk.visitor.base_url,
    )
    assert answer.status_code == 413


def test_saved_work_cannot_bring_in_more(desk: Desk) -> None:
    """A file that was tampered with shows no picture that is none of ours."""
    choose(desk, plain())
    saved = desk.visitor.get("/session/work").get_json()
    sneaked = base64.b64encode(located()).decode()
    for resume in saved["resumes"]:
        resume["id"] = "x" * 22
        resume["reading"]["resume"]["basics"]["image"] = f"data:image/jpeg;base64,{sneaked}"
    saved["tailorings"], saved["letters"] = [], []
    answer = desk.visitor.send("POST", "/session/work", "restore_work", json=saved)
    assert answer.status_code in (200, 201), answer.text
    kept = desk.visitor.get(f"/resumes/{'x' * 22}").get_json()
    assert photo_in(kept["reading"]["resume"]["basics"]["image"]) is None
