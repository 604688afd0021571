"""Jobs by RQ.

`queue.py` puts them in · `worker.py` does them · `scheduler.py` puts in those that come round again
· `connection.py` the store they lie in · `library.py` RQ with times of our own

A job is the name of some work and one id: nothing personal lies in the queue.
"""
