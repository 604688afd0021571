"""Matching: which lines of a résumé show what a posting asks. A pure function in four steps.

`facts.py` reads the résumé once, `asks.py` a requirement, `judges.py` compares the two,
`ranking.py` weighs every line for the whole posting. `report.py` writes the result as JSON.
"""

from resume_builder.domain.matching.match import match

__all__ = ["match"]
