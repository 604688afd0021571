"""Invented people and postings that several tests and benches share."""

from pathlib import Path

HERE = Path(__file__).parent
RESUME_JSON = HERE / "resume.json"
RESUME_TEXT = HERE / "resume.txt"
RESUME_HTML = HERE / "resume.html"
POSTING_TEXT = HERE / "posting.txt"
POSTING_HTML = HERE / "posting.html"
POSTING_NURSE = HERE / "posting_nurse.txt"
# One person in four scripts: Latin (English and German), Chinese, Arabic.
SCRIPTS = sorted((HERE / "scripts").glob("*.json"))
