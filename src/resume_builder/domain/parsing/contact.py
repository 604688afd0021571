"""How to reach the person: e-mail, phone, addresses of the web, accounts on networks."""

import re
from dataclasses import dataclass, field

from resume_builder.domain.document import Document
from resume_builder.domain.parsing.rows import Row
from resume_builder.domain.resume import Profile

# Repeats are bounded here and below, so that no text makes the search more than linear.
EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,64}\s?@\s?"
    r"[A-Za-z0-9][\w-]{0,62}(?:\.[\w-]{1,62}){0,4}?\.[A-Za-z]{2,24}(?![\w-]*\.[A-Za-z]{2})"
)
_TLDS = (
    "com|org|net|edu|gov|io|dev|me|app|ai|co|info|xyz|tech|page|site|online|blog|cloud|codes|design|"
    "art|studio|works|world|software|engineer|eu|uk|de|fr|es|it|nl|pt|br|ch|at|be|ca|au|in|us|cn|"
    "jp|kr|se|no|dk|fi|pl|cz|ie|nz|mx|ar|cl|ru|ua|tr|gr|hu|ro|il|za|sg|hk|tw|my|id|pk|th|vn|ph|"
    "tv|cc|fm|gg|ly|sh|to|cat|is|lu|li|hr|rs|si|sk|lt|lv|ee|pe|uy|team|name|pro|biz|wiki|space|fun"
)
URL = re.compile(
    r"(?:https?:/{1,2}|(?<![\w@.])www\.)[^\s|,;<>()（）]+"
    rf"|(?<![\w@./-])(?:[a-zA-Z0-9][\w-]{{0,62}}\.){{1,6}}(?:{_TLDS})(?![\w@])(?:/[^\s|,;<>()（）]*)?",
    re.IGNORECASE,
)
# A longer line is a text that lost its line breaks, and no place for an address.
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 3000
# What has none of these holds no address and no number: most lines are passed over by this.
_MAYBE = re.compile(r"@|\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d|[\w-]\.\w{2}|:/|/\w|: ?/|: ?@")
_NO_URL = re.compile(r"^(?:asp|ado|vb|ml)\.net$", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.@/])(?:\(?\+|\(|)\s?\d[\d()\s./·\-‐‑–]{0,40}\d(?![\w@])")
_PARTED = re.compile(r"\s+[·/–-]\s+")
_YEARS = re.compile(
    r"^\D*(?:19|20)\d\d\s*[-–/.]\s*(?:(?:19|20)\d\d|\d\d?(?:\s*[-–/.]\s*\d\d?)?)\D*$"
    r"|^(?:19|20)\d\d[./]\d{1,2}\s*[-–—~]+\s*(?:19|20)\d\d[./]\d{1,2}$"
    r"|^\d{1,2}[./-]\d{1,2}[./-]\d{4}$|^(?:\d{1,2}[./])?\d{4}\s*[-–]\s*(?:\d{1,2}[./])?\d{4}$"
)
NETWORKS = {
    "linkedin": "linkedin.com/in/",
    "github": "github.com/",
    "gitlab": "gitlab.com/",
    "bitbucket": "bitbucket.org/",
    "twitter": "twitter.com/",
    "xing": "xing.com/profile/",
    "stackoverflow": "stackoverflow.com/users/",
    "medium": "medium.com/@",
    "behance": "behance.net/",
    "dribbble": "dribbble.com/",
    "kaggle": "kaggle.com/",
    "orcid": "orcid.org/",
    "facebook": "facebook.com/",
    "instagram": "instagram.com/",
    "youtube": "youtube.com/",
    "quora": "quora.com/profile/",
    "leetcode": "leetcode.com/",
    "hackerrank": "hackerrank.com/",
    "researchgate": "researchgate.net/profile/",
    "codepen": "codepen.io/",
    "telegram": "t.me/",
    "mastodon": "",
    "bluesky": "bsky.app/profile/",
    "skype": "",
}
_TITLES = {"linkedin": "LinkedIn", "github": "GitHub", "gitlab": "GitLab", "orcid": "ORCID"}
_HOSTS = {
    **{base.split("/")[0]: name for name, base in NETWORKS.items() if base},
    "x.com": "twitter",
    "scholar.google.com": "google scholar",
    "dev.to": "dev",
}
_HANDLE = re.compile(
    rf"\b({'|'.join(NETWORKS)})\b\s*(?::\s*/{{0,2}}|/{{1,2}}|\s@)\s*(@?[\w.\-/]+)", re.IGNORECASE
)


@dataclass(slots=True)
class Contact:
    """What was found, and the pieces of text that said it."""

    email: str = ""
    phone: str = ""
    urls: list[str] = field(default_factory=list[str])
    said: list[str] = field(default_factory=list[str])


def read_contact(rows: list[Row], document: Document) -> Contact:
    """Return the contact data in the rows of header, contact sections and page furniture."""
    contact = Contact()
    for text in _unwrapped(rows):
        _read_text(text, contact)
    starts = [(r.start, r.end) for r in rows]
    for link in document.links:
        if any(a <= link.start <= b for a, b in starts):
            _read_link(link.url, contact)
    return contact


def contact_items(text: str) -> tuple[int, str]:
    """Return how many addresses and numbers `text` holds, and the words besides them."""
    if len(text) > _LONGEST or not _MAYBE.search(text):
        return 0, text
    count = len(EMAIL.findall(text))
    rest = EMAIL.sub(" ", text)
    count += sum(1 for u in URL.findall(rest) if not _NO_URL.match(u))
    rest = URL.sub(" ", rest)
    rest, handles = _HANDLE.subn(" ", rest)
    count += handles
    for number in phones(rest):
        count += 1
        rest = rest.replace(number, " ")
    return count, " ".join(_WORD.findall(rest))


def _unwrapped(rows: list[Row]) -> list[str]:
    """The rows' texts, an address that wraps over lines in one piece."""
    texts: list[str] = []
    for row in rows:
        whole = " | ".join(row.cells)
        last = texts[-1].split()[-1] if texts else ""
        first = row.text.split()[0]
        address = "@" in last or ("/" in last and "." in last)
        goes_on = address and (
            first[0] in ".@/" or (last[-1] in "@/.-_" and len(row.text.split()) == 1)
        )
        if goes_on and not (URL.match(first) or EMAIL.match(first)):
            texts[-1] += whole
        else:
            texts.append(whole)
    return texts


def _read_text(text: str, contact: Contact) -> None:
    if len(text) > _LONGEST or not _MAYBE.search(text):
        return
    for found in EMAIL.finditer(text):
        address = re.sub(r"\s", "", found.group())
        contact.email = contact.email or address
        contact.said.append(found.group())
    text = EMAIL.sub(" | ", text)
    for found in URL.finditer(text):
        add_url(contact, found.group())
        contact.said.append(found.group())
    text = URL.sub(lambda m: m.group() if _NO_URL.match(m.group()) else " | ", text)
    for found in _HANDLE.finditer(text):
        base = NETWORKS[found.group(1).lower()]
        handle = found.group(2).strip("/@. ")
        if base and handle:
            add_url(contact, base + handle.removeprefix("in/"))
            contact.said.append(found.group())
    for number in phones(_HANDLE.sub(" | ", text)):
        # A number that begins with its country or area code beats a bare row of digits.
        if not contact.phone or (number[0] in "+(" and contact.phone[0] not in "+("):
            contact.phone = number
        contact.said.append(number)


def phones(text: str) -> list[str]:
    """Return the phone numbers in `text`, as written."""
    found: list[str] = []
    candidates = (number for m in _PHONE.finditer(text) for number in _apart(m.group()))
    for candidate in candidates:
        number = candidate.strip(" ./-–·")
        count = sum(c.isdigit() for c in number)
        if number.count("(") != number.count(")"):
            number = number.strip("()").strip()
        grouped = number.startswith(("+", "00", "0", "(")) or len(re.findall(r"\d+", number)) in (
            3,
            4,
            5,
        )
        if 7 <= count <= 15 and not _YEARS.match(number) and (grouped or count >= 9):
            found.append(number)
    return found


def _apart(text: str) -> list[str]:
    """Return the numbers that signs between blanks part; an area code stays with its number."""
    pieces = _PARTED.split(text.strip())
    whole = sum(c.isdigit() for c in text) <= 15
    if whole and re.match(r"\s*\(?[0+]", text) and sum(c.isdigit() for c in pieces[0]) < 7:
        return [text]
    full = [p for p in pieces if sum(c.isdigit() for c in p) >= 7]
    return full or [text]


def _read_link(url: str, contact: Contact) -> None:
    scheme, _, rest = url.partition(":")
    if scheme == "mailto":
        contact.email = contact.email or rest.split("?")[0]
    elif scheme == "tel":
        contact.phone = contact.phone or rest
    elif scheme in {"http", "https"}:
        add_url(contact, url)


def add_url(contact: Contact, url: str) -> None:
    """Add `url` where it is new and no file name or framework."""
    url = url.rstrip(".,;:!?)'\"")
    if _NO_URL.match(url) or "." not in url:
        return
    if bare(url) not in {bare(u) for u in contact.urls}:
        contact.urls.append(url)


def bare(url: str) -> str:
    """Return `url` as two spellings of it are compared."""
    return re.sub(r"^(?:https?:/{1,2})?(?:www\.)?", "", url.casefold()).rstrip("/")


def profile_of(url: str) -> Profile:
    """Return the profile behind `url`; a site that is no known network has no network name."""
    host, _, path = bare(url).partition("/")
    network = next((n for h, n in _HOSTS.items() if host == h or host.endswith("." + h)), "")
    if not network:
        return Profile(url=url)
    original = re.sub(r"^(?:https?:/{1,2})?[^/]*/?", "", url, count=1).strip("/")
    user = original.split("?")[0].split("/")[-1].lstrip("@") if path else ""
    return Profile(network=_TITLES.get(network, network.title()), username=user, url=url)


def add_from_elsewhere(contact: Contact, found: Contact) -> None:
    """Fill what the header lacks from the rest of the text: an account, not any address."""
    contact.email = contact.email or found.email
    contact.phone = contact.phone or found.phone
    have = {profile_of(u).network for u in contact.urls}
    for url in found.urls:
        profile = profile_of(url)
        path = bare(url).partition("/")[2].removeprefix("in/")
        if profile.network and profile.network not in have and path and "/" not in path:
            contact.urls.append(url)
