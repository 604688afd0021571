"""Résumés as other programs keep them, as JSON Resume objects.

Each module knows one program. What it has no field for travels on under a key that begins with
"x-", which `json_resume` keeps.
"""

from resume_builder.domain.foreign.detect import converted

__all__ = ["converted"]
