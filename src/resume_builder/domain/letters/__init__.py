"""Letters and short messages: sentences from facts, judged one by one, then printed.

Read `model.py`, then `compose.py` (a letter with no model), `court.py` (what may stand) and
`verified.py` (the last writer).
"""
