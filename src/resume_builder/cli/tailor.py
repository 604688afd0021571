"""`resume-builder tailor`: the main job on the command line."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from resume_builder.adapters.data.messages import local_messages
from resume_builder.bootstrap import Desk, Tools, tools
from resume_builder.cli import inputs, model
from resume_builder.cli.coverage_report import coverage_text, plan_text, reworded, reworded_text
from resume_builder.cli.letter import FORMATS as LETTER_FORMATS
from resume_builder.cli.letter import ask_for_letter, write_letter
from resume_builder.cli.output import (
    DONE,
    UsageError,
    as_json,
    say,
    say_findings,
    write_output,
)
from resume_builder.cli.render import configure_options, configure_photo, render_options, with_photo
from resume_builder.domain.letters.brief import form_of
from resume_builder.domain.letters.model import Form
from resume_builder.domain.matching.report import match_json
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.wishes import Wishes
from resume_builder.features.asking.service import Asking
from resume_builder.features.letters.maker import Letter
from resume_builder.features.rendering.ports import Format
from resume_builder.features.tailoring.service import Tailoring

# What a machine checks, and what a person reads.
_CERTIFICATE: tuple[Format, ...] = ("json", "pdf")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    inputs.configure(parser)
    parser.add_argument("-o", "--output", required=True, metavar="OUT.pdf", help="the PDF")
    parser.add_argument("--docx", metavar="F", help="write a DOCX too")
    parser.add_argument("--json", metavar="F", help="write the tailored JSON Resume too")
    parser.add_argument(
        "--report", metavar="F", help="write the coverage report (JSON if F ends in .json)"
    )
    parser.add_argument(
        "--certificate",
        action="store_true",
        help="write the truth certificate beside the PDF: OUT.certificate.json and .pdf",
    )
    parser.add_argument(
        "--interview",
        action="store_true",
        help="write the interview sheet beside the PDF: OUT.interview.pdf",
    )
    parser.add_argument("--letter", metavar="F", help="write the letter that goes with it, too")
    parser.add_argument("--pages", type=int, metavar="N", help="how many pages it may fill, 1-10")
    configure_options(parser)
    configure_photo(parser)
    model.configure(parser, lines=True)


def run(arguments: argparse.Namespace) -> int:
    """Read, match, plan, ask a model if that is wanted, set and write; return the exit status."""
    made = tools()
    options = render_options(arguments, made)
    if not arguments.output.lower().endswith((".pdf", "-")):
        raise UsageError("OUT must end in .pdf; other formats have options of their own.")
    if arguments.output == "-" and (arguments.certificate or arguments.interview):
        raise UsageError("papers are written beside the PDF: give OUT a name.")
    letter_format = _letter_format(arguments)
    wishes, asking = model.wishes(arguments), model.opened(arguments)
    pair = inputs.read_pair(arguments, made)
    pair = replace(pair, resume=with_photo(pair.resume, arguments.photo, made))
    facts = Facts(pair.resume, sources=pair.sources)
    desk = Desk.of(made, facts, pair.text, pair.posting, options)
    status = DONE
    if asking:
        model.say_host(asking)
        asked = model.ask(
            asking, desk.tailoring_job(wishes), "cli.model_resume", "cli.model_nothing"
        )
        status = model.status_of(asked)
        if not asked.came:
            return status
        model.say_left_out(asked)
        _accept(desk)
    letter = None
    if letter_format:
        letter, its_status = _letter(asking if status == DONE else None, desk, arguments, wishes)
        status = status or its_status
    say_findings(arguments.posting, desk.tailoring.record.findings)
    _write(arguments, made, desk)
    if letter and letter_format:
        write_letter(arguments.letter, letter, letter_format, made)
    if arguments.report:
        write_output(arguments.report, _report(arguments.report, pair, desk.tailoring).encode())
    _write_papers(arguments, made, desk)
    _summary(arguments, desk)
    return status


def _accept(desk: Desk) -> None:
    """Accept what the facts bear out of what was proposed, and say what is left out."""
    rulings = desk.proposed()
    accepted = desk.accept_supported()
    left_out = [
        model.Judged(r.edit.text or r.edit.op, r.verdict == "ask", r.reasons)
        for r in rulings
        if r.verdict != "supported"
    ]
    model.say_judged(accepted, left_out)


def _letter_format(arguments: argparse.Namespace) -> Format | None:
    if not arguments.letter:
        return None
    suffix = Path(arguments.letter).suffix.lower().lstrip(".")
    if suffix not in LETTER_FORMATS:
        raise UsageError(f"the letter must end in .{', .'.join(LETTER_FORMATS)}.")
    return cast(Format, suffix)


def _letter(
    asking: Asking | None, desk: Desk, arguments: argparse.Namespace, wishes: Wishes
) -> tuple[Letter, int]:
    """Return the letter that goes with the résumé, and the exit status for it."""
    form = form_of(Form(tone=arguments.tone or "plain"), wishes)
    letter_id = desk.compose_letter(form, None)
    status = DONE
    if asking:
        asked = ask_for_letter(asking, desk, letter_id, wishes, "cli.model_letter_composed")
        status = model.status_of(asked)
    return desk.letter(letter_id), status


def _write(arguments: argparse.Namespace, made: Tools, desk: Desk) -> None:
    tailoring = desk.tailoring
    say_findings(arguments.output, made.rendering.findings(tailoring.verified, tailoring.options))
    for path, fmt in _targets(arguments):
        write_output(path, made.rendering.render(tailoring.verified, tailoring.options, fmt))


def _write_papers(arguments: argparse.Namespace, made: Tools, desk: Desk) -> None:
    messages, stem = local_messages(), arguments.output[: -len(".pdf")]
    if arguments.certificate:
        certificate, options = desk.certificate()
        for fmt in _CERTIFICATE:
            data = made.rendering.certificate(certificate, options, fmt, messages)
            write_output(f"{stem}.certificate.{fmt}", data)
    if arguments.interview:
        interview, options = desk.interview()
        data = made.rendering.interview(interview, options, "pdf", messages)
        write_output(f"{stem}.interview.pdf", data)


def _targets(arguments: argparse.Namespace) -> list[tuple[str, Format]]:
    wanted: list[tuple[str | None, Format]] = [
        (arguments.output, "pdf"),
        (arguments.docx, "docx"),
        (arguments.json, "json"),
    ]
    return [(path, fmt) for path, fmt in wanted if path]


def _report(path: str, pair: inputs.Pair, tailoring: Tailoring) -> str:
    record = tailoring.record
    if path.endswith(".json"):
        report: dict[str, Any] = match_json(pair.resume, pair.posting, record.coverage)
        report["plan"] = record.plan.model_dump(mode="json", by_alias=True)
        report["findings"] = [f.model_dump(mode="json") for f in record.findings]
        report["reworded"] = [
            {"path": line.path, "text": line.text, "was": line.master}
            for line in reworded(tailoring.lineage)
        ]
        return as_json(report)
    text = coverage_text(pair.resume, pair.posting, record.coverage)
    text = f"{text}\n{plan_text(pair.resume, record.plan)}"
    changed = reworded_text(tailoring.lineage)
    return f"{text}\n{changed}" if changed else text


def _summary(arguments: argparse.Namespace, desk: Desk) -> None:
    record = desk.tailoring.record
    evidence = record.coverage.evidence
    met = sum(e.status in ("demonstrated", "listed") for e in evidence)
    left = sum(not c.kept for c in record.plan.choices)
    params = {
        "path": arguments.output,
        "pages": desk.page_count(),
        "met": met,
        "all": len(evidence),
        "left": left,
    }
    say(local_messages().say("cli.tailored", params))
