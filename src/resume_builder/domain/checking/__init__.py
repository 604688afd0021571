"""What a careful reader would tell the person of a résumé before it leaves, field by field.

`check` looks at contact data, links, dates and wording; `read_back` compares what a machine read in
a file of ours with what was set. Neither scores anything.
"""

from resume_builder.domain.checking.check import check
from resume_builder.domain.checking.model import Note, ReadBack, ReadField
from resume_builder.domain.checking.read_back import read_back
from resume_builder.domain.checking.words import CheckWords

__all__ = ["CheckWords", "Note", "ReadBack", "ReadField", "check", "read_back"]
