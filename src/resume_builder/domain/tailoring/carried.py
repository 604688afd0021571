"""What of a ledger holds for another reading of the same document, whose entries have other ids."""

from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.ledger import Facts, Ledger, Retired, fold


def carried(ledger: Ledger, resume: Resume) -> Ledger:
    """Return what the person said of themselves as a whole, and what they took back.

    Words that were taken back are so wherever the other reading has the same words. What was said
    of single entries stays with the reading that it was said of.
    """
    answers = tuple(a for a in ledger.answers if not a.entry_id)
    own = frozenset(a.id for a in answers)
    back = {fold(r.text): r.on for r in ledger.retired}
    facts = Facts(resume)
    retired = [r for r in ledger.retired if r.path in own]
    retired += [
        Retired(path=f.path, text=f.text, on=back[fold(f.text)])
        for f in facts.every
        if fold(f.text) in back and facts.may_retire(f)
    ]
    wordings = tuple(
        w.model_copy(update={"by": ("",)})
        for w in ledger.wordings
        if "" in w.by and w.path.startswith("basics.")
    )
    return Ledger(answers=answers, wordings=wordings, retired=tuple(retired))
