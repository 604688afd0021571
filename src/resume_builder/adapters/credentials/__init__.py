"""The libraries behind credentials: Argon2id, codes of apps, passkeys, breached passwords."""
