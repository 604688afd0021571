"""The match as JSON for other programs: requirements, evidence, ranking, claims."""

from typing import Any

from resume_builder.domain.coverage import WEIGHTS, Coverage
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.apply import apply_plan
from resume_builder.domain.tailoring.model import Plan


def match_json(
    resume: Resume, posting: Posting, coverage: Coverage, plan: Plan | None = None
) -> dict[str, Any]:
    """Return the match as a JSON object.

    `evidence` is keyed by the place of the requirement in `requirements`; `claims` are all texts
    that the tailored résumé (the plan's, else the whole one) states. `coverage` is what it covers,
    `ceiling` what the whole résumé can, both as shares of the weight of all requirements, null
    where the posting has none.
    """
    tailored = apply_plan(resume, plan) if plan else resume
    covered = planned_weight(coverage, plan) if plan else coverage.covered
    total = coverage.total
    return {
        "requirements": [
            {"text": r.text, "importance": r.importance, "kind": r.kind, "span": list(r.span)}
            for r in posting.requirements
        ],
        "evidence": {
            str(n): {
                "status": e.status,
                "highlights": list(e.highlights),
                "entries": list(e.entries),
                "terms": list(e.terms),
            }
            for n, e in enumerate(coverage.evidence)
        },
        "ranked_highlights": ranked_highlights(resume, coverage),
        "claims": _claims(tailored),
        "coverage": round(covered / total, 4) if total else None,
        "ceiling": round(coverage.ceiling / total, 4) if total else None,
        "weights": {"covered": covered, "ceiling": coverage.ceiling, "total": total},
    }


def planned_weight(coverage: Coverage, plan: Plan) -> int:
    """Return the weight of the requirements that the planned résumé still covers.

    What an entry states stays, for a plan drops no entry; what only lines show needs one of them.
    """
    dropped = {c.highlight_id for c in plan.choices if not c.kept}
    weight = 0
    for evidence in coverage.evidence:
        shown = bool(evidence.entries) or not set(evidence.highlights) <= dropped
        met = evidence.status == "listed" or (evidence.status == "demonstrated" and shown)
        weight += WEIGHTS[evidence.importance] if met else 0
    return weight


def ranked_highlights(resume: Resume, coverage: Coverage) -> list[str]:
    """Return all highlight ids, what serves the posting most first."""
    ids = [h.id for _, h in resume.highlights()]
    place = {highlight: n for n, highlight in enumerate(ids)}
    return sorted(place, key=lambda i: (-coverage.relevance.get(i, 0.0), place[i]))


def _claims(resume: Resume) -> list[str]:
    texts = [resume.basics.label, resume.basics.summary]
    for entry in resume.dated_entries():
        texts += [str(getattr(entry, f, "")) for f in ("position", "name", "summary")]
        texts += [h.text for h in entry.highlights]
    for education in resume.education:
        texts.append(f"{education.study_type} {education.area}".strip())
        texts += education.courses
    for skill in resume.skills:
        texts += [skill.name, *skill.keywords]
    texts += [c.name for c in resume.certificates]
    texts += [f"{entry.language} {entry.fluency}".strip() for entry in resume.languages]
    texts += [a.title for a in resume.awards]
    return [t for t in texts if t]
