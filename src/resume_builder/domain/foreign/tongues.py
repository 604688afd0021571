"""Names of languages by their codes (ISO 639), as Europass writes them."""

# Two letters, and the terminological and bibliographic three: the official languages of the Union
# and those most often learned or brought there.
_TABLE = """
bg bul bul Bulgarian|cs ces cze Czech|da dan dan Danish|de deu ger German|el ell gre Greek
en eng eng English|es spa spa Spanish|et est est Estonian|fi fin fin Finnish|fr fra fre French
ga gle gle Irish|hr hrv hrv Croatian|hu hun hun Hungarian|it ita ita Italian
lt lit lit Lithuanian|lv lav lav Latvian|mt mlt mlt Maltese|nl nld dut Dutch|pl pol pol Polish
pt por por Portuguese|ro ron rum Romanian|sk slk slo Slovak|sl slv slv Slovenian
sv swe swe Swedish|no nor nor Norwegian|nb nob nob Norwegian|is isl ice Icelandic
sq sqi alb Albanian|sr srp srp Serbian|mk mkd mac Macedonian|bs bos bos Bosnian
uk ukr ukr Ukrainian|ru rus rus Russian|tr tur tur Turkish|ar ara ara Arabic|he heb heb Hebrew
zh zho chi Chinese|ja jpn jpn Japanese|ko kor kor Korean|hi hin hin Hindi|ur urd urd Urdu
fa fas per Persian|ca cat cat Catalan|eu eus baq Basque|gl glg glg Galician|cy cym wel Welsh
vi vie vie Vietnamese|th tha tha Thai|bn ben ben Bengali|pa pan pan Punjabi|ta tam tam Tamil
ka kat geo Georgian|hy hye arm Armenian|az aze aze Azerbaijani|kk kaz kaz Kazakh
"""
_NAMES = {
    code: row.split()[-1]
    for row in _TABLE.strip().replace("\n", "|").split("|")
    for code in row.split()[:-1]
}


def tongue(code: str) -> str:
    """Return a language's name in English by its code or its address in the Union's list.

    What is no known code is returned as it is.
    """
    return _NAMES.get(code.rpartition("/")[2].strip().lower(), code.rpartition("/")[2])
