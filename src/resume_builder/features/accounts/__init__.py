"""Accounts as their owners and administrators see them: profile, consent, roles, the log.

`service` is what an owner and an administrator may change, `invitations` how a tester comes in,
`audit` the log that each owner reads. Who may come in at all is the auth slice's alone.
"""
