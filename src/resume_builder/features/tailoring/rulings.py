"""Rules on everything that is proposed for one tailoring: a model's edits, and our own offers."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from threading import Lock

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.offers import offers, typed_elsewhere
from resume_builder.domain.tailoring.verdict import Court, Verdict
from resume_builder.domain.tailoring.verify import Verifier
from resume_builder.ports import Clock

# Verdicts kept: each is asked for again with every change of a switch or a page.
_KEPT = 64

_Key = tuple[bytes, tuple[str, ...], date]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Makes verdicts; the same question is answered from memory. Thread-safe."""

    make_verifier: Callable[[], Verifier]
    lexicon: Callable[[], Lexicon]
    now: Clock
    _known: OrderedDict[_Key, Verdict] = field(default_factory=OrderedDict[_Key, Verdict])
    _lock: Lock = field(default_factory=Lock)

    def __call__(
        self, facts: Facts, posting: Posting, coverage: Coverage, edits: Sequence[Edit]
    ) -> Verdict:
        """Return the verdict on our own offers and then on `edits`."""
        lexicon = self.lexicon()
        offered = offers(facts.standing, posting, coverage, lexicon)
        proposed = (*offered, *typed_elsewhere(facts, posting, lexicon), *edits)
        state = facts.resume.model_dump_json() + facts.ledger.model_dump_json()
        key = blake2b(state.encode()).digest(), tuple(e.id for e in proposed), self.now().date()
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        verdict = self.court(facts, posting).rule(proposed)
        with self._lock:
            self._known[key] = verdict
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return verdict

    def court(self, facts: Facts, posting: Posting) -> Court:
        """Return what rules on single edits of one résumé for one posting."""
        lexicon = self.lexicon()
        asked = (m.name for r in posting.requirements for m in lexicon.find(r.text))
        terms = tuple(dict.fromkeys(asked))
        return Court(facts, self.make_verifier, lexicon, self.now().date(), terms)
