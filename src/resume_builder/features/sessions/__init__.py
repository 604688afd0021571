"""Sessions: who is asking, the handshake that proves it, and how long their work is kept.

`record` owns the eleven fields of a session, `handshake` the values of a submission, `ports` what
a store must do, `service` the two ways in: `Sessions` and `Handshakes`.
"""
