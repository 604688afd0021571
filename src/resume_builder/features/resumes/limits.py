"""How much one person may bring at once: the same for every way in."""

# The mission's upload rule (guide: security, "Uploads", after ASVS 5.0 5.2-5.4).
MAX_BYTES = 10 * 1024 * 1024
# A hundred dense pages hold about 4,000 characters each.
MAX_CHARACTERS = 400_000
