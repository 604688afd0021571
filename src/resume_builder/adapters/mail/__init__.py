"""Mail as bytes and as words.

`message.py` one mail as RFC 5322 · `smtp.py` a mail server · `place.py` which one, by its address ·
`templates.py` MJML and words into HTML and text · `lint.py` what a template must hold to
"""
