"""Words of each format, so that a mutation writes a whole tag or key at once."""

from collections.abc import Mapping
from types import MappingProxyType

_WORDML = """w:p w:r w:t w:tbl w:tr w:tc w:pPr w:rPr w:numPr w:ilvl w:numId w:vanish w:color w:sz
w:pStyle w:rStyle w:outlineLvl w:shd w:fill w:tab w:br w:hyperlink w:fldSimple w:instrText
w:fldChar w:del w:ins w:sdt w:sdtContent w:txbxContent mc:AlternateContent mc:Choice mc:Fallback
w:gridSpan w:vMerge w:framePr w:sym w:char w:val w:basedOn w:styleId w:type w:abstractNum w:lvl
w:lvlText w:numFmt w:headerReference w:footerReference r:id w:footnoteReference w:id w:ind w:left"""
_ODF = """text:p text:h text:list text:list-item text:span text:a text:s text:tab text:c
text:section text:line-break table:table
table:table-row table:table-cell table:covered-table-cell draw:frame
draw:text-box draw:image office:annotation text:note text:note-body text:tracked-changes
style:style style:name style:parent-style-name text:style-name text:display text:outline-level
fo:color fo:font-size fo:font-weight fo:background-color style:master-page style:header"""
_RTF = r"""\par \pard \b \b0 \i \v \fs24 \cf1 \f0 \tab \line \cell \row \trowd \cellx999 \intbl
{\field{\*\fldinst {\fldrslt {\header {\footer {\footnote {\shptxt {\listtext \uc0 \u8226? \'e9
\bin99 {\fonttbl \fcharset128 {\colortbl {\stylesheet {\info{\title \ls1 \ilvl1 \page \sect {\*"""
_HTML = """<p> <div> <ul><li> <ol> <table><tr><td> <h1> <h2> <br> <a␣href= <span␣style=
display:none color:#fff hidden aria-hidden= <script␣type="application/ld+json"> </script> <style>
<pre> <template> <noscript> <details> <input␣value= <select><option> <svg><text> &nbsp; &#0;
position:absolute;left:-999px font-size:0 opacity:0 <dl><dt> <!-- --> <![CDATA["""
_MARKDOWN = """#␣ ##␣ -␣ *␣ 1.␣ >␣ ``` ~~~ ** __ ` [a](b) ![a](b) <b> --- ===
\\\\ | |---|---| &amp; <!-- -->"""
_JSON = """"basics" "work" "education" "skills" "name" "position" "startDate" "endDate" "highlights"
"profiles" "location" "summary" "keywords" "url" "x-highlights" "x-dates" "x-sections" "sections"
"SkillsPassport" "LearnerInfo" "experience" "items" "visible" "period" "content" "customFields"
"metadata" "label" "id" "$schema" null true false 1e999 -0 "\\ud800" "2020-01" "2020-13-40" [] {}"""
_YAML = """cv: sections: name: experience: highlights: start_date: end_date: present
social_networks: &a *a !!python/object <<: - | > ? --- ... "" '' {} [] 2020-01 bullet: label:
details: basics: work:"""
_XML = """<SkillsPassport> <LearnerInfo> <Identification> <PersonName> <WorkExperienceList>
<WorkExperience> <Period> <From␣year="2015"/> <Candidate> <CandidateProfile> <EmployerHistory>
<PositionHistory> <hr:FormattedDateTime> <Description> <!DOCTYPE <!ENTITY &#60; &lt;p&gt; xmlns:"""
_PDF = """/Type /Page /Pages /Kids /Count /Parent /Contents /Resources /Font /XObject /Form /Image
/Annots /Subtype /Link /Rect /URI /OCProperties /OCG /OFF /MediaBox /CropBox /Rotate /UserUnit
/ToUnicode /ActualText /EmbeddedFiles /Names /AcroForm BT ET Tj TJ Tf Tm Td Tr Ts Tz Tw Tc gs cm re
W n f q Q Do BDC BMC EMC /Span rg g k RG sh BI ID EI 1e38 -1e38 1␣0␣R 3␣0␣R << >> [ ]"""
_CSV = """Profile.csv Positions.csv Education.csv Skills.csv First␣Name Company␣Name Started␣On
"" , "," \r\n Jan␣2021 2019"""
_PROSE = """Experience Education Skills Berufserfahrung 工作经历 2019 2020␣–␣heute Jan␣2020␣-
Present 03/2018 2018年3月至今 - • @example.com +44␣20 https:// Ltd University␣of Engineer , | · : (
) Must Requirements years $90,000 remote"""

_OF_TARGETS = {
    "pdf": _PDF,
    "pdf_bytes": _PDF,
    "docx": _WORDML,
    "docx_bytes": "",
    "odt": _ODF,
    "rtf": _RTF,
    "html": _HTML,
    "markdown": _MARKDOWN,
    "text": "",
    "json": _JSON,
    "yaml": _YAML,
    "xml": _XML,
    "linkedin": _CSV,
    "sniffer": "",
    "wire": _JSON,
    "resume": _PROSE,
    "posting": _PROSE,
}
# Blanks part the words; one in a word is written as this sign.
_BLANK = "␣"
WORDS: Mapping[str, tuple[bytes, ...]] = MappingProxyType(
    {
        name: tuple(word.replace(_BLANK, " ").encode() for word in text.split())
        for name, text in _OF_TARGETS.items()
    }
)
