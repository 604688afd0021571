"""What stands on every page and says nothing: page numbers."""

import re

_PAGE_NUMBER = re.compile(
    r"[\W\d]*(?:(?:page|seite|página|pagina|pág\.?)?\W*\d+\W*)?"
    r"(?:(?:of|von|de|di|van|sur)\W*\d+\W*)?$",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Tell whether the text of a footer is no more than a page number."""
    return bool(_PAGE_NUMBER.match(text))
