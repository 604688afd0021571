"""Where concrete classes meet: settings become frozen services.

`tools()` is the main job alone, with no store and no network: the command line. `build(settings)`
adds what is kept for people: the site. `assemble` joins the two over any stores.

`reading.py` files become résumés and postings · `tools.py` the main job · `services.py` what is
kept for people · `post.py` mail · `jobs.py` work for later · `safe.py` what seals ·
`catalogue.py` lists of models ·
`desk.py` one tailoring that is kept nowhere · `models.py` language models for the command line ·
`site.py` the site that settings describe
"""

from resume_builder.bootstrap.catalogue import refresh_catalogue
from resume_builder.bootstrap.desk import Desk
from resume_builder.bootstrap.jobs import run_scheduler, run_worker
from resume_builder.bootstrap.models import open_model
from resume_builder.bootstrap.post import Mailing, PostOffice
from resume_builder.bootstrap.reading import (
    SKILLS_VARIABLE,
    Contained,
    read_in_child,
    read_scans_in_child,
)
from resume_builder.bootstrap.safe import (
    MasterKeyFile,
    Safe,
    changing_master_keys,
    make_safe,
    new_master_key,
    open_rotation,
    verify_master_keys,
)
from resume_builder.bootstrap.services import Services, Stores, assemble
from resume_builder.bootstrap.site import build, read_settings, verify_stores
from resume_builder.bootstrap.tools import Tools, make_tools, tools
from resume_builder.config import Settings

__all__ = [
    "SKILLS_VARIABLE",
    "Contained",
    "Desk",
    "Mailing",
    "MasterKeyFile",
    "PostOffice",
    "Safe",
    "Services",
    "Settings",
    "Stores",
    "Tools",
    "assemble",
    "build",
    "changing_master_keys",
    "make_safe",
    "make_tools",
    "new_master_key",
    "open_model",
    "open_rotation",
    "read_in_child",
    "read_scans_in_child",
    "read_settings",
    "refresh_catalogue",
    "run_scheduler",
    "run_worker",
    "tools",
    "verify_master_keys",
    "verify_stores",
]
