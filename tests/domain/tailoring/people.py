"""An invented person for the tests of replies: a ward nurse who was a florist before."""

from datetime import date

from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.resume import Resume

TODAY = date(2026, 11, 1)
NURSE: Resume = from_json_resume(
    {
        "basics": {"name": "Ingrid Solheim", "label": "Registered Nurse", "summary": "Ward nurse."},
        "work": [
            {
                "name": "Fjordside Hospital",
                "position": "Registered Nurse",
                "startDate": "2021-03",
                "highlights": [
                    "Cared for 6 patients a shift on a surgical ward",
                    "Helped plan the move to Epic",
                    "Taught 4 new nurses wound care",
                ],
            },
            {
                "name": "Blom Flowers",
                "position": "Florist",
                "startDate": "2016",
                "endDate": "2020",
                "highlights": ["Ordered stock for 3 shops", "Led a team of 5"],
            },
        ],
        "education": [{"institution": "Nord University", "studyType": "BSc", "area": "Nursing"}],
        "skills": [{"name": "Clinical", "keywords": ["phlebotomy", "Epic", "wound care"]}],
        "languages": [{"language": "Norwegian", "fluency": "native"}],
    }
)
