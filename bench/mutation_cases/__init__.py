"""Planted faults and honest edits of twenty invented people: read `people.py` first.

`people/*.txt` are written by hand: résumés, honest rewordings of their lines, lies about them, and
what each person lacks. `wordings/*.txt` are the ways in which a lying model puts such things into a
line. `faults.py` and `honest.py` make the cases of both.
"""
