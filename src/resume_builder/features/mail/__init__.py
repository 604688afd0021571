"""Mail on its way: kept sealed, sent by a job, tried again, shown where there is no mail server.

`post.py` takes mail · `delivery.py` sends it · `outbox.py` shows it · `ports.py` what they need ·
`errors.py` why a server did not take it
"""
