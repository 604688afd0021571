"""The authentication service: the only code that reads credentials.

Signing in returns a `UserKey`; every other slice takes one, or an owner, and imports nothing of
this. `sign_in`, `registration`, `reset` and `address_change` are the ways of a person,
`second_factors` what they set up, `devices` the sessions that are signed in. `passwords` checks
hashes, `codes` mails codes, `accounts` finds and makes accounts; `ports` is what all of it needs.
"""
