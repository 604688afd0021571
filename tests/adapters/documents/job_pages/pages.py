"""Pages in the forms of job systems: their structure alone, around an invented job."""

import html
import json
from typing import Any

TITLE, COMPANY, PLACE = "Kiln Operator", "Tarn Pottery", "Kendal, Cumbria"
BODY = """<p>Tarn Pottery has made tableware since 1911 and fires it in three gas kilns.</p>
<h3>What you will do</h3>
<ul><li>Load and fire three gas kilns</li><li>Keep the firing log &amp; order fuel</li></ul>
<h3>Requirements</h3>
<ul><li>Two years of experience with gas kilns</li><li>A forklift licence</li>
<li>Fluent English</li></ul>
<h3>Nice to have</h3><ul><li>Knowledge of glaze chemistry</li></ul>"""
JOB: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": TITLE,
    "hiringOrganization": {"@type": "Organization", "name": COMPANY},
    "jobLocation": {
        "@type": "Place",
        "address": {"addressLocality": "Kendal", "addressRegion": "Cumbria"},
    },
    "employmentType": "FULL_TIME",
    "description": BODY,
}
MENU = "".join(f"<li><a href='/{n}'>Menu entry {n}</a></li>" for n in range(15))
OTHERS = "".join(f"<div class='card'><a>Thrower, branch {n}</a><p>Leeds</p></div>" for n in "abc")


def page(body: str, head: str = "") -> str:
    """A page with the menus and offers that stand around a posting."""
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><ul>{MENU}</ul></nav>{body}"
        f"<aside><h2>Similar jobs</h2>{OTHERS}</aside><footer><ul>{MENU}</ul></footer>"
    )


def linked(text: str) -> str:
    """A script of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


FORMS = {
    "greenhouse board": page(
        f'<div id="header"><h1 class="app-title">{TITLE}</h1>'
        f'<span class="company-name">at {COMPANY}</span><div class="location">{PLACE}</div></div>'
        f'<div id="content">{BODY}</div>'
    ),
    "greenhouse embed": page(
        f'<div class="job__header"><div class="job__title"><h1>{TITLE}</h1>'
        f'<div class="job__location"><div>{PLACE}</div></div></div></div>'
        f'<div class="job__description body">{BODY}</div>'
        "<script>window.__remixContext = "
        + json.dumps(
            {"state": {"jobPost": {"title": TITLE, "company_name": COMPANY, "content": BODY,
                                   "job_post_location": PLACE}}}
        )
        + ";</script>"
    ),
    "lever": page(
        f'<div class="posting-headline"><h2>{TITLE}</h2><div class="posting-categories">'
        f'<div class="sort-by-location posting-category">{PLACE} /</div>'
        '<div class="sort-by-commitment posting-category">Full-time</div></div></div>'
        f'<div class="section-wrapper"><div data-qa="job-description">{BODY}</div></div>',
        linked(json.dumps(JOB)),
    ),
    "ashby": page(
        '<div id="root"></div><script>window.__appData = '
        + json.dumps(
            {"organization": {"name": COMPANY, "publicWebsite": "https://tarn.example"},
             "posting": {"title": TITLE, "descriptionHtml": BODY, "locationName": PLACE,
                         "employmentType": "FullTime"}}
        )
        + "; fetch('/x');</script>"
    ),
    "workday": page(
        f'<div data-automation-id="jobPostingPage">'
        f'<h2 data-automation-id="jobPostingHeader">{TITLE}</h2>'
        f'<div data-automation-id="locations"><dl><dt>at</dt><dd>{PLACE}</dd></dl></div>'
        '<div data-automation-id="time"><dl><dt>time type</dt><dd>Full time</dd></dl></div>'
        f'<div data-automation-id="jobPostingDescription">{BODY}</div></div>',
        linked(json.dumps(JOB)),
    ),
    "workday without scripts": page('<div id="root"></div>', linked(json.dumps(JOB))),
    "smartrecruiters": page(
        '<main itemscope itemtype="http://schema.org/JobPosting">'
        f'<h1 class="job-title" itemprop="title">{TITLE}</h1>'
        f'<span itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization">'
        f'<meta itemprop="name" content="{COMPANY}"></span>'
        '<span itemprop="jobLocation" itemscope><span itemprop="address" itemscope>'
        '<meta itemprop="addressLocality" content="Kendal">'
        '<meta itemprop="addressRegion" content="Cumbria"></span></span>'
        '<meta itemprop="employmentType" content="Full-time">'
        f'<div itemprop="description"><div itemprop="responsibilities">{BODY}</div></div></main>'
    ),
    "indeed": page(
        '<h1 class="jobsearch-JobInfoHeader-title"><span>' + TITLE + "</span></h1>"
        f'<div data-company-name="true"><a>{COMPANY}</a></div>'
        f'<div data-testid="inlineHeader-companyLocation"><div>{PLACE}</div></div>'
        '<div id="salaryInfoAndJobType"><span>£28,000 a year</span><span> - Full-time</span></div>'
        f'<div id="jobDescriptionText">{BODY}</div>'
    ),
    "linkedin": page(
        f'<section class="top-card-layout">'
        f'<h1 class="top-card-layout__title topcard__title">{TITLE}</h1>'
        f'<h4><a class="topcard__org-name-link">{COMPANY}</a>'
        f'<span class="topcard__flavor topcard__flavor--bullet">{PLACE}</span></h4></section>'
        f'<div class="show-more-less-html__markup">{BODY}</div>'
        '<ul class="description__job-criteria-list"><li><h3>Seniority level</h3>'
        '<span class="description__job-criteria-text">Associate</span></li>'
        '<li><h3>Employment type</h3><span class="description__job-criteria-text">Full-time</span>'
        "</li></ul>"
    ),
}  # fmt: skip

_WHOLE = json.dumps(JOB, indent=1)
BROKEN = {
    "raw line breaks": _WHOLE.replace("</p>\\n", "</p>\n\n\t"),
    "commas at the end": _WHOLE.replace("\n}", ",\n}").replace('"Cumbria"', '"Cumbria",'),
    "a comma that is missing": _WHOLE.replace('"FULL_TIME",', '"FULL_TIME"'),
    "comments": f"<!-- // jobs\n{_WHOLE.replace('{', '{ /* a job */', 1)} // -->",
    "character data": f"//<![CDATA[\n{_WHOLE}\n//]]>",
    "marks within a text": _WHOLE.replace("tableware", '"fine" tableware, "bone" china'),
    "escapes of another language": _WHOLE.replace("fires it", "fires\\' it\\-self"),
    "cut off": _WHOLE[: _WHOLE.index("glaze chemistry") + 10],
    "a graph": json.dumps({"@context": "x", "@graph": [{"@type": "WebSite"}, JOB]}),
    "a list": json.dumps([{"@type": "Organization", "name": "Board"}, JOB]),
    "inside a page": json.dumps({"@type": "WebPage", "mainEntity": JOB}),
    "inside a list of items": json.dumps(
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": JOB}]}
    ),
    "entities of entities": html.escape(html.escape(_WHOLE, quote=False), quote=False),
    "several of them": json.dumps(
        [{**JOB, "title": "Thrower", "description": BODY.replace("kiln", "wheel") + "<p>x</p>" * 9},
         JOB]
    ),
    "entities": html.escape(_WHOLE, quote=False),
}  # fmt: skip
