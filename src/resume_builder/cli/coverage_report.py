"""Coverage and plan as Markdown that reads well in a terminal."""

from resume_builder.adapters.data.messages import local_messages
from resume_builder.domain.coverage import Coverage, Status
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.lineage import Lineage, PrintedLine
from resume_builder.domain.tailoring.model import Plan

_ORDER: tuple[Status, ...] = ("demonstrated", "listed", "adjacent", "missing")


def coverage_text(resume: Resume, posting: Posting, coverage: Coverage) -> str:
    """Return every requirement with its status and the lines that show it."""
    messages = local_messages()
    asked = {r.id: r for r in posting.requirements}
    lines = {h.id: h.text for _, h in resume.highlights()}
    heading = " - ".join(p for p in (posting.title, posting.company) if p) or messages.say(
        "cli.the_posting"
    )
    met = sum(e.status in ("demonstrated", "listed") for e in coverage.evidence)
    covered = messages.say("cli.covered", {"met": met, "all": len(coverage.evidence)})
    out = [f"# {heading}", "", covered, ""]
    for status in _ORDER:
        evidence = [e for e in coverage.evidence if e.status == status]
        if not evidence:
            continue
        out += [f"## {messages.say(f'coverage.{status}')} ({len(evidence)})", ""]
        for item in evidence:
            nice = f" ({messages.say('cli.nice')})" if item.importance == "nice" else ""
            out.append(f"- {asked[item.requirement_id].text}{nice}")
            out += [f"  - {lines[h]}" for h in item.highlights[:3] if h in lines]
        out.append("")
    if not coverage.evidence:
        out += [messages.say("tailoring.no_requirements"), ""]
    return "\n".join(out)


def plan_text(resume: Resume, plan: Plan) -> str:
    """Return what was left out, role by role, and why."""
    messages = local_messages()
    lines = {h.id: h.text for _, h in resume.highlights()}
    out = [f"## {messages.say('cli.left_out')}", ""]
    dropped = [c for c in plan.choices if not c.kept and c.highlight_id in lines]
    for choice in dropped:
        why = messages.say(f"plan.{choice.reason}")
        out.append(f"- {lines[choice.highlight_id]}\n  - {why}")
    if not dropped:
        out.append(messages.say("cli.nothing_left_out"))
    return "\n".join([*out, ""])


def reworded(lineage: Lineage) -> list[PrintedLine]:
    """Return the lines that a model put otherwise."""
    return [one for one in lineage.lines if one.origin == "model" and one.text != one.master]


def reworded_text(lineage: Lineage) -> str:
    """Return the lines that a model put otherwise, with the person's own words; "" for none."""
    messages = local_messages()
    lines = reworded(lineage)
    if not lines:
        return ""
    out = [f"## {messages.say('cli.reworded')}", ""]
    for line in lines:
        was = messages.say("paper.before", {"text": line.master}) if line.master else ""
        out += [f"- {line.text}", *([f"  - {was}"] if was else [])]
    return "\n".join([*out, ""])
