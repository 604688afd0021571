"""A private link to one kept document.

`links.py` its owner makes links and takes them back · `visits.py` somebody with a link looks ·
`sealing.py` what is shown lies sealed under a key that the link alone has.
"""
