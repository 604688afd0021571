"""Our briefs' schemas within each vendor's part of JSON Schema: else each call is made twice."""

from typing import Any

import pytest

from resume_builder.domain.letters.brief import sentences_schema
from resume_builder.domain.tailoring.brief import answer_schema
from resume_builder.domain.tailoring.wishes import Wishes
from tests.vendors.schemas import NotTaken, check_anthropic, check_gemini, check_openai

pytestmark = pytest.mark.seam

SCHEMAS: dict[str, Any] = {"tailoring": answer_schema(Wishes()), "letter": sentences_schema()}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_vendor_takes_the_schemas_of_our_briefs(name: str) -> None:
    check_openai(SCHEMAS[name], "answer")
    check_anthropic(SCHEMAS[name])
    check_gemini(SCHEMAS[name])


def test_a_length_in_a_schema_is_taken_by_none() -> None:
    text = {"type": "string", "maxLength": 5, "pattern": "a", "default": ""}
    schema = {"type": "object", "properties": {"a": text}, "required": ["a"]}
    schema["additionalProperties"] = False
    with pytest.raises(NotTaken, match="default"):
        check_openai(schema, "answer")
    with pytest.raises(NotTaken, match="default"):
        check_anthropic(schema)
    with pytest.raises(NotTaken, match="default"):
        check_gemini(schema)
