"""Reading scans: right to the letter, or "this is a scan"; how often, and how fast."""

import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.report import Report
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.adapters.documents.ocr.rapid import installed_recognizer
from resume_builder.adapters.documents.photo import read_photo
from resume_builder.features.resumes.errors import FileImageOnly
from resume_builder.features.resumes.service import ResumeReader
from tests.adapters.documents.scan_pages import (
    Person,
    Spoil,
    as_pdf,
    as_picture,
    invent,
    painted,
    typeset,
)

LANGUAGES = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "zh": "chi_sim"}
# Other seeds than those that the bar of certainty was set on (10 to 21).
SEEDS = range(40, 44)
SPOILS = (
    Spoil(200, skew=1.0, noise=6, quality=70, light=0.2),
    Spoil(150, skew=-1.3, noise=8, quality=60, light=0.3),
    Spoil(300, skew=0.5),
    Spoil(100, skew=-0.7, noise=6, quality=70, light=0.1),
    Spoil(150, skew=0.6, noise=14, quality=40, light=0.4, blur=2.0, turn=2),
)
RIGHT, REFUSED, WRONG = "right", "this is a scan", "wrong"


def run(report: Report) -> None:
    """Read invented scans of each language, each spoiled in another way."""
    recognizer = installed_recognizer()
    if recognizer is None:
        report.note("The extra `ocr` is not installed: nothing was measured.")
        return
    reader = ResumeReader(lambda d, n: read_document(d, n, recognizer), load_vocabulary, read_photo)
    answers: Counter[str] = Counter()
    rival: Counter[bool] = Counter()
    seconds = 0.0
    for language, code in LANGUAGES.items():
        for number, seed in enumerate(SEEDS):
            spoil = SPOILS[(number + len(code) * seed + ord(code[0])) % len(SPOILS)]
            person, source, _ = invent(language, seed)
            pages = painted(typeset(source), spoil, seed)
            start = time.process_time()
            answer = _answer(reader, as_pdf(pages, spoil), person)
            seconds += (time.process_time() - start) / len(pages)
            answers[answer] += 1
            if shutil.which("tesseract"):
                rival[_tesseract(as_picture(pages[0], "PNG", spoil), code, person)] += 1
            if answer == WRONG:
                report.note(f"Wrong: {language} {seed} {spoil}")
    count = answers.total()
    beside = f"tesseract: {rival[True] / rival.total():.2f}" if rival else ""
    report.figure("name and contact exactly right", answers[RIGHT] / count, rival=beside)
    report.figure('answered "this is a scan"', answers[REFUSED] / count, better="lower")
    report.figure("wrong", answers[WRONG] / count, bar=0, better="lower")
    report.figure("processor time a page", seconds / count, "s", better="lower")


def _answer(reader: ResumeReader, data: bytes, person: Person) -> str:
    try:
        basics = reader(data, "scan.pdf")[1].resume.basics
    except FileImageOnly:
        return REFUSED
    urls = {re.sub(r"^https?://", "", profile.url) for profile in basics.profiles}
    read = _plain(basics.name), basics.email, re.sub(r"\D", "", basics.phone), urls
    number = re.sub(r"\D", "", person.phone)
    right = read == (_plain(person.name), person.email, number, set(person.urls))
    return RIGHT if right else WRONG


def _tesseract(picture: bytes, code: str, person: Person) -> bool:
    """Tell whether Debian's Tesseract, told the language, has each of the same in its text."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.png"
        page.write_bytes(picture)
        command = ["tesseract", str(page), "-", "-l", f"{code}+eng"]
        text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    plain, digits = _plain("".join(text.split())), re.sub(r"\D", "", text)
    words = (_plain(person.name), person.email, *person.urls)
    return all(word in plain for word in words) and re.sub(r"\D", "", person.phone) in digits


def _plain(name: str) -> str:
    return name.replace("’", "'").replace(" ", "")
