"""What code prints around the sentences: to whom, when, about what."""

from datetime import date

import pytest

from resume_builder.adapters.data.letter_words import letter_languages, load_letter_words
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.domain.letters.head import date_text, head_of
from resume_builder.domain.letters.model import Form, Head, Tone
from resume_builder.domain.letters.places import Places, lowered
from resume_builder.domain.posting.contact import contact_of
from resume_builder.domain.posting.model import Posting

pytestmark = pytest.mark.truth

DAY = date(2026, 3, 9)


def head(
    text: str, language: str, tone: Tone = "plain", *, title: str = "", company: str = ""
) -> Head:
    """The head of a letter to a posting with that text."""
    contact = contact_of(text, ())
    asked = Posting(text=text, language=language, contact=contact, title=title, company=company)
    places = Places(asked, load_letter_words(language), load_lexicon(), language)
    form = Form(tone=tone, language=language)
    return head_of(form, places, "Robin Vale", DAY, a4=True)


@pytest.mark.parametrize(
    ("language", "tone", "text", "greeting"),
    [
        ("en", "plain", "Apply soon.", "Dear hiring team,"),
        ("en", "formal", "Apply soon.", "Dear Sir or Madam,"),
        ("en", "plain", "Contact: Ada Quill, ada@example.com", "Dear Ada Quill,"),
        ("en", "plain", "Contact: Dr. Ada Quill, ada@example.com", "Dear Dr. Quill,"),
        ("en", "formal", "Write to Ms. Quill, ada@example.com", "Dear Ms. Quill,"),
        ("de", "formal", "Frau Kohl, Tel. +49 30 1234567", "Sehr geehrte Frau Kohl,"),
        ("de", "formal", "Herr Dr. Kohl, k@example.de", "Sehr geehrter Herr Dr. Kohl,"),
        ("de", "plain", "Ansprechpartnerin: Ute Kohl, k@example.de", "Guten Tag Ute Kohl,"),
        ("fr", "formal", "Contact : Mme Lorne, l@example.fr", "Madame Lorne,"),
        ("fr", "plain", "Envoyez votre CV.", "Bonjour,"),
        ("es", "formal", "Persona de contacto: Ana Ruiz, a@example.es", "Buenos días, Ana Ruiz:"),
    ],
)  # fmt: skip
def test_greetings(language: str, tone: Tone, text: str, greeting: str) -> None:
    """By title and surname, by the whole name, or by neither."""
    assert head(text, language, tone).greeting == greeting


def test_a_surname_alone_is_not_greeted() -> None:
    """Nobody knows by which title."""
    asked = Posting(text="Kohl", language="de", contact=contact_of("Frau Kohl, k@example.de", ()))
    places = Places(asked, load_letter_words("de"), load_lexicon(), "de")
    made = head_of(Form(language="de"), places, "Robin Vale", DAY, a4=True)
    assert made.greeting == "Guten Tag,"


@pytest.mark.parametrize(
    ("language", "a4", "text"),
    [
        ("en", False, "March 9, 2026"),
        ("en", True, "9 March 2026"),
        ("de", True, "9. März 2026"),
        ("es", True, "9 de marzo de 2026"),
        ("zh", True, "2026年3月9日"),
    ],
)
def test_dates(language: str, a4: bool, text: str) -> None:
    """In the language's form; English ones by the paper's country."""
    assert date_text(load_letter_words(language), DAY, a4=a4) == text


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Elektroniker (m/w/d) für Photovoltaik", "Elektroniker für Photovoltaik"),
        ("Infirmier H/F", "Infirmier"),
        ("Developer (all genders)", "Developer"),
        ("STAFF NURSE – NIGHTS", "Staff nurse – nights"),
        ("RN", "RN"),
        ("A slogan " * 20, ""),
    ],
)
def test_a_title_stands_in_a_sentence(title: str, role: str) -> None:
    """Without the form's marks and capitals; a slogan is no role."""
    made = head("x", "en", title=title)
    assert made.subject == (f"Application for the position of {role}" if role else "Application")


def test_the_recipient_is_whom_the_posting_names() -> None:
    """Name, then company; a company that ends in a full stop does not end twice."""
    made = head("Contact: Ada Quill, ada@example.com", "en", company="Quill & Co.")
    assert made.recipient == ("Ada Quill", "Quill & Co.")
    assert made.signature == "Robin Vale"
    asked = Posting(text="x", company="Quill & Co.", language="en")
    places = Places(asked, load_letter_words("en"), load_lexicon(), "en")
    assert places.fill("I write to {company}.") == "I write to Quill & Co."


@pytest.mark.parametrize("language", letter_languages())
def test_every_language_has_a_whole_head(language: str) -> None:
    """Nothing is empty, no place is left."""
    for tone in ("plain", "warm", "formal"):
        made = head("x", language, tone, title="T", company="C")
        for text in (made.date, made.subject, made.greeting, made.closing):
            assert text
            assert "{" not in text


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Drawings of towers", "drawings of towers"),
        ("A tower", "a tower"),
        ("SQL reports", "SQL reports"),
        ("Google Ads campaigns", "Google Ads campaigns"),
        ("iOS work", "iOS work"),
    ],
)
def test_only_the_capital_of_a_beginning_is_lost(text: str, small: str) -> None:
    """Names and abbreviations keep theirs."""
    assert lowered(text) == small
