"""`resume-builder tailor`: the main job on the command line."""

import argparse
from dataclasses import replace
from typing import Any

from resume_builder.adapters.data.messages import local_messages
from resume_builder.bootstrap import Tools, tools
from resume_builder.cli import inputs
from resume_builder.cli.coverage_report import coverage_text, plan_text
from resume_builder.cli.output import DONE, UsageError, as_json, say, say_findings, write_output
from resume_builder.cli.render import configure_options, configure_photo, render_options, with_photo
from resume_builder.domain.matching.report import match_json
from resume_builder.domain.tailoring.dossier import Dossier
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.tailoring.verdict import Verdict
from resume_builder.features.rendering.ports import Format
from resume_builder.features.tailoring.papers import for_papers
from resume_builder.features.tailoring.tailor import Tailored

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
    parser.add_argument("--pages", type=int, metavar="N", help="how many pages it may fill, 1-10")
    configure_options(parser)
    configure_photo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, match, plan, set and write; return the exit status."""
    made = tools()
    options = render_options(arguments, made)
    if not arguments.output.lower().endswith((".pdf", "-")):
        raise UsageError("OUT must end in .pdf; other formats have options of their own.")
    if arguments.output == "-" and (arguments.certificate or arguments.interview):
        raise UsageError("papers are written beside the PDF: give OUT a name.")
    pair = inputs.read_pair(arguments, made)
    pair = replace(pair, resume=with_photo(pair.resume, arguments.photo, made))
    tailored = made.tailor(pair.resume, pair.posting, options, {})
    say_findings(arguments.posting, tailored.findings)
    options = options.model_copy(update={"level": tailored.plan.level})
    say_findings(arguments.output, made.rendering.findings(tailored.verified, options))
    for path, fmt in _targets(arguments):
        write_output(path, made.rendering.render(tailored.verified, options, fmt))
    if arguments.report:
        write_output(arguments.report, _report(arguments.report, pair, tailored).encode())
    if arguments.certificate or arguments.interview:
        _write_papers(arguments, made, pair, tailored, options)
    _summary(arguments, tailored)
    return DONE


def _write_papers(
    arguments: argparse.Namespace,
    made: Tools,
    pair: inputs.Pair,
    tailored: Tailored,
    options: RenderOptions,
) -> None:
    dossier = Dossier(
        master=pair.resume,
        facts=Facts(pair.resume, sources=pair.sources),
        posting=pair.posting,
        coverage=tailored.coverage,
        plan=tailored.plan,
        verdict=Verdict(),
        verified=tailored.verified,
        file_text=pair.text,
    )
    messages, stem = local_messages(), arguments.output[: -len(".pdf")]
    set_as = for_papers(options)
    if arguments.certificate:
        certificate = made.papers.certificate(dossier, options)
        for fmt in _CERTIFICATE:
            data = made.rendering.certificate(certificate, set_as, fmt, messages)
            write_output(f"{stem}.certificate.{fmt}", data)
    if arguments.interview:
        data = made.rendering.interview(made.papers.interview(dossier), set_as, "pdf", messages)
        write_output(f"{stem}.interview.pdf", data)


def _targets(arguments: argparse.Namespace) -> list[tuple[str, Format]]:
    wanted: list[tuple[str | None, Format]] = [
        (arguments.output, "pdf"),
        (arguments.docx, "docx"),
        (arguments.json, "json"),
    ]
    return [(path, fmt) for path, fmt in wanted if path]


def _report(path: str, pair: inputs.Pair, tailored: Tailored) -> str:
    if path.endswith(".json"):
        report: dict[str, Any] = match_json(pair.resume, pair.posting, tailored.coverage)
        report["plan"] = tailored.plan.model_dump(mode="json", by_alias=True)
        report["findings"] = [f.model_dump(mode="json") for f in tailored.findings]
        return as_json(report)
    text = coverage_text(pair.resume, pair.posting, tailored.coverage)
    return f"{text}\n{plan_text(pair.resume, tailored.plan)}"


def _summary(arguments: argparse.Namespace, tailored: Tailored) -> None:
    evidence = tailored.coverage.evidence
    met = sum(e.status in ("demonstrated", "listed") for e in evidence)
    left = sum(not c.kept for c in tailored.plan.choices)
    params = {
        "path": arguments.output,
        "pages": tailored.page_count,
        "met": met,
        "all": len(evidence),
        "left": left,
    }
    say(local_messages().say("cli.tailored", params))
