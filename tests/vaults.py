"""Vaults for tests: real sealing, keys in memory."""

import os

from resume_builder.adapters.memory.wrapped_keys import MemoryKeys
from resume_builder.bootstrap import Safe, make_safe


def memory_safe() -> Safe:
    """A safe whose wrapped keys and master key are forgotten with it."""
    master = os.urandom(32)
    return make_safe(MemoryKeys(), lambda: [master])


# What guests keep is sealed by their own key, so that one vault does for all of their tests.
VAULT = memory_safe().vault
